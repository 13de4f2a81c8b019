import { dayOf, within, type Day } from '#kernel';
import { remember } from '../statement/remember.js';
import { NATIONAL_EDITIONS, type NationalEdition } from './national-policy.js';
import { policies, type Policies, type PolicyVersion } from './state.js';
import { saidOf, type PolicyTerms, type TermName, type TermValue } from './terms.js';

/** What holds of one term on a day, and which version says it. */
export type HeldTerm<Name extends TermName = TermName> = {
  readonly value: TermValue<Name>;
  readonly version: PolicyVersion;
  readonly isLocal: boolean;
};

const shipped = ({ policy, from, terms }: NationalEdition): PolicyVersion => ({
  policy,
  days: { first: from === null ? -Infinity : dayOf(from), last: Infinity },
  terms: Object.fromEntries(Object.entries(terms).map(([name, { value }]) => [name, value])) as Partial<PolicyTerms>,
});

/** The editions that ship, in the order of their days. */
export const SHIPPED: readonly PolicyVersion[] = NATIONAL_EDITIONS.map(shipped);

export const isShipped = (policy: string): boolean => SHIPPED.some((version) => version.policy === policy);

/** The later `from` first, then the later recorded. */
const ranked = (versions: readonly PolicyVersion[]): readonly PolicyVersion[] =>
  versions.toReversed().sort((a, b) => (a.days.first === b.days.first ? 0 : b.days.first - a.days.first));

/** Rule 26: what holds for one body on any day, as known. The same policies give the same object. */
export class PoliciesInForce {
  /** The editions that ship and what was adopted for the whole country, in recorded order. */
  readonly national: readonly PolicyVersion[];
  /** What the body itself has adopted, in recorded order. */
  readonly local: readonly PolicyVersion[];
  private readonly ranks = new Map<TermName, { national: readonly PolicyVersion[]; local: readonly PolicyVersion[] }>();

  constructor(ofCountry: Policies, ofBody: Policies) {
    this.national = [...SHIPPED, ...ofCountry.values()];
    this.local = [...ofBody.values()];
  }

  /** What holds of a term on a day; undefined where no version says it. */
  on<Name extends TermName>(name: Name, day: Day): HeldTerm<Name> | undefined {
    const { national, local } = this.speakingOf(name);
    const ofCountry = national.find(({ days }) => within(day, days));
    const least = ofCountry && saidOf(ofCountry.terms, name);
    const ofBody = local.find((version) => within(day, version.days) && mayHold(version, name, least));
    const version = ofBody ?? ofCountry;
    return version && { value: saidOf(version.terms, name)!, version, isLocal: version === ofBody };
  }

  /** Of a term of which an edition that ships speaks for every day. */
  always<Name extends TermName>(name: Name, day: Day): HeldTerm<Name> {
    return this.on(name, day)!;
  }

  private speakingOf(name: TermName) {
    let kept = this.ranks.get(name);
    if (!kept) {
      const speaks = ({ terms }: PolicyVersion) => saidOf(terms, name) !== undefined;
      kept = { national: ranked(this.national.filter(speaks)), local: ranked(this.local.filter(speaks)) };
      this.ranks.set(name, kept);
    }
    return kept;
  }
}

/** A local minimum below the national one holds only where it says by whom it was approved. */
const mayHold = ({ terms, approvedBy }: PolicyVersion, name: TermName, national: TermValue | undefined): boolean =>
  name !== 'minimumShareBp' ||
  approvedBy !== undefined ||
  national === undefined ||
  terms.minimumShareBp! >= (national as number);

const byBody = remember((ofCountry: Policies, _key: 'of bodies') =>
  remember((ofBody: Policies, _of: 'body') => new PoliciesInForce(ofCountry, ofBody)),
);

/** @param ofBody  none for the country itself */
export const policiesInForce = (ofCountry: Policies, ofBody: Policies = NO_POLICIES): PoliciesInForce =>
  byBody(ofCountry, 'of bodies')(ofBody, 'body');

export const NO_POLICIES: Policies = policies.initial;

/** What the editions that ship say alone. */
export const SHIPPED_ONLY = policiesInForce(NO_POLICIES);
