import {
  offeredPence,
  reviewDueOn,
  standingOffer,
  budgetDueIn,
  isDisputed,
  type Account,
  type Entitlement,
  type Facts,
  type PoliciesInForce,
  type Suspension,
} from '#domain';
import { MONTHS, dateOf, londonDay, monthDays, pounds, type Day, type Month, type Year } from '#kernel';
import type { RowOf } from '../lists/index.js';

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

/** What holds for whom a row is about on a day (rule 26). */
export type PoliciesOn = (day: Day) => PoliciesInForce;

/** A practice that takes part in a year, but has no budget set for it. */
export function budgetDue(account: Account, year: Year, takesPart: boolean, policiesOn: PoliciesOn): readonly Due[] {
  if (account.budget || !takesPart) return [];
  const { dueOn } = budgetDueIn(year, policiesOn);
  return [due('BUDGET_NOT_SET', 'IndicativeBudgetSet', dueOn, 'no indicative budget is set')];
}

/** The months of a practice's budget of which some line has no final data. */
export function freezesDue({ budget, cells }: Account, year: Year, policiesOn: PoliciesOn): readonly Due[] {
  if (!budget) return [];
  const lines = Object.keys(budget.lines) as (keyof typeof budget.lines)[];
  const missing = (month: Month) => lines.filter((line) => cells[month - 1]!.get(line)?.version !== 'FREEZE');
  return MONTHS.flatMap((month) => {
    const without = missing(month);
    if (without.length === 0) return [];
    const which = without.length === lines.length ? 'of any line' : `of ${without.join(', ')}`;
    const { last } = monthDays(year, month);
    const held = policiesOn(last).on('freezeDays', last);
    return held
      ? [due('FREEZE_MISSING', `M${String(month).padStart(2, '0')}`, last + held.value, `no final data ${which}`)]
      : [];
  });
}

/** An offer of less than the holder's own entitlement that was neither disputed nor confirmed. */
export function answersDue(
  facts: Facts,
  { holder, year, ownPence, netPence, confirmedPence }: Entitlement,
  policiesOn: PoliciesOn,
): readonly Due[] {
  const offer = standingOffer(facts, holder, year);
  if (!offer || confirmedPence !== undefined || isDisputed(facts, holder, year)) return [];
  const offered = offeredPence(offer, netPence);
  if (offered >= ownPence) return [];
  const offeredOn = londonDay(offer.ref.recordedAt);
  const held = policiesOn(offeredOn).on('offerAnswerDays', offeredOn);
  const because = `${pounds(offered)} was offered of ${pounds(ownPence)}`;
  return held ? [due('OFFER_UNANSWERED', String(offer.ref.position), offeredOn + held.value, because)] : [];
}

/** A suspension that holds, by the day on which it was to be looked at again: its own, or by the policy of its day. */
export function reviewDue(suspension: Suspension | undefined, policiesOn: PoliciesOn): readonly Due[] {
  const lastDay = suspension && reviewDueOn(suspension, policiesOn)?.dueOn;
  if (!suspension || lastDay === undefined) return [];
  return [due('SUSPENSION_PAST_REVIEW', String(suspension.ref.position), lastDay, suspension.because)];
}
