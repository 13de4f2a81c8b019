import {
  MONTHS,
  dateOf,
  dayOf,
  londonDay,
  monthDays,
  nextYear,
  pounds,
  yearDays,
  yearOf,
  yearsBetween,
  type Day,
  type Pence,
  type Year,
} from '#kernel';
import type { Suspension } from '../finance/state.js';
import type { Organisation } from '../organisation/state.js';
import type { PoliciesInForce } from '../policy/in-force.js';
import { useDue } from '../spending/use-due.js';
import { usedOf, type Use } from '../spending/state.js';
import type { Facts } from '../statement/facts.js';
import { policiesFor } from '../statement/minimum-share.js';
import { piecesOf } from '../statement/pieces.js';
import { hasBudget } from '../statement/spread.js';
import type { BudgetRecord } from '../budget/record.js';

/** What somebody may be waiting for, in the order in which it is told. */
export const WAITING_KINDS = [
  'BUDGET_NOT_SET',
  'BUDGET_NOT_ISSUED',
  'STATEMENT_NOT_SENT',
  'CASE_NOT_DECIDED',
  'DISPUTE_STEP',
  'RULING_NOT_OBEYED',
  'CHALLENGE_UNANSWERED',
  'RELEASE_OVERDUE',
  'SUSPENSION_PAST_REVIEW',
  'USE_UNSPENT',
  'USE_WITHOUT_EVIDENCE',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Something that was to be done by a day and is not, as known. */
export type Awaited = {
  readonly kind: WaitingKind;
  /** Of what it is: a month, a case, a dispute, a challenge, an agreement, a use, a place in the log. */
  readonly what: string;
  /** The last day in time. */
  readonly dueOn: Day;
  /** The version of policy that says the limit; null where the record itself says the day. */
  readonly by: string | null;
  readonly agreement: string | null;
  readonly pence: Pence | null;
  readonly because: string;
};

export const awaited = (
  kind: WaitingKind,
  what: string,
  dueOn: Day,
  because: string,
  of: Partial<Pick<Awaited, 'by' | 'agreement' | 'pence'>> = {},
): Awaited => ({ kind, what, dueOn, by: null, agreement: null, pence: null, ...of, because });

export const yearBefore = (year: Year): Year => yearOf(yearDays(year).first - 1);

/**
 * The years in which a practice may wait for anything: those of its accounts, the one after each, and those of its
 * agreements up to a day.
 */
export function yearsToLookAt(
  accounts: readonly Year[],
  agreed: readonly { readonly from: Day; readonly to: Day }[],
  on: Day,
): readonly Year[] {
  const years = new Set<Year>([...accounts, ...accounts.map(nextYear)]);
  for (const { from, to } of agreed) {
    const count = yearsBetween(yearOf(from), yearOf(Math.min(to, on)));
    for (let after = 0, year = yearOf(from); after <= count; after++, year = nextYear(year)) years.add(year);
  }
  return [...years].toSorted();
}

/** Whether a practice is there on any day of a year. */
function isOpenIn({ registration, closure }: Organisation, year: Year): boolean {
  const { first, last } = yearDays(year);
  return registration !== undefined && registration.opensOn <= last && (!closure || closure.lastDay >= first);
}

/** A practice open in the year that had a budget the year before, or has days of the year under an agreement. */
const takesPart = (facts: Facts, practice: string, year: Year): boolean =>
  isOpenIn(facts.organisation(practice), year) &&
  (hasBudget(facts.account(practice, yearBefore(year))) ||
    piecesOf(facts, practice, year).all.some(({ stretch }) => stretch.main.agreement !== undefined));

/** A budget that was not set, or of which no letter told the practice. */
export function budgetAwaited(facts: Facts, practice: string, year: Year, record: BudgetRecord): readonly Awaited[] {
  const { budget } = facts.account(practice, year);
  if (budget ? record.letters.length > 0 : !takesPart(facts, practice, year)) return [];
  const { first } = yearDays(year);
  const held = policiesFor(facts, practice, first).on('budgetDue', first);
  if (!held) return [];
  const dueOn = monthDays(year, held.value.month).first + held.value.day - 1;
  const [kind, because] = budget
    ? (['BUDGET_NOT_ISSUED', 'no letter told the practice its budget'] as const)
    : (['BUDGET_NOT_SET', 'no indicative budget is set'] as const);
  return [awaited(kind, year, dueOn, because, { by: held.version.policy })];
}

/**
 * The first month of which a practice with a budget has no statement, as at its end or later, though it is due.
 * @param toldAsAt  as at which days it was told
 * @param on        up to which limits are counted
 */
export function statementAwaited(
  facts: Facts,
  practice: string,
  year: Year,
  toldAsAt: readonly Day[],
  on: Day,
): readonly Awaited[] {
  if (!hasBudget(facts.account(practice, year))) return [];
  const told = Math.max(-Infinity, ...toldAsAt);
  for (const month of MONTHS) {
    const { last } = monthDays(year, month);
    if (last <= told) continue;
    const held = policiesFor(facts, practice, last).on('statementDays', last);
    if (!held || last + held.value >= on) continue;
    const what = `M${String(month).padStart(2, '0')}`;
    const because = `no statement as at ${dateOf(last)} or later`;
    return [awaited('STATEMENT_NOT_SENT', what, last + held.value, because, { by: held.version.policy })];
  }
  return [];
}

/** Whose guarantee holds last in a practice's year, its own or its group's; undefined where none does. */
export const guaranteeOf = (facts: Facts, practice: string, year: Year): string | undefined =>
  piecesOf(facts, practice, year).all.findLast(({ stretch }) => stretch.main.basis === 'GUARANTEE')?.stretch.main
    .agreement;

/** A guarantee speaks of the year's end: its money is due when the last month's data is to be final. */
export function releaseDue(facts: Facts, practice: string, year: Year): { dueOn: Day; by: string } | undefined {
  const { last } = yearDays(year);
  const held = policiesFor(facts, practice, last).on('freezeDays', last);
  return held && { dueOn: last + held.value, by: held.version.policy };
}

export const releaseAwaited = (agreement: string, due: { dueOn: Day; by: string }, pence: Pence): readonly Awaited[] =>
  pence > 0
    ? [
        awaited('RELEASE_OVERDUE', agreement, due.dueOn, `${pounds(pence)} of the guarantee is outstanding`, {
          by: due.by,
          agreement,
          pence,
        }),
      ]
    : [];

/** The last day on which a suspension is to be looked at again: its own, or by the policy of its day. */
export function reviewDueOn(
  { reviewOn, ref }: Suspension,
  policiesOn: (day: Day) => PoliciesInForce,
): { readonly dueOn: Day; readonly by: string | null } | undefined {
  if (reviewOn !== undefined) return { dueOn: dayOf(reviewOn), by: null };
  const suspendedOn = londonDay(ref.recordedAt);
  const held = policiesOn(suspendedOn).on('suspensionReviewDays', suspendedOn);
  return held && { dueOn: suspendedOn + held.value, by: held.version.policy };
}

export function reviewAwaited(
  suspension: Suspension | undefined,
  policiesOn: (day: Day) => PoliciesInForce,
): readonly Awaited[] {
  const due = suspension && reviewDueOn(suspension, policiesOn);
  if (!suspension || !due) return [];
  const { ref, because } = suspension;
  return [awaited('SUSPENSION_PAST_REVIEW', String(ref.position), due.dueOn, because, { by: due.by })];
}

/** @param isEvidenced  whether a record of spending rests on any document */
export function usesAwaited(
  uses: Iterable<Use>,
  isEvidenced: (eventId: string) => boolean,
  policiesOn: (day: Day) => PoliciesInForce,
): readonly Awaited[] {
  return [...uses].flatMap((use) => {
    const { id, spent } = use;
    const { leftPence: unusedPence } = usedOf(use);
    const due = useDue(use, policiesOn);
    const unspent =
      unusedPence > 0 && due
        ? [
            awaited('USE_UNSPENT', id, due.dueOn, `${pounds(unusedPence)} of what was approved is not used`, {
              by: due.by,
              pence: unusedPence,
            }),
          ]
        : [];
    const bare = spent
      .filter((each) => !isEvidenced(each.ref.id))
      .map((each) =>
        awaited('USE_WITHOUT_EVIDENCE', id, dayOf(each.usedOn), `no document shows it: ${each.what}`, {
          pence: each.pence,
        }),
      );
    return [...unspent, ...bare];
  });
}
