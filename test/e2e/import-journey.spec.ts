import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile, ImportJournal, importProgress, type ImportRequest } from '#exchange';
import { openLedger, type Ledger } from '#ledger';

const ROWS = 150;
const HEADER = 'code,type,name,opensOn,closesOn,belongsTo,belongsFrom';
const codeOf = (index: number) => `A${String(index).padStart(5, '0')}`;
const practices = Array.from(
  { length: ROWS },
  (_, index) => `${codeOf(index)},PRACTICE,Practice ${index},2002-04-01,,5X1,2006-10-01`,
);
const BYTES = Buffer.from([HEADER, '5X1,PCT,Exampleshire PCT,2006-10-01,,,', ...practices, ''].join('\n'));
const COMMANDS = 1 + 2 * ROWS;

let folder: string;
let address: string;
let ledger: Ledger;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  address = `embedded:${join(folder, 'ledger.db')}`;
  ledger = await openLedger(address);
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

const take = (asked: Partial<ImportRequest> = {}, on: Ledger = ledger) =>
  importFile(on, { kind: 'organisations', file: join(folder, 'bodies.csv'), bytes: BYTES, ...asked });
const recordedIds = async () => {
  const events = await ledger.store.readAll({ after: 0n, limit: 10_000 });
  return events.map(({ metadata }) => metadata.commandId).toSorted();
};
const imports = () => importProgress(ledger.store, ImportJournal.of(ledger));

/** Aborts once so many commands are recorded. */
function interruptedAfter(commands: number): Pick<ImportRequest, 'signal' | 'onProgress'> {
  const interruption = new AbortController();
  const onProgress: ImportRequest['onProgress'] = (phase, done) => {
    if (phase === 'recording' && done >= commands) interruption.abort();
  };
  return { signal: interruption.signal, onProgress };
}

test('an interrupted import is listed as incomplete, and the same command finishes it without a fact twice', async () => {
  const first = await take(interruptedAfter(190));
  expect(first.state).toBe('interrupted');
  expect(first.commands).toBeGreaterThanOrEqual(190);
  expect(first.commands).toBeLessThan(190 + 64);
  expect(await recordedIds()).toHaveLength(first.commands);
  expect(await imports()).toMatchObject([
    { file: 'bodies.csv', isComplete: false, recorded: first.commands, commands: COMMANDS },
  ]);

  await ledger.close();
  ledger = await openLedger(address);
  const second = await take();
  expect(second).toMatchObject({ state: 'done', commands: COMMANDS - first.commands, toRecord: 0 });
  expect(second.recorded + second.recordedBefore).toBe(ROWS + 1);
  const ids = await recordedIds();
  expect(new Set(ids).size).toBe(COMMANDS);
  expect(ids).toHaveLength(COMMANDS);
  expect(await imports()).toMatchObject([{ isComplete: true, recorded: COMMANDS, commands: COMMANDS }]);
});

test('an import interrupted while it is checked has recorded nothing', async () => {
  const signal = AbortSignal.abort();
  expect(await take({ signal })).toMatchObject({ state: 'interrupted', commands: 0, toRecord: ROWS + 1 });
  expect(await recordedIds()).toEqual([]);
  expect(await imports()).toEqual([]);
});

test('without the journal an interrupted import goes on just the same', async () => {
  await take(interruptedAfter(100));
  rmSync(join(folder, 'ledger.db.imports.json'));
  expect(await take()).toMatchObject({ state: 'done' });
  expect(await imports()).toMatchObject([{ isComplete: true, commands: COMMANDS }]);
  expect(await recordedIds()).toHaveLength(COMMANDS);
});

test('a journal that is damaged is told, not written over', async () => {
  const path = join(folder, 'ledger.db.imports.json');
  writeFileSync(path, '{"imports":');
  await expect(take()).rejects.toThrow(/cannot be read as the journal of imports; it holds no facts/);
  expect(readFileSync(path, 'utf8')).toBe('{"imports":');
  expect(await recordedIds()).toEqual([]);
});

test('what changed between the check and the recording stops the import at that row, and the rest can follow', async () => {
  const last = { code: codeOf(ROWS - 1), type: 'PROVIDER', name: 'Quicker', opensOn: '2002-04-01' };
  let isFirst = true;
  const record: Ledger['recorder']['record'] = async (order) => {
    if (isFirst) {
      isFirst = false;
      await ledger.recorder.record({ command: 'RegisterOrganisation', with: last, commandId: 'quicker' });
    }
    return ledger.recorder.record(order);
  };
  const raced = { ...ledger, recorder: { record } as Ledger['recorder'] };
  const report = await take({}, raced);
  expect(report).toMatchObject({ state: 'refused', refusal: { line: ROWS + 2, code: 'ALREADY_EXISTS' } });
  expect(report.commands).toBe(ROWS);
  expect(await imports()).toMatchObject([{ isComplete: false, recorded: ROWS, commands: COMMANDS }]);
  expect(await take()).toMatchObject({ state: 'bad', bad: [{ line: ROWS + 2, column: 'code' }] });
});
