import { validateCommand, withTypedFields, type CommandInput, type CommandName } from '#contract';
import { canonicalJson } from '#audit';
import type { JsonObject } from '#kernel';
import type { BadRow } from './csv-table.js';
import { asItIs, IN_FORCE, type Draft, type Known, type Settled } from './known.js';
import type { Cells } from './cells.js';

/** A word about a row: why it is left out, or what is unusual about it. */
export type RowNote = { readonly line: number; readonly reason: string };

/** What the rows of a file ask for, before anyone looks into the ledger. */
export type Drafted = {
  readonly drafts: readonly Draft[];
  readonly leftOut: readonly RowNote[];
  readonly flagged: readonly RowNote[];
  /** Lines that say the same as an earlier one. */
  readonly repeated: readonly number[];
  readonly bad: readonly BadRow[];
};

/** One row's command, as text. */
export type RowCommand<Name extends CommandName = CommandName> = {
  readonly command: Name;
  readonly with: object;
  readonly key: string;
  readonly lane: string;
  readonly stage?: number;
  readonly columnOf: (field: string) => string;
  readonly streams: readonly string[];
  /** Whether it is in force already, or why it is not taken; left out: it is new. */
  readonly settle: (known: Known, command: CommandInput<Name>) => Settled | undefined | Promise<Settled | undefined>;
};

/** Commands from rows, one row a command; takes the same row twice as one, and refuses another one of the same key. */
export class Drafting {
  private readonly drafts = new Map<string, Draft>();
  private readonly leftOut: RowNote[] = [];
  private readonly flagged: RowNote[] = [];
  private readonly repeated: number[] = [];
  private readonly bad: BadRow[] = [];

  leaveOut({ line }: Cells, reason: string): void {
    this.leftOut.push({ line, reason });
  }

  flag({ line }: Cells, reason: string): void {
    this.flagged.push({ line, reason });
  }

  refuse({ line }: Cells, column: string, message: string): void {
    this.bad.push({ line, column, message });
  }

  /** @returns whether the row is good so far */
  add<Name extends CommandName>(row: Cells, given: RowCommand<Name>): boolean {
    const command = this.checked(row, given);
    if (command === undefined) return false;
    const before = this.drafts.get(given.key);
    if (before) return this.repeats(row, before, command);
    this.put([row], given, command, (known) => given.settle(known, command));
    return true;
  }

  /** The command of good shape, or undefined with its problems noted by column. */
  checked<Name extends CommandName>(
    row: Cells,
    { command, with: given, columnOf }: RowCommand<Name>,
  ): CommandInput<Name> | undefined {
    const answer = validateCommand(command, withTypedFields(command, given));
    if (answer.ok) return answer.value;
    const told = new Set<string>();
    for (const { field, message } of answer.errors) {
      const column = columnOf(field);
      if (!told.has(column)) this.refuse(row, column, message);
      told.add(column);
    }
    return undefined;
  }

  put<Name extends CommandName>(
    rows: readonly Cells[],
    { command, key, lane, stage = 0, columnOf, streams }: Omit<RowCommand<Name>, 'settle' | 'with'>,
    content: object,
    settle: (known: Known) => Settled | undefined | Promise<Settled | undefined>,
    marks: (row: Cells) => readonly string[] = () => [],
  ): void {
    const lines = rows.map((row) => ({ line: row.line, marks: marks(row) }));
    const whole = asItIs({ with: content, rows: lines });
    this.drafts.set(key, {
      ...{ command, key, lane, stage, columnOf, streams, with: content, rows: lines },
      settle: async (known) => (await settle(known)) ?? whole,
    });
  }

  done(): Drafted {
    const { leftOut, flagged, repeated, bad } = this;
    return { drafts: [...this.drafts.values()], leftOut, flagged, repeated, bad };
  }

  private repeats(row: Cells, before: Draft, command: object): boolean {
    const line = before.rows[0]!.line;
    if (line === row.line) return true;
    if (sameContent(before.with, command)) {
      this.repeated.push(row.line);
      return true;
    }
    this.refuse(
      row,
      before.columnOf(''),
      `line ${line} says otherwise of the same ${before.key.replaceAll('/', ', ')}`,
    );
    return false;
  }
}

export const sameContent = (one: object, other: object): boolean =>
  canonicalJson(one as JsonObject) === canonicalJson(other as JsonObject);

export const inForceIf = (isInForce: boolean): Settled | undefined => (isInForce ? IN_FORCE : undefined);

/** The fields that are given, as an object without undefined. */
export const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Fields and columns of one name, but those that `others` names; '' is the row as a whole. */
export const columns =
  (whole: string, others: Readonly<Record<string, string>> = {}) =>
  (field: string): string =>
    field === '' ? whole : (others[field] ?? others[field.replace(/[.[].*$/, '')] ?? field);
