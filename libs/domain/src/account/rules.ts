import {
  dateOf,
  dayOf,
  monthDays,
  overlap,
  sumPence,
  within,
  yearDays,
  type Day,
  type Month,
  type Pence,
  type Year,
} from '#kernel';
import { Rejected } from '../refusals.js';
import { lineAmounts, type Line, type Lines } from '../service-lines.js';
import { budgetedCells, type BudgetedCell } from '../statement/amounts.js';
import type { Facts } from '../statement/facts.js';
import type { Figures } from '../statement/figures.js';
import { paidTo } from '../statement/payments.js';
import { cellOf, type Cells } from './cells.js';
import type { ActualRow, Coverage, RestatementRow } from './events.js';
import type { Account, Entry } from './state.js';

export function mustHaveNoBudget({ budget }: Account, practice: string, year: Year): void {
  if (budget)
    throw new Rejected(
      'BUDGET_ALREADY_SET',
      `the budget of ${practice} for ${year} was set at ${budget.ref.recordedAt}`,
    );
}

export function mustHaveBudget({ budget }: Account, practice: string, year: Year): void {
  if (!budget) throw new Rejected('NO_BUDGET', `${practice} has no budget for ${year}`);
}

export function mustBeNew(taken: { has(id: string): boolean }, id: string, what: string): void {
  if (taken.has(id)) throw new Rejected('ALREADY_EXISTS', `${what} ${id} is recorded already`);
}

export function mustBeInYear(day: Day, year: Year): void {
  if (!within(day, yearDays(year)))
    throw new Rejected('OUTSIDE_YEAR', `effectiveOn ${dateOf(day)} lies outside ${year}`);
}

/** Rule 6: a virement moves pence between lines and makes none. */
export function virementMustSumToZero(lines: Lines): void {
  const sum = sumPence(lineAmounts(lines).map(([, pence]) => pence));
  if (sum !== 0) throw new Rejected('VIREMENT_NOT_ZERO', `the lines sum to ${sum} pence`);
}

/** An entry gives back, line by line, what another one took. */
export function linesMustBeOf(returned: Entry, lines: Lines): void {
  const strange = lineAmounts(lines).find(([line]) => returned.lines[line] === undefined);
  if (strange) throw new Rejected('UNKNOWN_LINE', `entry ${returned.id} has no line ${strange[0]}`);
}

export function monthsMustHaveEnded(months: Iterable<Month>, year: Year, recordedOn: Day): void {
  for (const month of months) {
    const { last } = monthDays(year, month);
    if (last >= recordedOn) {
      throw new Rejected(
        'MONTH_NOT_ENDED',
        `month ${month} of ${year} ends on ${dateOf(last)}, recorded on ${dateOf(recordedOn)}`,
      );
    }
  }
}

export const monthsNamed = (rows: readonly { month: Month }[], covers: Coverage | undefined): ReadonlySet<Month> =>
  new Set([...rows.map(({ month }) => month), ...(covers?.months ?? [])]);

const daysOfRow = ({ month, from, to }: ActualRow, year: Year) =>
  from === undefined || to === undefined ? monthDays(year, month) : { first: dayOf(from), last: dayOf(to) };

/** Rules 3 and 95: one cell in one command has one row for the month, or dated rows that do not overlap; so of each provider. */
export function rowsMustNotRepeat(rows: readonly ActualRow[], year: Year): void {
  const seen = new Map<string, ActualRow[]>();
  for (const row of rows) {
    const key = `${row.line}/${row.month}/${row.provider ?? ''}`;
    const others = seen.get(key) ?? [];
    if (others.some((other) => overlap(daysOfRow(other, year), daysOfRow(row, year)))) {
      throw new Rejected('DUPLICATE_ROW', `two rows speak of the same days of ${row.line} in month ${row.month}`);
    }
    seen.set(key, [...others, row]);
  }
}

export function rowsMustLieInTheirMonths(rows: readonly ActualRow[], year: Year): void {
  for (const row of rows) {
    const [days, month] = [daysOfRow(row, year), monthDays(year, row.month)];
    if (days.first < month.first || days.last > month.last) {
      throw new Rejected('OUTSIDE_MONTH', `${row.from} to ${row.to} lies outside month ${row.month} of ${year}`);
    }
  }
}

export function mustBeRestatable(rows: readonly RestatementRow[], cells: Cells): void {
  const unknown = rows.find(({ line, month }) => !cellOf(cells, line, month));
  if (unknown) {
    throw new Rejected('NOTHING_TO_RESTATE', `no actual of ${unknown.line} in month ${unknown.month} is in force`);
  }
}

export function yearMustHaveEnded(year: Year, recordedOn: Day): void {
  const { last } = yearDays(year);
  if (recordedOn <= last) throw new Rejected('YEAR_NOT_ENDED', `${year} ends on ${dateOf(last)}`);
}

const isFrozen = ({ cell, line }: BudgetedCell, accepted: ReadonlySet<Line>): boolean =>
  cell !== undefined && (cell.version === 'FREEZE' || accepted.has(line));

/** Rule 20: every cell of the holder's own days with a budget is frozen, or estimated where estimates are accepted. */
export function mustBeFrozen(figures: Figures, holder: string, year: Year, acceptEstimates: readonly Line[]): void {
  const accepted = new Set(acceptEstimates);
  for (const { practice, pieces } of figures.shares(holder, year)) {
    const open = budgetedCells(figures.facts.account(practice, year), pieces, holder).find(
      (cell) => !isFrozen(cell, accepted),
    );
    if (open)
      throw new Rejected('NOT_FROZEN', `${open.line} of ${practice} in month ${open.month} of ${year} is not frozen`);
  }
}

/** A reversal takes back at most what is left of the payment. */
export function reversalMustFit({ payments }: Account, reverses: string, pence: Pence): void {
  const left = sumPence(
    [...payments].flatMap(([id, payment]) => (id === reverses || payment.reverses === reverses ? [payment.pence] : [])),
  );
  if (left + pence < 0) throw new Rejected('REVERSAL_TOO_LARGE', `${left} pence of ${reverses} are left to take back`);
}

/** Rule 97: what was set against another year is paid there, and cannot be taken back here as well. */
export function mustNotBeSetOff(facts: Facts, holder: string, year: Year, pence: Pence): void {
  if (facts.account(holder, year).setOffs.size === 0) return;
  const left = paidTo(facts, holder, year);
  if (left + pence < 0) {
    throw new Rejected('ALREADY_SET_OFF', `${left} pence count as paid for ${year} after what was set off`);
  }
}
