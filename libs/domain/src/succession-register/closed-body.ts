import { dateOf, yearDays, type Day, type Year } from '#kernel';
import { agreementDays, inForce, type Agreement } from '../agreement/state.js';
import { guaranteeOn } from '../arrangement/assurance.js';
import { commissionerOf, groupCommissioner } from '../dispute/arbiter.js';
import { isOpen, isRuled } from '../dispute/state.js';
import { successionOn } from '../organisation/state.js';
import { usedOf } from '../spending/state.js';
import type { Basis } from '../statement/basis.js';
import { debtorOf, successorFor } from '../statement/debtor.js';
import type { Statement, Statements } from '../statement/entitlement.js';
import { outstandingByBasis } from '../statement/exposure.js';
import type { Figure } from '../statement/figure.js';
import { groupsInYear } from '../statement/memberships.js';
import { isSuccessorOf } from '../succession.js';
import type { RegisterRow } from './rows.js';

/** A body that was closed: by what was known then, and by what is known at the moment of the question. */
export type ClosedBody = {
  readonly body: string;
  readonly lastDay: Day;
  readonly then: Statements;
  readonly now: Statements;
};
/** A year of a practice that the body may have owed. */
export type PracticeYear = { readonly practice: string; readonly year: Year };

type Passed = Pick<RegisterRow, 'passedTo' | 'passedOn' | 'unassigned'>;

const isClosed = ({ facts, knownDay }: Statements, code: string): boolean =>
  (facts.organisation(code).closure?.lastDay ?? knownDay) < knownDay;

/** The first day of the succession that ends with `to`, the body's own before any after it. */
function lastStep({ body, now: { facts, knownDay } }: ClosedBody, to: string): Day | undefined {
  const line = [body];
  for (const code of line) {
    const succession = successionOn(facts.organisation(code), knownDay);
    if (succession?.successors.includes(to)) return succession.from;
    for (const next of succession?.successors ?? []) if (!line.includes(next)) line.push(next);
  }
  return successionOn(facts.organisation(body), knownDay)?.from;
}

function passed(closed: ClosedBody, code: string): Passed {
  const { body, now } = closed;
  const on = code === body ? undefined : lastStep(closed, code);
  return {
    passedTo: code === body ? null : code,
    passedOn: on === undefined ? null : dateOf(on),
    unassigned: isClosed(now, code),
  };
}

/** Who has taken over from the body for a holder: a practice's own of several successors; for a group only one alone. */
function heirOf({ body, now: { facts, knownDay } }: ClosedBody, holder: string): string {
  let code = body;
  for (const seen = new Set<string>(); !seen.has(code);) {
    seen.add(code);
    const succession = successionOn(facts.organisation(code), knownDay);
    code = (succession && successorFor(facts.organisation(holder), succession)) ?? code;
  }
  return code;
}

type Said = Partial<Omit<RegisterRow, 'body' | 'lastDay' | 'kind' | 'holder' | keyof Passed>>;

/** An obligation to a holder, and who has it now; what is not said of it is not there. */
const rowOf = (
  closed: ClosedBody,
  kind: RegisterRow['kind'],
  holder: string,
  heir: string,
  said: Said,
): RegisterRow => ({
  body: closed.body,
  lastDay: dateOf(closed.lastDay),
  kind,
  holder,
  year: null,
  basis: null,
  agreements: [],
  dispute: null,
  use: null,
  unusedPence: null,
  guaranteed: false,
  until: null,
  outstandingPence: null,
  suspended: false,
  ...passed(closed, heir),
  nowPence: null,
  ...said,
});

const asAt = ({ knownDay }: Statements, year: Year): Day => Math.min(knownDay, yearDays(year).last);

/** The agreements by which figures have a basis. */
function agreementsIn({ figure, groupParts }: Statement, basis: Basis): readonly string[] {
  const figures: readonly Figure[] = [figure, ...groupParts.map((part) => part.figure.pool)];
  const segments = figures.flatMap(({ pools }) => pools.flatMap(({ positions }) => positions));
  const own = segments.filter(({ segment }) => segment.basis === basis);
  return [...new Set(own.flatMap(({ segment }) => segment.agreement ?? []))].sort();
}

/** The last ruling on a practice's year, or on that of a group of its days. */
function ruledIn({ facts }: Statements, { practice, year }: PracticeYear): string | null {
  const holders = [practice, ...groupsInYear(facts, practice, year)];
  const ruled = holders.flatMap((holder) => facts.disputes(holder, year)).filter(isRuled);
  return ruled.at(-1)?.opened?.id ?? null;
}

/** Rule 91: what was outstanding to a practice for a year, basis by basis; nothing where another owed it by then. */
export function entitlementRows(closed: ClosedBody, of: PracticeYear): readonly RegisterRow[] {
  const { body, then, now } = closed;
  const { practice, year } = of;
  if (debtorOf(then.facts, practice, year, then.knownDay)?.code !== body) return [];
  const statement = then.of(practice, year, asAt(then, year));
  const later = outstandingByBasis(now.of(practice, year, asAt(now, year)).answer);
  const heir = debtorOf(now.facts, practice, year, now.knownDay)?.code ?? body;
  return [...outstandingByBasis(statement.answer)]
    .filter(([, pence]) => pence > 0)
    .map(([basis, outstandingPence]) =>
      rowOf(closed, 'ENTITLEMENT', practice, heir, {
        year,
        basis,
        agreements: agreementsIn(statement, basis),
        dispute: basis === 'RULING' ? ruledIn(then, of) : null,
        guaranteed: basis === 'GUARANTEE',
        outstandingPence,
        suspended: statement.suspended,
        nowPence: later.get(basis) ?? 0,
      }),
    );
}

const runsOn = (agreement: Agreement, day: Day): boolean => agreementDays(agreement).last >= day;

/** Rule 91: agreements of a holder with the body that both had signed and that had not ended before its last day. */
export function agreementRows(closed: ClosedBody, holder: string): readonly RegisterRow[] {
  const { body, then, lastDay } = closed;
  const { facts, knownDay } = then;
  const held = facts.agreements(holder);
  const its = inForce(held).filter(
    ({ agreement }) => runsOn(agreement, lastDay) && isSuccessorOf(facts, body, agreement.commissioner, knownDay),
  );
  return its.map(({ agreement }) => {
    const { first, last } = agreementDays(agreement);
    const guarantee = guaranteeOn(facts, held, agreement.commissioner, Math.max(first, lastDay));
    return rowOf(closed, 'AGREEMENT', holder, heirOf(closed, holder), {
      agreements: [agreement.id],
      guaranteed: guarantee?.assurance === 'GUARANTEE' && guarantee.agreement === agreement.id,
      until: dateOf(last),
    });
  });
}

/** Rule 91: disputes of a holder about a year with the body that were open. */
export function disputeRows(closed: ClosedBody, holder: string, year: Year): readonly RegisterRow[] {
  const { body, then, now } = closed;
  return then.facts
    .disputes(holder, year)
    .filter((dispute) => isOpen(dispute) && commissionerOf(then.facts, dispute, then.knownDay) === body)
    .map((dispute) =>
      rowOf(closed, 'DISPUTE', holder, commissionerOf(now.facts, dispute, now.knownDay) ?? body, {
        year,
        dispute: dispute.opened!.id,
      }),
    );
}

/** Whose the uses of a holder's year are to see to: the debtor; of a group its commissioner, or its only successor. */
const overseerOf = ({ facts, knownDay }: Statements, holder: string, year: Year): string | undefined =>
  facts.group(holder).created
    ? groupCommissioner(facts, holder, knownDay)
    : debtorOf(facts, holder, year, knownDay)?.code;

/** Rule 91: approvals of a holder's year that the body had given, or taken over, and that were not wholly used. */
export function useRows(closed: ClosedBody, holder: string, year: Year): readonly RegisterRow[] {
  const { body, then, now } = closed;
  if (overseerOf(then, holder, year) !== body) return [];
  const heir = overseerOf(now, holder, year) ?? body;
  return [...then.facts.account(holder, year).uses.values()].flatMap((use) => {
    const { leftPence } = usedOf(use);
    return leftPence > 0 ? rowOf(closed, 'USE', holder, heir, { year, use: use.id, unusedPence: leftPence }) : [];
  });
}
