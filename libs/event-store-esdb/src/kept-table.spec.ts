import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptTable, type TableOf } from './kept-table.js';
import { LogTable } from './log-table.js';
import type { Verified } from './recorded.js';

/** Enough to be worth keeping. */
const EVENTS = 1_200;
const HASH = 'f'.repeat(64);
const resumesAfter = (): bigint => 7n;
const OURS: TableOf = { ledger: '6f1c1a1e-0000-4000-8000-000000000000', directoryVersion: 1 };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-table-'));
  path = join(folder, 'ledger.table');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const event = (index: number): Verified => ({
  id: '',
  type: index % 3 === 0 ? 'Ruled' : 'Noted',
  version: 1,
  data: {},
  metadata: { recordedAt: '', actor: '', commandId: '', command: '', contentHash: '' },
  stream: `case-${index % 7}`,
  revision: Math.floor(index / 7),
  position: BigInt(index) * 300n + 7n,
  hash: HASH,
});

function extended(table: LogTable, events: number): LogTable {
  const end = table.count + events;
  for (let index = table.count; index < end; index += 1) table.add(event(index), index * 10, [`key-${index % 5}`]);
  return table;
}

async function keptAt(of = OURS, table = extended(new LogTable(), EVENTS)): Promise<LogTable> {
  await new KeptTable(path, of).settle(table, HASH, resumesAfter);
  return table;
}

const found = (of = OURS) => new KeptTable(path, of).read();

test('a table that was kept answers as the one that was read from the log, and goes on growing', async () => {
  const table = await keptAt();
  const { table: kept, ...rest } = found()!;
  expect(rest).toEqual({ lastHash: HASH, resumesAfter: 7n });
  expect(kept.rows).toEqual(table.rows);
  const [grown, wanted] = [extended(kept, 2_000), extended(table, 2_000)];
  expect(grown.rows).toEqual(wanted.rows);
  for (const log of [grown, wanted]) {
    expect(log.place(2_500)).toEqual({ stream: 'case-1', revision: 357, position: 750_007n });
    expect(log.lookUp('key-2', 2_000n)).toEqual(wanted.lookUp('key-2', 2_000n));
    expect(log.select(1_100, 1_300, 9, ['case-3'], ['Ruled'])).toEqual(
      wanted.select(1_100, 1_300, 9, ['case-3'], ['Ruled']),
    );
  }
});

test('nothing is found where nothing was kept', () => expect(found()).toBeUndefined());

test.each([
  ['of another ledger', { ...OURS, ledger: '6f1c1a1e-0000-4000-8000-000000000001' }],
  ['of another version of the directory', { ...OURS, directoryVersion: 2 }],
])('a table %s is not used', async (_, other) => {
  await keptAt(other);
  expect(found()).toBeUndefined();
  expect(found(other)).toBeDefined();
});

test.each([
  ['cut off', () => truncateSync(path, 5_000)],
  ['empty', () => truncateSync(path, 0)],
  ['something else', () => writeFileSync(path, 'Dear Sir or Madam, '.repeat(50))],
  ['changed in one byte', () => writeFileSync(path, flipped(readFileSync(path)))],
])('a file that is %s is not used, and the next table takes its place', async (_, damage) => {
  await keptAt();
  damage();
  expect(found()).toBeUndefined();
  await keptAt();
  expect(found()?.table.count).toBe(EVENTS);
});

function flipped(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes;
}

test('a few events are not worth a file; as many again are', async () => {
  await keptAt(OURS, extended(new LogTable(), 999));
  expect(readdirSync(folder)).toEqual([]);
  const keeping = new KeptTable(path, OURS);
  const table = extended(new LogTable(), EVENTS);
  await keeping.settle(table, HASH, resumesAfter);
  await keeping.settle(extended(table, 999), HASH, resumesAfter);
  expect(found()?.table.count).toBe(EVENTS);
  await keeping.settle(extended(table, 1), HASH, resumesAfter);
  expect(found()?.table.count).toBe(EVENTS + 1_000);
});

test('while the log grows it is kept now and then, each time as it stood', async () => {
  const keeping = new KeptTable(path, OURS);
  const table = extended(new LogTable(), 9_999);
  keeping.hasGrown(table, HASH, resumesAfter);
  keeping.hasGrown(extended(table, 1), HASH, resumesAfter);
  extended(table, 500);
  await keeping.settle(table, HASH, resumesAfter);
  expect(found()?.table.count).toBe(10_000);
});

test('of several that keep one file each leaves a whole table', async () => {
  const tables = [1_000, 2_000, 3_000].map((events) => extended(new LogTable(), events));
  await Promise.all(tables.map((table) => keptAt(OURS, table)));
  expect(tables.map(({ count }) => count)).toContain(found()?.table.count);
  expect(readdirSync(folder)).toEqual(['ledger.table']);
});

test('what a writer left half written that was killed is taken away at the next opening; a writer at work keeps its own', async () => {
  const { pid: gone } = spawnSync(process.execPath, ['--eval', '']);
  const left = [gone, process.pid].map((pid) => `ledger.table.${pid}.${randomUUID()}`);
  left.push(`ledger.table.${randomUUID()}`); // as an older program named it
  const others = [
    `ledger.table.${process.ppid}.${randomUUID()}`,
    `other.table.${gone}.${randomUUID()}`,
    'ledger.table.copy',
  ];
  for (const name of [...left, ...others]) writeFileSync(join(folder, name), 'half of it');
  await keptAt();
  expect(found()?.table.count).toBe(EVENTS);
  expect(readdirSync(folder).toSorted()).toEqual(['ledger.table', ...others].toSorted());
});

test('a place that cannot be written is done without', async () => {
  const keeping = new KeptTable(join(folder, 'no such folder', 'ledger.table'), OURS);
  await expect(keeping.settle(extended(new LogTable(), EVENTS), HASH, resumesAfter)).resolves.toBeUndefined();
});

test('a table that cannot be spelt in one piece is done without, and the log goes on', async () => {
  const tooLarge = {
    count: 20_000,
    get rows(): never {
      throw new RangeError('Array buffer allocation failed');
    },
  } as unknown as LogTable;
  const kept = new KeptTable(path, OURS);
  expect(() => kept.hasGrown(tooLarge, HASH, resumesAfter)).not.toThrow();
  await expect(new KeptTable(path, OURS).settle(tooLarge, HASH, resumesAfter)).resolves.toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});
