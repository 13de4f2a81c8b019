import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'libsql';
import { ViewsDamaged, ViewsUnavailable, type ViewStore } from '#projections';
import { openEmbeddedViews, removeEmbeddedViews } from '#view-store-embedded';
import { viewCrashConformance } from './view-crash-conformance.js';
import { aRow, adding, asking, at, taking, type OpeningViews } from './view-sample.js';
import { viewStoreConformance } from './view-store-conformance.js';

/** By what `npm test` has built: writes beside the views at its argument rows like the one given, says so, and waits. */
const BUILDING_BESIDE = `
  const { openEmbeddedViewsForReading } = await import('#view-store-embedded');
  const store = await openEmbeddedViewsForReading({ path: process.argv[1] });
  const beside = await store.beside();
  const checkpoint = await store.checkpoint();
  const rows = Array.from({ length: 3_000 }, (_, index) => ({ ...JSON.parse(process.argv[2]), position: index + 1 }));
  await beside.advance([{ table: 'journal', without: [], rows }], checkpoint);
  console.log(JSON.stringify({ beside: await beside.journal(), position: checkpoint.position }));
  setInterval(() => undefined, 1_000);
`;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  path = join(folder, 'books', 'ledger.views');
});
afterEach(() => rmSync(folder, { recursive: true }));

const inAFile: OpeningViews = async () => {
  const own = mkdtempSync(join(tmpdir(), 'ledger-'));
  const place = { path: join(own, 'ledger.views') };
  let store: ViewStore = await openEmbeddedViews(place);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openEmbeddedViews(place);
      return store;
    },
    second: () => openEmbeddedViews(place),
    destroy: async () => {
      await store.close();
      rmSync(own, { recursive: true });
    },
  };
};

viewStoreConformance('embedded views in a file', inAFile, { outlivesClosing: true });

const practices = (count: number) =>
  Array.from({ length: count }, (_, index) => aRow('organisations', { code: `P${index}`, name: 'n'.repeat(200) }));

/** Views of a hundred practices at position 3, closed again. */
async function someViews(): Promise<void> {
  const store = await openEmbeddedViews({ path });
  await store.advance([adding('organisations', ...practices(100))], at(3));
  await store.close();
}

const within = async <T>(work: (store: ViewStore) => Promise<T>): Promise<T> => {
  const store = await openEmbeddedViews({ path });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

/** SQLite's own files beside a database may stay until it is opened again. */
const filesBeside = () =>
  readdirSync(join(folder, 'books'))
    .filter((name) => !/-(wal|shm)$/.test(name))
    .toSorted();

/** The file in which the views are now. */
const inUse = () => `${path}.${/\d+/.exec(readFileSync(path, 'utf8'))![0]}`;

describe('embedded views in a file', () => {
  describe('when a process is killed', () =>
    viewCrashConformance(() => ({ child: ['file', path], open: () => openEmbeddedViews({ path }) })));

  test('who reads does not wait for what is being written', async () => {
    await within(async (store) => {
      await store.advance([], at(1));
      const ended: string[] = [];
      const advance = store
        .advance([adding('organisations', ...practices(2_000))], at(2))
        .then(() => ended.push('writing'));
      const { items, checkpoint } = await store.page('organisations', asking('organisations'));
      ended.push('reading');
      await advance;
      expect([items, checkpoint, ended]).toEqual([[], at(1), ['reading', 'writing']]);
    });
  });

  test('a rebuild leaves one file, and the old one goes', async () => {
    await someViews();
    const before = inUse();
    expect(filesBeside()).toEqual(['ledger.views', basename(before), 'ledger.views.lock']);
    await within(async (store) => {
      await (await store.beside()).swap();
      await store.beside();
    });
    expect(inUse()).not.toBe(before);
    expect(filesBeside()).toEqual(['ledger.views', basename(inUse()), 'ledger.views.lock']);
  });

  test('what a killed rebuild left behind is taken away at opening', async () => {
    await someViews();
    for (const left of ['.7777', '.7777-wal', '.7777-shm', '.new']) writeFileSync(`${path}${left}`, 'half of it');
    writeFileSync(`${path}.7777.txt`, 'not of ours');
    await within(async (store) => {
      expect(await store.checkpoint()).toEqual(at(3));
      await (await store.beside()).swap();
    });
    expect(filesBeside()).toEqual(
      ['ledger.views', 'ledger.views.7777.txt', basename(inUse()), 'ledger.views.lock'].toSorted(),
    );
  });

  test('a process that is killed while it builds beside views that it only reads leaves nothing of that', async () => {
    await someViews();
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', BUILDING_BESIDE, path, JSON.stringify(aRow('journal', {}))],
      {
        env: { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [said] = await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(JSON.parse(String(said))).toEqual({ beside: { rows: 3_000, first: 1, last: 3_000 }, position: 3 });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a write that SQLite takes back itself is told as what it was, and the next one goes on', async () => {
    await within(async (store) => {
      const other = new Database(inUse());
      other.exec(`CREATE TRIGGER full BEFORE INSERT ON groups BEGIN SELECT RAISE(ROLLBACK, 'no room'); END`);
      other.close();
      await expect(store.advance([adding('groups', aRow('groups', {}))], at(1))).rejects.toThrow('no room');
      await store.advance([taking('groups', {})], at(2));
      expect(await store.checkpoint()).toEqual(at(2));
    });
  });

  test('views of another layout are replaced by empty ones', async () => {
    await someViews();
    const older = new Database(inUse());
    older.exec(`UPDATE layout SET mark = 'of an older ledger'`);
    older.close();
    await within(async (store) => {
      expect(await store.checkpoint()).toBeUndefined();
      expect((await store.page('organisations', asking('organisations'))).items).toEqual([]);
    });
  });

  test('a list asked by two filters takes the narrower index', async () => {
    await someViews();
    const db = new Database(inUse());
    const plan = (asked: string) =>
      (
        db
          .prepare(`EXPLAIN QUERY PLAN SELECT position FROM journal WHERE ${asked} ORDER BY position DESC`)
          .raw()
          .all() as unknown[][]
      )
        .map((step) => step[3])
        .join();
    expect(plan(`year = 'y' AND commissioner = 'c'`)).toMatch(/USING INDEX journal_by_commissioner/);
    expect(plan(`commissioner = 'c' AND type = 't' AND holder = 'h'`)).toMatch(/USING INDEX journal_by_holder/);
    expect(plan(`type = 't' AND year = 'y'`)).toMatch(/USING INDEX journal_by_type/);
    db.close();
  });

  describe('that are damaged', () => {
    const damages: readonly (readonly [string, () => void])[] = [
      ['are cut short', () => truncateSync(inUse(), 8192)],
      ['are no longer SQLite', () => replace(inUse(), 'Dear Sir or Madam, '.repeat(900))],
      ['are another database', () => replace(inUse(), '')],
      ['have lost their tables', () => overwrite(inUse(), 100, 4096)],
      ['have gone', () => rmSync(inUse())],
      ['do not say where they are', () => writeFileSync(path, '\0'.repeat(60))],
    ];

    test.each(damages)('as they %s, are refused; once removed, they begin anew', async (_, damage) => {
      await someViews();
      damage();
      await expect(openEmbeddedViews({ path })).rejects.toThrow(ViewsDamaged);
      await removeEmbeddedViews(path);
      await within(async (store) => {
        expect(await store.checkpoint()).toBeUndefined();
        await store.advance([adding('organisations', ...practices(3))], at(1));
      });
    });

    test('are told as such when it is found in reading, and a rebuild replaces them', async () => {
      await someViews();
      const page = Math.floor(readFileSync(inUse()).indexOf('n'.repeat(200)) / 4096) * 4096;
      overwrite(inUse(), page, page + 4096);
      await within(async (store) => {
        await expect(store.page('organisations', asking('organisations'))).rejects.toThrow(ViewsDamaged);
        const rebuild = await store.beside();
        await rebuild.advance([adding('organisations', ...practices(3))], at(4));
        await rebuild.swap();
        expect((await store.page('organisations', asking('organisations'))).items).toHaveLength(3);
      });
    });
  });

  test('a file that was never ours is put aside, not thrown away', async () => {
    path = join(folder, 'letter.txt');
    writeFileSync(path, 'Dear Sir or Madam');
    await expect(openEmbeddedViews({ path })).rejects.toThrow(path);
    await removeEmbeddedViews(path);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('Dear Sir or Madam');
    await within(async (store) => expect(await store.checkpoint()).toBeUndefined());
  });

  test('removing takes all away, and nothing where nothing is; never what is in use', async () => {
    await someViews();
    await within(() => expect(removeEmbeddedViews(path)).rejects.toThrow(/is in use by this process already/));
    await removeEmbeddedViews(path);
    await removeEmbeddedViews(path);
    expect(filesBeside()).toEqual(['ledger.views.lock']);
    expect(existsSync(path)).toBe(false);
  });

  test('a place that cannot be written is refused by name', async () => {
    path = '/proc/ledger/ledger.views';
    await expect(openEmbeddedViews({ path })).rejects.toThrow(ViewsUnavailable);
    await expect(openEmbeddedViews({ path })).rejects.toThrow('/proc/ledger');
  });
});

function overwrite(file: string, from: number, to: number): void {
  replace(file, readFileSync(file).fill(0x41, from, to));
}

/** By another file: this process may still have the one that was there open. */
function replace(file: string, content: string | Buffer): void {
  rmSync(file);
  writeFileSync(file, content);
}
