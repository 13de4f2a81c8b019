import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { SourceFolder, loadEngland, sceneOf } from '#exchange';
import { londonDay } from '#kernel';
import { openLedger } from '#ledger';
import { rebuilt, type Change, type Crew } from '#projections';
import { testWhere } from '#testing';
import { inventedEngland } from '../e2e/england-folder.js';

/** Threads run what `npm test` has built. */
const THREADS = new URL('../../dist/libs/ledger/src/crew/threads.js', import.meta.url);
type Threads = { readonly threadsOn: (path: string, alone: Crew) => Crew | undefined };

const withCores = testWhere('cores', availableParallelism() > 1, 'there is one core only');
const nobody: Crew = {
  workOut() {
    throw new Error('this was worth a thread');
  },
};
const quietly = { monthBegins() {}, recorded() {}, monthEnds() {}, mustGoOn() {} };

let folder: string;
let path: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-crew-'));
  path = join(folder, 'england.db');
  const england = inventedEngland();
  const ledger = await openLedger(`embedded:${path}`, { clock: 'simulated' });
  await loadEngland(ledger, sceneOf(new SourceFolder(england.folder), '2008-09', 2008), 'files', quietly);
  await ledger.close();
  england.remove();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inThreads = async (): Promise<Crew> => {
  const { threadsOn } = (await import(THREADS.href)) as Threads;
  return threadsOn(path, nobody)!;
};

async function rowsBy(crew: Crew | undefined, signal = new AbortController().signal): Promise<readonly string[]> {
  const ledger = await openLedger(`embedded:${path}`);
  try {
    const { position, count, effectiveAt } = await ledger.store.head();
    const rows: string[] = [];
    const write = (changes: readonly Change[]) => {
      for (const { table, rows: put } of changes) for (const row of put) rows.push(`${table} ${JSON.stringify(row)}`);
      return Promise.resolve();
    };
    const standing = { position: Number(position), day: londonDay(effectiveAt!) };
    const views = new Set(['statements', 'timeline'] as const);
    await rebuilt({ reader: ledger.reader, crew, views, standing, events: count, write, signal });
    return rows.sort();
  } finally {
    await ledger.close();
  }
}

withCores('several threads work out what one does, row for row', async () => {
  const alone = await rowsBy(undefined);
  expect(alone.length).toBeGreaterThan(100);
  expect(await rowsBy(await inThreads())).toEqual(alone);
});

withCores('a rebuild that is given up ends its threads', async () => {
  const signal = AbortSignal.abort(new Error('given up'));
  await expect(rowsBy(await inThreads(), signal)).rejects.toThrow('given up');
});

withCores('what stops one thread stops the rebuild, and is told', async () => {
  const db = new Database(path);
  db.exec(`INSERT INTO event SELECT position + 1, stream, revision + 1, id || 'x', 'Unheard', version, data, metadata,
    effective_at, hash FROM event WHERE stream LIKE 'account-%' ORDER BY position DESC, revision DESC LIMIT 1`);
  db.close();
  await expect(rowsBy(await inThreads())).rejects.toThrow(/not what was written|Unheard/);
});
