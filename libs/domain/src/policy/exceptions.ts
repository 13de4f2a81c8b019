import {
  dayOf,
  londonDay,
  percent,
  yearDays,
  type Bp,
  type Day,
  type Days,
  type Instant,
  type IsoDate,
  type Year,
} from '#kernel';
import type { Terms } from '../agreement/events.js';
import { agreementDays, bothSigned, laterSigningDay, type Agreement, type Signature } from '../agreement/state.js';
import type { Group } from '../group/state.js';
import type { EventRef } from '../history.js';
import type { RuleName } from '../statement/rule-names.js';
import { SHIPPED, type HeldTerm, type PoliciesInForce } from './in-force.js';
import { clashesIn, lowMinimums } from './lint.js';
import type { PolicyVersion } from './state.js';
import { dateOrNull, inWords } from './telling.js';
import { saidOf, type TermName, type TermValue } from './terms.js';

/** In the order in which they are told. */
export const EXCEPTION_KINDS = [
  'POLICY_GAP',
  'POLICY_OVERLAP',
  'POLICY_BELOW_MINIMUM',
  'AGREEMENT_BELOW_MINIMUM',
  'VARIATION_BELOW_MINIMUM',
  'OTHER_RECOVERY',
  'OTHER_SPLIT_KEY',
] as const;

/** Something that departs from the guidance, or a policy that does not say clearly what holds. Null where it does not apply. */
export type ExceptionRow = {
  readonly kind: (typeof EXCEPTION_KINDS)[number];
  /** Null for the whole country. */
  readonly commissioner: string | null;
  /** A practice or a group. */
  readonly holder: string | null;
  readonly agreement: string | null;
  readonly variation: string | null;
  readonly policy: string | null;
  readonly term: TermName;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** What it says, and what the version named in `by` says. */
  readonly says: string | null;
  readonly wanted: string | null;
  readonly by: string;
  readonly shareBp: Bp | null;
  readonly minimumBp: Bp | null;
  /** Whether it moves figures. */
  readonly counts: boolean | null;
  /** The organisations that signed, and the later of the days. */
  readonly signedBy: readonly string[];
  readonly signedOn: IsoDate | null;
  readonly recordedAt: Instant | null;
  readonly authority: string | null;
  readonly approvedBy: string | null;
  readonly approval: string | null;
  readonly because: string | null;
  readonly rule: RuleName;
};

/** The answer to `exceptions`. */
export type Exceptions = {
  readonly commissioner: string | null;
  readonly year: Year | null;
  readonly rows: readonly ExceptionRow[];
};

const NOTHING = {
  ...{ holder: null, agreement: null, variation: null, policy: null, says: null, wanted: null, shareBp: null },
  ...{ minimumBp: null, counts: null, signedBy: [], signedOn: null, recordedAt: null, authority: null },
  ...{ approvedBy: null, approval: null, because: null },
} as const;

const RULE_29: RuleName = 'Rule 29: exceptions';

const spanOf = ({ first, last }: Days) => ({ from: dateOrNull(first), to: dateOrNull(last) });

const recordedOf = (ref: EventRef | undefined, because?: string) => ({
  recordedAt: ref?.recordedAt ?? null,
  authority: ref?.authority ?? null,
  because: because ?? ref?.because ?? null,
});

const approvalOf = (version: PolicyVersion | undefined) => ({
  approvedBy: version?.approvedBy ?? null,
  approval: version?.approval ?? null,
});

const worded = <Name extends TermName>(name: Name, value: TermValue<Name>): string => inWords(name, value);

/** Gaps and overlaps among a body's own versions, and those below the minimum of the country. */
function ofPolicies(commissioner: string | null, policies: PoliciesInForce, country: PoliciesInForce): ExceptionRow[] {
  const own = commissioner === null ? country.national : policies.local;
  const clashes = clashesIn(own).map(({ kind, term, days, version, other }): ExceptionRow => ({
    ...NOTHING,
    ...{ kind, commissioner, term, ...spanOf(days), policy: version.policy, by: other.policy },
    ...{ says: worded(term, saidOf(version.terms, term)!), wanted: worded(term, saidOf(other.terms, term)!) },
    ...recordedOf(other.ref, other.because),
    rule: 'Rule 26: the policy that holds',
  }));
  const low = commissioner === null ? [] : lowMinimums(policies, country);
  const below = low.map(({ version, days, minimumBp, minimumBy }): ExceptionRow => ({
    ...NOTHING,
    ...{ kind: 'POLICY_BELOW_MINIMUM', commissioner, term: 'minimumShareBp', ...spanOf(days), policy: version.policy },
    ...{ says: percent(version.terms.minimumShareBp!), wanted: percent(minimumBp), by: minimumBy.policy },
    ...{ shareBp: version.terms.minimumShareBp!, minimumBp, counts: version.approvedBy !== undefined },
    ...recordedOf(version.ref, version.because),
    ...approvalOf(version),
    rule: 'Rule 26: the policy that holds',
  }));
  return [...clashes, ...below];
}

const editionOf = ({ edition }: Terms): PolicyVersion => SHIPPED.find(({ policy }) => policy === edition)!;

type Wanted<Name extends TermName> = Pick<HeldTerm<Name>, 'value' | 'version'>;

/** What the edition that terms name says; where it does not speak, or a local policy does, what holds on the day. */
function wantedOf<Name extends TermName>(
  name: Name,
  terms: Terms,
  held: HeldTerm<Name> | undefined,
): Wanted<Name> | undefined {
  const version = editionOf(terms);
  const value = saidOf(version.terms, name);
  return held?.isLocal || value === undefined ? held : { value, version };
}

/** The higher of the minimum of the edition that terms name and what holds on the day. */
function minimumFor(terms: Terms, held: HeldTerm<'minimumShareBp'>): Wanted<'minimumShareBp'> {
  const version = editionOf(terms);
  const value = saidOf(version.terms, 'minimumShareBp') ?? 0;
  return value > held.value ? { value, version } : held;
}

type Signed = { readonly signatures: readonly Signature[] };

const signingOf = (signed: Signed) => ({
  signedBy: signed.signatures.map(({ organisation }) => organisation),
  signedOn: dateOrNull(laterSigningDay(signed)),
  ...recordedOf(bothSigned(signed)!.ref),
});

type Told = Pick<ExceptionRow, 'kind' | 'variation'> & Signed & { readonly terms: Terms; readonly days: Days };

function belowMinimum(agreement: Agreement, told: Told, policies: PoliciesInForce): readonly ExceptionRow[] {
  const { terms, days, kind, variation } = told;
  const held = policies.on('minimumShareBp', days.first)!;
  const minimum = minimumFor(terms, held);
  if (terms.shareBp >= minimum.value) return [];
  const approving = held.isLocal && held.value <= terms.shareBp ? held.version : undefined;
  return [
    {
      ...NOTHING,
      ...{ kind, variation, commissioner: agreement.commissioner, holder: agreement.holder, agreement: agreement.id },
      ...{ term: 'minimumShareBp', ...spanOf(days), by: minimum.version.policy, policy: approving?.policy ?? null },
      ...{ says: percent(terms.shareBp), wanted: percent(minimum.value) },
      ...{ shareBp: terms.shareBp, minimumBp: minimum.value, counts: true },
      ...signingOf(told),
      ...approvalOf(approving),
      rule: RULE_29,
    },
  ];
}

function otherRecovery(agreement: Agreement, told: Told, policies: PoliciesInForce): readonly ExceptionRow[] {
  const { terms, days, variation } = told;
  const wanted = wantedOf('recovery', terms, policies.on('recovery', days.first));
  if (!wanted || worded('recovery', wanted.value) === worded('recovery', terms.recovery)) return [];
  return [
    {
      ...NOTHING,
      ...{ kind: 'OTHER_RECOVERY', variation, commissioner: agreement.commissioner, holder: agreement.holder },
      ...{ agreement: agreement.id, term: 'recovery', ...spanOf(days), by: wanted.version.policy, counts: true },
      ...{ says: worded('recovery', terms.recovery), wanted: worded('recovery', wanted.value) },
      ...signingOf(told),
      rule: RULE_29,
    },
  ];
}

/** Of an agreement that both have signed, and of each of its signed variations that speaks of the term. */
function ofAgreement(agreement: Agreement, policies: PoliciesInForce): readonly ExceptionRow[] {
  if (!bothSigned(agreement)) return [];
  const days = agreementDays(agreement);
  const { terms, signatures } = agreement;
  const whole: Told = { kind: 'AGREEMENT_BELOW_MINIMUM', variation: null, signatures, terms, days };
  const signed = [...agreement.variations.values()].filter(
    (each) => bothSigned(each) && each.effectiveFrom <= days.last,
  );
  const variations = signed.flatMap((variation) => {
    const { id, effectiveFrom, terms: changed } = variation;
    const told: Told = {
      ...{ kind: 'VARIATION_BELOW_MINIMUM', variation: id, signatures: variation.signatures },
      ...{ terms: { ...terms, ...changed }, days: { first: effectiveFrom, last: days.last } },
    };
    return [
      ...(changed.shareBp === undefined ? [] : belowMinimum(agreement, told, policies)),
      ...(changed.recovery === undefined ? [] : otherRecovery(agreement, told, policies)),
    ];
  });
  return [...belowMinimum(agreement, whole, policies), ...otherRecovery(agreement, whole, policies), ...variations];
}

/** A group's split key beside that of the day on which it was recorded. */
function ofGroup({ created }: Group, policies: PoliciesInForce): readonly ExceptionRow[] {
  if (!created) return [];
  const { code, commissioner, splitKey, ref } = created;
  const day: Day = londonDay(ref.recordedAt);
  const wanted = policies.on('splitKey', day);
  if (!wanted || wanted.value === splitKey) return [];
  return [
    {
      ...NOTHING,
      ...{
        kind: 'OTHER_SPLIT_KEY',
        commissioner,
        holder: code,
        term: 'splitKey',
        ...spanOf({ first: day, last: Infinity }),
      },
      ...{ says: splitKey, wanted: wanted.value, by: wanted.version.policy, counts: true },
      ...recordedOf(ref),
      rule: RULE_29,
    },
  ];
}

/** What one commissioner, or the country, is about. */
export type Examined = {
  /** Null for the country. */
  readonly commissioner: string | null;
  readonly policies: PoliciesInForce;
  readonly country: PoliciesInForce;
  readonly agreements: readonly Agreement[];
  readonly groups: readonly Group[];
};

const text = (value: string | null): string => value ?? '';
const ordered = (a: ExceptionRow, b: ExceptionRow): number => {
  const keys = ({ kind, holder, agreement, variation, policy, term, from, by }: ExceptionRow): readonly string[] => [
    String(EXCEPTION_KINDS.indexOf(kind)),
    ...[holder, agreement, variation, policy].map(text),
    term,
    text(from),
    by,
  ];
  const [left, right] = [keys(a), keys(b)];
  const at = left.findIndex((key, index) => key !== right[index]);
  return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
};

/** Rule 29: the exceptions of a commissioner, or of the country; of a year those that have days in it. */
export function exceptionsOf(
  { commissioner, policies, country, agreements, groups }: Examined,
  year: Year | undefined,
): readonly ExceptionRow[] {
  const all = [
    ...ofPolicies(commissioner, policies, country),
    ...agreements.flatMap((agreement) => ofAgreement(agreement, policies)),
    ...groups.flatMap((group) => ofGroup(group, policies)),
  ];
  return all.filter((row) => year === undefined || hasDaysIn(row, year)).sort(ordered);
}

function hasDaysIn({ from, to }: ExceptionRow, year: Year): boolean {
  const { first, last } = yearDays(year);
  return (from === null || dayOf(from) <= last) && (to === null || dayOf(to) >= first);
}
