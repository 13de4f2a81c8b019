import type { Checked } from './check-drafts.js';
import type { BadRow } from './csv-table.js';
import type { Drafted, RowNote } from './draft.js';
import type { ImportKindName } from './kinds/index.js';

/** So many rows for one reason, and where to look for the first of them. */
export type Counted = { readonly reason: string; readonly rows: number; readonly lines: readonly number[] };

/** What came of an import. Rows are those of the file below its header; what a row asks for may be several commands. */
export type ImportReport = {
  readonly kind: ImportKindName;
  readonly file: string;
  readonly sha256: string;
  /** The begin of every command id, and the correlation id of every event of this import. */
  readonly importId: string;
  /** Which header it was taken for; left out where it is none that this kind takes. */
  readonly layout?: string;
  /**
   * `checked`: nothing is wrong, and nothing was to be recorded (dry run). `bad`: nothing was recorded. `refused`: the
   * ledger changed meanwhile; what was recorded stands, the same command goes on. `interrupted`: the same.
   */
  readonly state: 'done' | 'checked' | 'bad' | 'refused' | 'interrupted';
  readonly rows: number;
  /** Rows recorded now. */
  readonly recorded: number;
  /** Rows that an earlier run of the same import recorded. */
  readonly recordedBefore: number;
  /** Rows still to be recorded: after a dry run, an interruption or a refusal. */
  readonly toRecord: number;
  /** Rows that say what is in force already, or what an earlier row says. */
  readonly unchanged: number;
  /** Commands recorded now. */
  readonly commands: number;
  readonly leftOut: readonly Counted[];
  readonly flagged: readonly Counted[];
  readonly bad: readonly BadRow[];
  readonly refusal?: { readonly line: number; readonly code: string; readonly message: string };
};

/** Lines told for a reason. */
const LINES_TOLD = 10;

export function counted(notes: readonly RowNote[]): readonly Counted[] {
  const lines = new Map<string, Set<number>>();
  for (const { line, reason } of notes) lines.set(reason, (lines.get(reason) ?? new Set()).add(line));
  return [...lines].map(([reason, all]) => ({
    reason,
    rows: all.size,
    lines: [...all].toSorted((a, b) => a - b).slice(0, LINES_TOLD),
  }));
}

export type RowCounts = Pick<
  ImportReport,
  'recorded' | 'recordedBefore' | 'toRecord' | 'unchanged' | 'leftOut' | 'flagged'
>;

/** Of a file that was not checked to its end, or that has bad rows: nothing is said of what the ledger has already. */
export const countsUndecided = (toRecord: number, { leftOut }: Drafted, checked?: Checked): RowCounts => ({
  ...{ recorded: 0, recordedBefore: 0, toRecord, unchanged: 0, flagged: [] },
  leftOut: counted([...leftOut, ...(checked?.leftOut ?? [])]),
});

/**
 * Each row once: still to be recorded before recorded, before recorded by an earlier run, before left out, before
 * unchanged.
 */
export function rowCounts(
  lines: readonly number[],
  drafted: Drafted,
  checked: Checked,
  done: readonly number[],
): RowCounts {
  const recordedNow = new Set(done);
  const waiting = new Set(
    checked.planned.filter((_command, index) => !recordedNow.has(index)).flatMap((command) => command.lines),
  );
  const now = new Set(done.flatMap((index) => checked.planned[index]!.lines));
  const before = new Set(checked.before.lines);
  const out = [...drafted.leftOut, ...checked.leftOut];
  const outLines = new Set(out.map(({ line }) => line));
  const counts = { toRecord: 0, recorded: 0, recordedBefore: 0, leftOut: 0, unchanged: 0 };
  for (const line of lines) counts[statusOf(line, waiting, now, before, outLines)] += 1;
  const flagged = [...drafted.flagged, ...checked.flagged].filter(({ line }) => !outLines.has(line));
  return { ...counts, leftOut: counted(out), flagged: counted(flagged) };
}

type Lines = ReadonlySet<number>;
const statusOf = (line: number, waiting: Lines, now: Lines, before: Lines, out: Lines) =>
  waiting.has(line)
    ? 'toRecord'
    : now.has(line)
      ? 'recorded'
      : before.has(line)
        ? 'recordedBefore'
        : out.has(line)
          ? 'leftOut'
          : 'unchanged';
