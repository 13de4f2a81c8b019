import { dateOf, percent, type Day, type Instant, type IsoDate } from '#kernel';
import { NATIONAL_EDITIONS } from './national-policy.js';
import type { PoliciesInForce } from './in-force.js';
import type { PolicyVersion } from './state.js';
import { TERM_NAMES, type DayOfYear, type PolicyTerms, type TermName, type TermValue } from './terms.js';

/** One term on a day: its value, and which version says it. Null where no version does. */
export type PolicyRow = {
  readonly term: TermName;
  readonly value: TermValue | null;
  /** The value in words. */
  readonly told: string | null;
  readonly policy: string | null;
  readonly level: 'NATIONAL' | 'LOCAL' | null;
  /** The first day of the version; null where it holds for every earlier day. */
  readonly since: IsoDate | null;
  readonly until: IsoDate | null;
  readonly recordedAt: Instant | null;
  readonly approvedBy: string | null;
  /** Where an edition that ships has it from, and whether no text of the guidance was found for it. */
  readonly source: string | null;
  readonly assumed: boolean;
};

const MONTH_NAMES = [
  'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'January', 'February', 'March',
] as const; // prettier-ignore

function inUnits(name: TermName, value: number): string {
  if (name.endsWith('Bp')) return percent(value);
  return name.endsWith('Years') ? `${value} years` : `${value} days`;
}

/** Each kind of term in words. */
export function inWords(name: TermName, value: TermValue): string {
  if (typeof value === 'number') return inUnits(name, value);
  if (typeof value === 'string') return value;
  if ('day' in value) return `${value.day} ${MONTH_NAMES[(value as DayOfYear).month - 1]}`;
  if ('least' in value) return `${percent(value.least)} to ${percent(value.most)}`;
  return value.kind === 'INSTALMENTS' ? `INSTALMENTS over ${value.years} years` : value.kind;
}

export const dateOrNull = (day: Day): IsoDate | null => (Number.isFinite(day) ? dateOf(day) : null);

/** Of an edition that ships. */
function sourceOf({ policy, ref }: PolicyVersion, name: TermName) {
  const field = name.split('.')[0] as keyof PolicyTerms;
  const edition = ref ? undefined : NATIONAL_EDITIONS.find((each) => each.policy === policy);
  const { source = null, assumed = false } = edition?.terms[field] ?? {};
  return { source, assumed };
}

const UNSAID = {
  ...{ value: null, told: null, policy: null, level: null, since: null, until: null, recordedAt: null },
  ...{ approvedBy: null, source: null, assumed: false },
} as const;

/** Rule 26: every term on a day. */
export const tellPolicies = (policies: PoliciesInForce, day: Day): readonly PolicyRow[] =>
  TERM_NAMES.map((term) => {
    const held = policies.on(term, day);
    if (!held) return { term, ...UNSAID };
    const { value, version, isLocal } = held;
    return {
      term,
      value,
      told: inWords(term, value),
      policy: version.policy,
      level: isLocal ? 'LOCAL' : 'NATIONAL',
      since: dateOrNull(version.days.first),
      until: dateOrNull(version.days.last),
      recordedAt: version.ref?.recordedAt ?? null,
      approvedBy: version.approvedBy ?? null,
      ...sourceOf(version, term),
    };
  });

/** The answer to `policy`. */
export type PolicyAnswer = {
  /** A commissioner; null for the whole country. */
  readonly body: string | null;
  readonly on: IsoDate;
  /** Of the editions that ship. */
  readonly editionsVersion: number;
  readonly rows: readonly PolicyRow[];
};
