import { sumPence, type Pence, type Year } from '#kernel';
import { isWithdrawn, type SavingsClaim } from './state.js';

export type DoubleKind = 'SCHEME_CLAIMED_TWICE' | 'CLAIMED_BY_PRACTICE_AND_GROUP' | 'MORE_THAN_SAVED';

/** Claims that may speak of the same saving. */
export type DoubleClaim = {
  readonly kind: DoubleKind;
  readonly year: Year;
  readonly holders: readonly string[];
  readonly scheme?: string;
  readonly claims: readonly string[];
  /** What may be claimed beyond what was saved once. */
  readonly pence: Pence;
};

/** One holder's claims of a year, beside what the holder saved. */
export type ClaimedOf = {
  readonly holder: string;
  readonly year: Year;
  readonly grossPence: Pence;
  readonly claims: readonly SavingsClaim[];
};

const standing = (claims: readonly SavingsClaim[]): readonly SavingsClaim[] =>
  claims.filter((claim) => !isWithdrawn(claim));

const ids = (claims: readonly SavingsClaim[]): readonly string[] => claims.map(({ id }) => id).toSorted();

const claimed = (claims: readonly SavingsClaim[]): Pence => sumPence(claims.map(({ pence }) => pence));

/** Without the largest of some amounts: what is left if they speak of one and the same. */
const beyondOne = (amounts: readonly Pence[]): Pence => sumPence(amounts) - Math.max(0, ...amounts);

const byScheme = (claims: readonly SavingsClaim[]): ReadonlyMap<string, readonly SavingsClaim[]> => {
  const schemes = new Map<string, SavingsClaim[]>();
  for (const claim of claims) {
    if (claim.scheme !== undefined) schemes.set(claim.scheme, [...(schemes.get(claim.scheme) ?? []), claim]);
  }
  return schemes;
};

/** One scheme claimed twice in a year, and claims beyond what was saved. */
export function doublesWithin({ holder, year, grossPence, claims }: ClaimedOf): readonly DoubleClaim[] {
  const all = standing(claims);
  const twice = [...byScheme(all)]
    .filter(([, ofScheme]) => ofScheme.length > 1)
    .map(([scheme, ofScheme]): DoubleClaim => ({
      kind: 'SCHEME_CLAIMED_TWICE',
      year,
      holders: [holder],
      scheme,
      claims: ids(ofScheme),
      pence: beyondOne(ofScheme.map(({ pence }) => pence)),
    }));
  const beyond = claimed(all) - grossPence;
  if (beyond <= 0) return twice;
  return [...twice, { kind: 'MORE_THAN_SAVED', year, holders: [holder], claims: ids(all), pence: beyond }];
}

/** Two claims name the same scheme, or one of them names none. */
const maySpeakOfOne = (a: SavingsClaim, b: SavingsClaim): boolean =>
  a.scheme === undefined || b.scheme === undefined || a.scheme === b.scheme;

/** What a practice claims beside its group. */
export function doublesBetween(practice: ClaimedOf, group: ClaimedOf): readonly DoubleClaim[] {
  const [own, pooled] = [standing(practice.claims), standing(group.claims)];
  const ofPractice = own.filter((claim) => pooled.some((other) => maySpeakOfOne(claim, other)));
  const ofGroup = pooled.filter((claim) => own.some((other) => maySpeakOfOne(claim, other)));
  if (ofPractice.length === 0) return [];
  const schemes = new Set([...ofPractice, ...ofGroup].map(({ scheme }) => scheme));
  const [scheme] = schemes.size === 1 ? [...schemes] : [];
  return [
    {
      kind: 'CLAIMED_BY_PRACTICE_AND_GROUP',
      year: practice.year,
      holders: [practice.holder, group.holder],
      ...(scheme === undefined ? {} : { scheme }),
      claims: ids([...ofPractice, ...ofGroup]),
      pence: Math.min(claimed(ofPractice), claimed(ofGroup)),
    },
  ];
}
