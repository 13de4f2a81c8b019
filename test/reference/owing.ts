import { yearDays, type Day, type Year } from '#kernel';
import { debtorOf, membersOn, splitAmong, type Debtor } from './bodies.js';
import { told, type Known } from './facts.js';
import { roundedUp, split, sumOf, whole } from './fractions.js';
import type { GroupFigure } from './group.js';
import { agreementsOf } from './terms.js';

/** What was paid to the holder itself, net. */
export const paidTo = (known: Known, holder: string, year: Year): number =>
  sumOf(
    told(known, 'RecordPayment')
      .filter((payment) => payment.holder === holder && payment.year === year)
      .map(({ pence }) => pence),
  );

export const releasedTo = (known: Known, holder: string, year: Year): number =>
  sumOf(
    told(known, 'ReleaseFunds')
      .filter((release) => release.holder === holder && release.year === year)
      .map(({ pence }) => pence),
  );

/** Rule 18: what of the group's money counts on each practice's statement. */
export function portionsOf(
  known: Known,
  { group, parts }: GroupFigure,
  year: Year,
  asAt: Day,
  pence: number,
): ReadonlyMap<string, number> {
  const withParts = [...parts].filter(([, part]) => part > 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (withParts.length === 0) return splitAmong(known, { group, year }, pence, membersOn(known, group, asAt), asAt);
  const portions = split(
    pence,
    withParts.map(([, part]) => whole(part)),
  );
  return new Map(withParts.map(([practice], index) => [practice, portions[index]!]));
}

/** What is owed to whom by whom. */
export type Owed = { readonly practice: string; readonly debtor: Debtor; readonly outstanding: number };

export function owedOfGroup(known: Known, figure: GroupFigure, year: Year, asAt: Day): readonly Owed[] {
  const portions = portionsOf(known, figure, year, asAt, paidTo(known, figure.group, year));
  return [...figure.parts]
    .filter(([, part]) => part > 0)
    .map(([practice, part]) => ({
      practice,
      debtor: debtorOf(known, practice, year),
      outstanding: Math.max(0, part - (portions.get(practice) ?? 0)),
    }));
}

/** Who owes what is outstanding, by code. */
export function debtorsOf(owed: readonly Owed[]): readonly { readonly code: string; readonly pence: number }[] {
  const codes = [...new Set(owed.flatMap(({ debtor }) => debtor.code ?? []))].toSorted();
  return codes
    .map((code) => ({
      code,
      pence: sumOf(owed.filter(({ debtor }) => debtor.code === code).map(({ outstanding }) => outstanding)),
    }))
    .filter(({ pence }) => pence !== 0);
}

/** Rule 20: a suspension of the holder, or of the commissioner, that was not lifted; the two kinds are apart. */
export function isSuspended(known: Known, kind: 'holder' | 'commissioner', code: string, year: Year): boolean {
  const acts = [
    ...told(known, 'SuspendRelease').map((act) => ({ ...act, suspends: true })),
    ...told(known, 'LiftSuspension').map((act) => ({ ...act, suspends: false })),
  ];
  const last = acts
    .filter((act) => act[kind] === code && act.year === year)
    .toSorted((a, b) => a.order - b.order)
    .at(-1);
  return last?.suspends ?? false;
}

export type Money = { readonly paid: number; readonly released: number; readonly entitlement: number };

/** Rule 20: the first that holds. */
export function releaseStatus(
  known: Known,
  holder: string,
  year: Year,
  { paid, released, entitlement }: Money,
  owed: readonly Owed[],
): string {
  if (entitlement > paid) {
    if (owed.some(({ debtor, outstanding }) => debtor.unassigned && outstanding > 0)) return 'UNASSIGNED_AT_CLOSURE';
    const byDebtor = owed.some(
      ({ debtor }) => debtor.code !== null && isSuspended(known, 'commissioner', debtor.code, year),
    );
    if (byDebtor || isSuspended(known, 'holder', holder, year)) return 'SUSPENDED';
  }
  if (paid > 0 && paid >= entitlement) return 'PAID';
  if (paid > 0) return 'PART_PAID';
  return released > 0 ? 'RELEASED' : 'NOT_DUE';
}

/** Rule 20: the offer that stands, in pence. */
export function offerOf(known: Known, holder: string, year: Year, net: number): number | undefined {
  const offer = told(known, 'OfferRelease').findLast((offered) => offered.holder === holder && offered.year === year);
  if (!offer) return undefined;
  const { first, last } = yearDays(year);
  const isPast = agreementsOf(known, holder).some((agreement) => {
    const signed = [agreement, ...agreement.variations];
    return signed.some(
      ({ from, inForce }) => inForce > offer.order && from <= Math.min(last, agreement.last) && first <= agreement.last,
    );
  });
  if (isPast) return undefined;
  return offer.pence ?? Number(roundedUp(BigInt(net) * BigInt(offer.shareBp!), 10_000n));
}

/** The sum set aside to pay the year's entitlements, if any. */
export const fundOf = (known: Known, commissioner: string, year: Year): number | undefined =>
  told(known, 'SetReleaseFund').findLast((fund) => fund.commissioner === commissioner && fund.year === year)?.pence;
