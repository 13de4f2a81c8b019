import { basename } from 'node:path';
import { systemNow, type Ledger } from '#ledger';
import type { Now } from '#recording';
import type { Cells } from './cells.js';
import { checkDrafts, type Around, type Checked } from './check-drafts.js';
import { hashOfFile, importIdOf } from './command-id.js';
import { readCsv, type BadRow, type CsvTable } from './csv-table.js';
import type { Drafted } from './draft.js';
import { ImportJournal } from './journal.js';
import { importKinds, type ImportKindName } from './kinds/index.js';
import { cellsOf, layoutOf, optionsMustFit, type ImportOptions, type Layout } from './layout.js';
import { recordPlanned, type RecordedSoFar } from './record-planned.js';
import { countsUndecided, rowCounts, type ImportReport, type RowCounts } from './report.js';

export type ImportRequest = {
  readonly kind: ImportKindName;
  /** Name of the file; its folder is not recorded. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly options?: ImportOptions;
  /** Checks and records nothing. */
  readonly dryRun?: boolean;
  readonly actor?: string | undefined;
  readonly organisation?: string | undefined;
  readonly because?: string | undefined;
  readonly authority?: string | undefined;
  /** Simulated clock only; left out, the last event's time. */
  readonly recordedAt?: string | undefined;
  /** Stops when what is in flight is recorded. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: 'checking' | 'recording', done: number, total: number) => void;
  /** The clock of the process. */
  readonly now?: Now;
};

/** Who acts where nobody is named. */
const IMPORT_ACTOR = 'import';

/** What was read of a file: its rows as drafts of commands, and what is wrong in it. */
type Read = {
  readonly layout?: string;
  readonly cells: readonly Cells[];
  readonly drafted: Drafted;
  readonly rows: number;
};

const NOTHING: Drafted = { drafts: [], leftOut: [], flagged: [], repeated: [], bad: [] };

/**
 * Takes a file into the ledger: all of it is checked against the ledger first, and nothing is recorded if any row is
 * bad. The same file again finishes what was interrupted and records nothing twice.
 * @throws NotImportable     options that do not go with the file
 * @throws Rejected          INVALID for who, why and when around the commands, as the recorder has it
 * @throws StoreUnavailable  as the store has it
 */
export async function importFile(ledger: Ledger, request: ImportRequest): Promise<ImportReport> {
  const read = readAs(request);
  const told = toldOf(request);
  const { signal, onProgress, now = systemNow } = request;
  const around = aroundOf(request, told);
  const checked = await checkDrafts(read.drafted.drafts, {
    ...{ store: ledger.store, keyring: ledger.keyring, now, importId: told.importId, around, signal },
    onProgress: (done, total) => onProgress?.('checking', done, total),
  });
  if (checked === undefined) return reported(told, read, 'interrupted', countsUndecided(read.rows, read.drafted));
  const bad = inOrder([...read.drafted.bad, ...checked.bad]);
  if (bad.length > 0) return { ...reported(told, read, 'bad', countsUndecided(0, read.drafted, checked)), bad };
  if (request.dryRun) return reported(told, read, 'checked', countsOf(read, checked, []));
  const journal = ImportJournal.of(ledger);
  if (checked.planned.length > 0) {
    const { position } = await ledger.store.head();
    const { commands: before } = checked.before;
    const after = before > 0 ? 0 : Number(position);
    journal.begin({ ...told, commands: checked.planned.length + before, after, startedAt: now() });
  }
  const { recorder } = ledger;
  const recording = {
    recorder,
    around,
    signal,
    onProgress: (done: number, total: number) => onProgress?.('recording', done, total),
  };
  const soFar = await recordPlanned(checked.planned, recording);
  if (soFar.done.length === checked.planned.length) journal.finish(told.importId, now());
  return ended(told, read, checked, soFar);
}

type Told = Pick<ImportReport, 'kind' | 'file' | 'sha256' | 'importId'>;

function toldOf({ kind, file, bytes }: ImportRequest): Told {
  const sha256 = hashOfFile(bytes);
  return { kind, file: basename(file), sha256, importId: importIdOf(sha256, kind) };
}

function aroundOf(
  { actor = IMPORT_ACTOR, organisation, because, authority, recordedAt }: ImportRequest,
  told: Told,
): Around {
  const source = `file ${told.file}, sha256 ${told.sha256}`;
  return { actor, organisation, because, authority, recordedAt, source, correlationId: told.importId };
}

function readAs({ kind, bytes, options = {} }: ImportRequest): Read {
  const table = readCsv(bytes);
  const { rows, bad } = table;
  if (table.header.length === 0) return { cells: [], rows: 0, drafted: { ...NOTHING, bad } };
  const layout = layoutOf(importKinds[kind].layouts, table);
  if (isBad(layout)) return { cells: [], rows: rows.length, drafted: { ...NOTHING, bad: [...layout, ...bad] } };
  optionsMustFit(layout, options);
  return { layout: layout.name, rows: rows.length, ...draftedBy(layout, table, options) };
}

const isBad = (layout: Layout | readonly BadRow[]): layout is readonly BadRow[] => Array.isArray(layout);

function draftedBy(layout: Layout, table: CsvTable, options: ImportOptions): Pick<Read, 'cells' | 'drafted'> {
  const { cells, bad } = cellsOf(table);
  const drafted = layout.draft(cells, options);
  return { cells, drafted: { ...drafted, bad: [...table.bad, ...bad, ...drafted.bad] } };
}

const inOrder = (bad: readonly BadRow[]): readonly BadRow[] => bad.toSorted((a, b) => a.line - b.line);

function ended(told: Told, read: Read, checked: Checked, { done, refusal }: RecordedSoFar): ImportReport {
  const places = new Map(checked.planned.map((planned, index) => [planned, index]));
  const isWhole = done.length === checked.planned.length;
  const state = refusal ? 'refused' : isWhole ? 'done' : 'interrupted';
  const counts = countsOf(
    read,
    checked,
    done.map((planned) => places.get(planned)!),
  );
  const report = { ...reported(told, read, state, counts), commands: done.length };
  if (!refusal) return report;
  const { line, rejected } = refusal;
  return { ...report, refusal: { line, code: rejected.code, message: rejected.message } };
}

const countsOf = ({ cells, drafted }: Read, checked: Checked, done: readonly number[]): RowCounts =>
  rowCounts(
    cells.map(({ line }) => line),
    drafted,
    checked,
    done,
  );

const reported = (told: Told, read: Read, state: ImportReport['state'], counts: RowCounts): ImportReport => ({
  ...told,
  ...(read.layout === undefined ? {} : { layout: read.layout }),
  ...{ state, rows: read.rows, commands: 0, bad: [] },
  ...counts,
});
