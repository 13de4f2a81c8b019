import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { ClockMismatch, StoreDamaged, StoreUnavailable, type Clock, type EventStore } from '#event-store';
import { openEmbedded } from '#event-store-embedded';
import { during, tampered } from './closed-file.js';
import { anAppend, everything, keysInData, recorded } from './sample.js';

/** What the embedded store promises beyond the port. The child process runs what `npm test` has built. */
const CHILD = new URL('./appending-child.mjs', import.meta.url);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  path = join(folder, 'books', 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const opened = (clock?: Clock): Promise<EventStore> =>
  openEmbedded({ path, directoryKeys: keysInData, ...(clock === undefined ? {} : { clock }) });

const within = <T>(work: (store: EventStore) => Promise<T>): Promise<T> => during(opened, work);

const tamperedWith = (sql: string): void => tampered(path, sql);

describe('positions', () => {
  test('count from 1 without gaps, across refusals and openings', async () => {
    await within(async (store) => {
      await recorded(store, 'case-1', {}, {});
      await expect(store.append(anAppend('case-1', 9))).rejects.toThrow();
      await Promise.all([0, 1, 2].map((index) => recorded(store, `case-2-${index}`, {}, {})));
    });
    const log = await within(async (store) => {
      await recorded(store, 'case-1', {});
      return everything(store);
    });
    expect(log.map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]);
  });
});

describe('the type that most of a log is, which has no index', () => {
  const TYPE = 'ActualsRecorded';
  const MANY = 300;
  const log = Array.from({ length: MANY }, (_, index) => (index % 7 === 0 ? 'Ruled' : TYPE));

  const listed = async (store: EventStore, types: readonly string[], limit: number): Promise<readonly bigint[]> => {
    const found: bigint[] = [];
    for (;;) {
      const page = await store.readAll({ after: found.at(-1) ?? 0n, limit, types });
      found.push(...page.map(({ position }) => position));
      if (page.length < limit) return found;
    }
  };

  test.each([[[TYPE]], [[TYPE, 'Ruled']], [['Ruled']]])('is found with others, page by page: %j', (types) =>
    within(async (store) => {
      for (const type of log) await recorded(store, 'case-1', { type });
      const wanted = log.flatMap((type, index) => (types.includes(type) ? [BigInt(index + 1)] : []));
      expect(await listed(store, types, 50)).toEqual(wanted);
      expect(await listed(store, types, 1)).toEqual(wanted);
    }),
  );

  test('an event whose type was damaged is told, and not passed over', async () => {
    await within((store) => recorded(store, 'case-1', { type: TYPE }, { type: TYPE }, {}));
    tamperedWith(`UPDATE event SET type = 'ActualsRecordeX' WHERE position = 1`);
    await within((store) =>
      expect(store.readAll({ after: 0n, limit: 10, types: [TYPE] })).rejects.toThrow(StoreDamaged),
    );
  });
});

describe('what was tampered with is not served', () => {
  // The last of eight events is what opening compares with the checkpoint: those before it are compared on reading.
  beforeEach(() =>
    within(async (store) => {
      await recorded(store, 'case-1', { data: { pence: 100 } }, {}, {});
      await recorded(store, 'case-9', {}, {}, {}, {}, {});
    }),
  );

  test.each([
    ['a figure', `UPDATE event SET data = replace(data, '100', '900') WHERE position = 1`, /position 1, in case-1/],
    [
      'an actor',
      `UPDATE event SET metadata = replace(metadata, 'a.clerk', 'b.clerk') WHERE position = 2`,
      /position 2/,
    ],
    ['a place', `UPDATE event SET stream = 'case-2' WHERE position = 3`, /position 3, in case-2/],
    ['an event that was taken out', 'DELETE FROM event WHERE position = 2', /position 2 is missing/],
  ])('%s', async (_, sql, told) => {
    tamperedWith(sql);
    await within(async (store) => {
      await expect(everything(store)).rejects.toThrow(StoreDamaged);
      await expect(everything(store)).rejects.toThrow(told);
    });
  });

  test('a stream with a revision missing', async () => {
    tamperedWith('DELETE FROM event WHERE position = 2');
    await within((store) => expect(store.readStream('case-1')).rejects.toThrow('revision 1 of case-1 is missing'));
  });

  test('and a subscriber is told', async () => {
    tamperedWith(`UPDATE event SET data = '{}' WHERE position = 1`);
    await within(async (store) => {
      const events = store.subscribe(0n, new AbortController().signal)[Symbol.asyncIterator]();
      await expect(events.next()).rejects.toThrow(StoreDamaged);
    });
  });

  test('the file itself refuses a change or a deletion', () => {
    const db = new Database(path);
    expect(() => db.exec(`UPDATE event SET data = '{}'`)).toThrow('never changed');
    expect(() => db.exec('DELETE FROM event')).toThrow('never changed');
    expect(() => db.exec(`UPDATE about SET value = 'simulated'`)).toThrow('never changed');
    db.close();
  });
});

describe('opening', () => {
  test('the clock is chosen once and stays', async () => {
    await (await opened('simulated')).close();
    await expect(opened('system')).rejects.toThrow(ClockMismatch);
    await expect(opened('system')).rejects.toMatchObject({ asked: 'system', actual: 'simulated' });
    await within(async (store) => expect(store.clock).toBe('simulated'));
  });

  test('without a choice it is the clock of the system', async () => {
    await within(async (store) => expect(store.clock).toBe('system'));
    await expect(opened('simulated')).rejects.toThrow(/system clock.*simulated clock/);
  });

  test('a file that is no database is refused by name, and left as it was', async () => {
    path = join(folder, 'letter.txt');
    writeFileSync(path, 'Dear Sir or Madam, '.repeat(300));
    await expect(opened()).rejects.toThrow(StoreUnavailable);
    await expect(opened()).rejects.toThrow(path);
    expect(statSync(path).size).toBe(19 * 300);
  });

  test("another program's database is refused, and left as it was", async () => {
    path = join(folder, 'notes.db');
    const db = new Database(path);
    db.exec('CREATE TABLE note (text TEXT)');
    db.close();
    const before = readFileSync(path);
    await expect(opened()).rejects.toThrow(`${path}: the file is not a ledger store`);
    await expect(opened()).rejects.toThrow(StoreUnavailable);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a store of an older ledger is lifted, and holds what it held', async () => {
    await within((store) => recorded(store, 'case-1', {}, {}));
    const before = await within(everything);
    tamperedWith(`CREATE INDEX event_by_time ON event (effective_at); DROP INDEX event_by_type;
      CREATE INDEX event_by_type ON event (type); PRAGMA user_version = 1`);
    expect(await within(everything)).toEqual(before);
    const db = new Database(path);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'event_by_time'").raw().all()).toEqual([[0]]);
    db.close();
    await within((store) => recorded(store, 'case-1', {}));
  });

  test('a store of a newer ledger is refused', async () => {
    await within((store) => recorded(store, 'case-1', {}));
    tamperedWith('PRAGMA user_version = 4');
    await expect(opened()).rejects.toThrow(StoreUnavailable);
    await expect(opened()).rejects.toThrow(/newer ledger/);
  });

  test('a folder that cannot be made is said', async () => {
    writeFileSync(join(folder, 'books'), 'a file where a folder should be');
    await expect(opened()).rejects.toThrow(StoreUnavailable);
  });

  test('a store that is open here already is refused, and free again when it closes', async () => {
    const store = await opened();
    await expect(opened()).rejects.toThrow(StoreUnavailable);
    await expect(opened()).rejects.toThrow(`this process already (pid ${process.pid})`);
    await recorded(store, 'case-1', {});
    await store.close();
    expect(await within(everything)).toHaveLength(1);
  });
});

test('a store that is open is refused under the name of a link to it, too', async () => {
  const store = await opened();
  const link = join(folder, 'link.db');
  symlinkSync(path, link);
  await expect(openEmbedded({ path: link, directoryKeys: keysInData })).rejects.toThrow('this process already');
  await store.close();
});

type Running = { readonly child: ChildProcess; readonly acknowledged: string[]; readonly ended: Promise<unknown> };

/** A process that appends to the store, once its first append is acknowledged. */
async function running(run: number): Promise<Running> {
  const child = spawn(process.execPath, [CHILD.pathname, path, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout! });
  lines.on('line', (line) => acknowledged.push(line));
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]);
  const tooEarly = ended.then(() => Promise.reject(new Error('the child did not append: npm run build comes first')));
  await Promise.race([once(lines, 'line'), tooEarly]);
  return { child, acknowledged, ended };
}

describe('another process', () => {
  test('that holds the store is named; when it is killed the store is free', async () => {
    const { child, ended } = await running(0);
    await expect(opened()).rejects.toThrow(StoreUnavailable);
    await expect(opened()).rejects.toThrow(`process ${child.pid},`);
    child.kill('SIGKILL');
    await ended;
    await within((store) => expect(recorded(store, 'case-1', {})).resolves.toHaveLength(1));
  });

  test('killed while it appends has lost nothing that was acknowledged', async () => {
    const acknowledged: string[] = [];
    for (const [run, pauseMs] of [30, 75, 140, 220].entries()) {
      const appending = await running(run);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      appending.child.kill('SIGKILL');
      await appending.ended;
      acknowledged.push(...appending.acknowledged);
      await within((store) => nothingIsLost(store, acknowledged));
    }
    expect(acknowledged.length).toBeGreaterThan(8);
  });
});

/** Every acknowledged event is there with its claim, batches are whole, and the log has no gap. */
async function nothingIsLost(store: EventStore, acknowledged: readonly string[]): Promise<void> {
  const log = await store.readAll({ after: 0n, limit: 1_000_000 });
  const written = new Set(log.map(({ id, metadata }) => `${id} ${metadata.commandId}`));
  expect(acknowledged.filter((line) => !written.has(line))).toEqual([]);
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => BigInt(index + 1)));
  const claimed = log.filter(({ revision }) => revision % 2 === 0);
  expect(log).toHaveLength(claimed.length * 2);
  for (const { metadata, position } of claimed) {
    expect(await store.holderOf('command', metadata.commandId)).toMatchObject({ position });
  }
}
