import { overlap, within, type Days } from '#kernel';
import type { PoliciesInForce } from './in-force.js';
import type { PolicyVersion } from './state.js';
import { saidOf, TERM_NAMES, type TermName } from './terms.js';

/** Two versions of one body, and what is wrong between them about a term on some days. */
export type PolicyClash = {
  readonly kind: 'POLICY_GAP' | 'POLICY_OVERLAP';
  readonly term: TermName;
  readonly days: Days;
  /** The earlier, and the later. */
  readonly version: PolicyVersion;
  readonly other: PolicyVersion;
};

/** By their first days; of equals in recorded order. */
const byFirst = (versions: readonly PolicyVersion[]): readonly PolicyVersion[] =>
  versions.toSorted((a, b) => (a.days.first === b.days.first ? 0 : a.days.first - b.days.first));

/** A later version takes the place of one without an end: nothing is wrong with that. */
const isReplaced = (earlier: PolicyVersion, later: PolicyVersion): boolean =>
  earlier.days.first < later.days.first && earlier.days.last === Infinity;

function clashesOf(term: TermName, versions: readonly PolicyVersion[]): readonly PolicyClash[] {
  const clashes: PolicyClash[] = [];
  let furthest: PolicyVersion | undefined;
  for (const [index, other] of versions.entries()) {
    for (const version of versions.slice(0, index)) {
      const days = overlap(version.days, other.days);
      if (days && !isReplaced(version, other)) clashes.push({ kind: 'POLICY_OVERLAP', term, days, version, other });
    }
    if (furthest && furthest.days.last + 1 < other.days.first) {
      const days = { first: furthest.days.last + 1, last: other.days.first - 1 };
      clashes.push({ kind: 'POLICY_GAP', term, days, version: furthest, other });
    }
    if (!furthest || other.days.last >= furthest.days.last) furthest = other;
  }
  return clashes;
}

/** Rule 29: days between versions of a body on which none of them speaks, and days for which two of them do. */
export const clashesIn = (versions: readonly PolicyVersion[]): readonly PolicyClash[] =>
  TERM_NAMES.flatMap((term) =>
    clashesOf(term, byFirst(versions.filter(({ terms }) => saidOf(terms, term) !== undefined))),
  );

/** A local minimum share, from the first day on which it lies below the national one. */
export type LowMinimum = {
  readonly version: PolicyVersion;
  readonly days: Days;
  readonly minimumBp: number;
  readonly minimumBy: PolicyVersion;
};

/** Rule 29: local minimum shares below what holds for the country, approved or not. */
export function lowMinimums({ local, national }: PoliciesInForce, ofCountry: PoliciesInForce): readonly LowMinimum[] {
  return local.flatMap((version): readonly LowMinimum[] => {
    const own = version.terms.minimumShareBp;
    if (own === undefined) return [];
    const turns = national.flatMap(({ days }) => [days.first, days.last + 1]);
    const looked = [version.days.first, ...turns.filter((day) => within(day, version.days))].sort((a, b) => a - b);
    for (const first of looked) {
      const held = ofCountry.on('minimumShareBp', first);
      if (!held || held.value <= own) continue;
      const days = { first, last: version.days.last };
      return [{ version, days, minimumBp: held.value, minimumBy: held.version }];
    }
    return [];
  });
}
