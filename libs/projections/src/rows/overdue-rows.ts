import {
  offeredPence,
  standingOffer,
  isDisputed,
  type Account,
  type Entitlement,
  type Facts,
  type Suspension,
} from '#domain';
import {
  MONTHS,
  dateOf,
  dayOf,
  londonDay,
  monthDays,
  pounds,
  yearDays,
  type Day,
  type Month,
  type Year,
} from '#kernel';
import type { RowOf } from '../lists/index.js';

/** When things are due, until policy events say so: the usual terms of the domain dossier, sections 2.3, 3.2 and 13.4. */
export const USUAL_TERMS = {
  /** The indicative budget is due by 1 May: days after 1 April. */
  budgetDays: 30,
  /** The final data of a month: days after its end. */
  freezeDays: 60,
  /** An offer below the entitlement wants an answer: days after it was recorded. */
  offerDays: 28,
} as const;

type Row = RowOf<'overdue'>;
/** Due on a day, and overdue from the next; or not due at all. */
export type Due = Omit<Row, 'subject' | 'name' | 'commissioner' | 'year'> & { readonly lastDay: Day };

const due = (kind: string, what: string, lastDay: Day, because: string): Due => ({
  kind,
  what,
  dueOn: dateOf(lastDay),
  because,
  lastDay,
});

/** A practice that takes part in a year, but has no budget set for it. */
export const budgetDue = (account: Account, year: Year, takesPart: boolean): readonly Due[] =>
  account.budget || !takesPart
    ? []
    : [
        due(
          'BUDGET_NOT_SET',
          'IndicativeBudgetSet',
          yearDays(year).first + USUAL_TERMS.budgetDays,
          'no indicative budget is set',
        ),
      ];

/** The months of a practice's budget of which some line has no final data. */
export function freezesDue({ budget, cells }: Account, year: Year): readonly Due[] {
  if (!budget) return [];
  const lines = Object.keys(budget.lines) as (keyof typeof budget.lines)[];
  const missing = (month: Month) => lines.filter((line) => cells[month - 1]!.get(line)?.version !== 'FREEZE');
  return MONTHS.flatMap((month) => {
    const without = missing(month);
    if (without.length === 0) return [];
    const which = without.length === lines.length ? 'of any line' : `of ${without.join(', ')}`;
    const lastDay = monthDays(year, month).last + USUAL_TERMS.freezeDays;
    return [due('FREEZE_MISSING', `M${String(month).padStart(2, '0')}`, lastDay, `no final data ${which}`)];
  });
}

/** An offer of less than the holder's own entitlement that was neither disputed nor confirmed. */
export function answersDue(
  facts: Facts,
  { holder, year, ownPence, netPence, confirmedPence }: Entitlement,
): readonly Due[] {
  const offer = standingOffer(facts, holder, year);
  if (!offer || confirmedPence !== undefined || isDisputed(facts, holder, year)) return [];
  const offered = offeredPence(offer, netPence);
  if (offered >= ownPence) return [];
  const lastDay = londonDay(offer.ref.recordedAt) + USUAL_TERMS.offerDays;
  const because = `${pounds(offered)} was offered of ${pounds(ownPence)}`;
  return [due('OFFER_UNANSWERED', String(offer.ref.position), lastDay, because)];
}

/** A suspension that holds, by the day on which it was to be looked at again. */
export function reviewDue(suspension: Suspension | undefined): readonly Due[] {
  if (suspension?.reviewOn === undefined) return [];
  const { reviewOn, because, ref } = suspension;
  return [due('SUSPENSION_PAST_REVIEW', String(ref.position), dayOf(reviewOn), because)];
}
