import { dateOf, londonDay, plus, sumPence, type IsoDate, type Month, type Pence, type Year } from '#kernel';
import { cellOf } from '../account/cells.js';
import type { Line } from '../service-lines.js';
import type { Facts } from '../statement/facts.js';
import type { MadeTransfer } from './state.js';
import type { TransferRow } from './events.js';

export type ToldTransfer = {
  readonly transfer: string;
  readonly practice: string;
  readonly to: string;
  readonly year: Year;
  readonly month: Month;
  readonly line: Line;
  readonly pence: Pence;
  readonly activity: number | null;
  readonly challenge: string | null;
  readonly because: string | null;
  readonly recordedOn: IsoDate;
  /** Of the two, whose actual in force there was recorded after the transfer: someone should look whether it has it already. */
  readonly recordedSince: readonly string[];
  /** Of the two, who has no actual in force there any more. */
  readonly withoutActual: readonly string[];
  readonly position: number;
};

/** The answer to `transfers` (rule 88). */
export type Transfers = {
  readonly practice: string | null;
  readonly commissioner: string | null;
  readonly takenPence: Pence;
  readonly givenPence: Pence;
  /** What their actuals gained: given less taken. */
  readonly netPence: Pence;
  readonly rows: readonly ToldTransfer[];
};

function toldRow(made: MadeTransfer, { month, line, pence, activity }: TransferRow, facts: Facts): ToldTransfer {
  const { transfer, practice, to, year, challenge, because, ref } = made;
  const cells = [practice, to].map((code) => ({ code, cell: cellOf(facts.account(code, year).cells, line, month) }));
  const codesOf = (all: typeof cells): readonly string[] => all.map(({ code }) => code);
  return {
    transfer,
    practice,
    to,
    year,
    month,
    line,
    pence,
    activity: activity ?? null,
    challenge: challenge ?? null,
    because: because ?? ref.because ?? null,
    recordedOn: dateOf(londonDay(ref.recordedAt)),
    recordedSince: codesOf(cells.filter(({ cell }) => cell && cell.ref.position > ref.position)),
    withoutActual: codesOf(cells.filter(({ cell }) => !cell)),
    position: ref.position,
  };
}

/** @param codes  the practices that are asked about */
export function toldTransfers(
  of: Pick<Transfers, 'practice' | 'commissioner'>,
  transfers: readonly MadeTransfer[],
  codes: ReadonlySet<string>,
  facts: Facts,
): Transfers {
  const inOrder = transfers.toSorted((a, b) => a.ref.position - b.ref.position);
  const rows = inOrder.flatMap((made) => made.rows.map((row) => toldRow(made, row, facts)));
  const sumOf = (all: readonly ToldTransfer[]): Pence => sumPence(all.map(({ pence }) => pence));
  const takenPence = sumOf(rows.filter(({ practice }) => codes.has(practice)));
  const givenPence = sumOf(rows.filter(({ to }) => codes.has(to)));
  return { ...of, takenPence, givenPence, netPence: plus(givenPence, -takenPence), rows };
}
