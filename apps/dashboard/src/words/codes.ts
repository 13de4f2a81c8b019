/** A status or basis as it is shown: in words first; the colour repeats them. */
export type Tag = { readonly text: string; readonly colour: string };

/** A code, its words, its colour, and what it means. */
type Entry = Tag & { readonly meaning: string };
type Dictionary = Readonly<Record<string, Entry>>;

const entry = (text: string, colour: string, meaning: string): Entry => ({ text, colour, meaning });

export const BASES: Dictionary = {
  RULING: entry('Ruling', 'purple', 'A dispute was ruled, and the figure follows the ruling.'),
  GUARANTEE: entry(
    'Guarantee',
    'blue',
    'A signed agreement with a written guarantee that the share is paid whatever the commissioner’s finances.',
  ),
  AGREEMENT: entry('Agreement', 'aqua-green', 'An agreement that both parties signed, without a guarantee.'),
  GUIDANCE: entry(
    'Guidance',
    'grey',
    'No agreement covers these days: the minimum share of the national guidance holds.',
  ),
};

export const FIGURE_STATUSES: Dictionary = {
  ACCRUING: entry('Accruing', 'white', 'The year still runs, and the figure grows or shrinks with every month.'),
  PROVISIONAL: entry('Provisional', 'yellow', 'The year has ended; the figure is not confirmed yet.'),
  CONFIRMED: entry(
    'Confirmed',
    'green',
    'Final data are in and the figure was confirmed. Later changes are shown beside what was confirmed.',
  ),
};

export const RELEASE_STATUSES: Dictionary = {
  NOT_DUE: entry('Nothing released', 'grey', 'No money was released or paid so far.'),
  RELEASED: entry('Released', 'aqua-green', 'Money was made available, and none of it was paid yet.'),
  PART_PAID: entry('Part paid', 'yellow', 'Some of the entitlement was paid.'),
  PAID: entry('Paid', 'green', 'All of the entitlement was paid.'),
  SUSPENDED: entry(
    'Suspended',
    'red',
    'Payment is suspended and something is outstanding. The entitlement stays what it is.',
  ),
  UNASSIGNED_AT_CLOSURE: entry(
    'Nobody pays',
    'orange',
    'The body that owes it was closed, and no successor is named that would pay.',
  ),
};

export const AGREEMENT_STATUSES: Dictionary = {
  PROPOSED: entry('Proposed', 'yellow', 'Not signed by both parties: it has no effect yet.'),
  SIGNED: entry('Signed', 'aqua-green', 'Both have signed; its first day is still to come.'),
  IN_FORCE: entry('In force', 'green', 'Both have signed, and it holds today.'),
  ENDED: entry('Ended', 'grey', 'Its last day has passed.'),
};

export const OVERDUE_KINDS: Dictionary = {
  BUDGET_NOT_SET: entry('Budget not set', 'orange', 'The year has begun, and the practice has no indicative budget.'),
  FREEZE_MISSING: entry('Final data missing', 'yellow', 'The final data (freeze) of a month are late.'),
  OFFER_UNANSWERED: entry('Offer unanswered', 'purple', 'An offer waits for an answer.'),
  SUSPENSION_PAST_REVIEW: entry(
    'Suspension past review',
    'red',
    'A suspension was to be reviewed by a day that has passed.',
  ),
};

const ORGANISATION_TYPES: Readonly<Record<string, string>> = {
  PRACTICE: 'Practice',
  PCT: 'Primary care trust',
  CARE_TRUST: 'Care trust',
  SHA: 'Strategic health authority',
  PCT_CLUSTER: 'PCT cluster',
  CCG: 'Clinical commissioning group',
  NHSCB: 'NHS Commissioning Board',
  PROVIDER: 'Provider',
  LMC: 'Local medical committee',
  GROUP: 'Group of practices',
  ENGLAND: 'England',
};

const LINES: Readonly<Record<string, string>> = {
  EL: 'Elective inpatients',
  DC: 'Day cases',
  NEL: 'Non-elective admissions',
  NELXBD: 'Excess bed days',
  OPFA: 'First outpatient appointments',
  OPFUP: 'Follow-up appointments',
  OPPROC: 'Outpatient procedures',
  AE: 'Accident and emergency',
  DIAG: 'Diagnostics',
  CRIT: 'Critical care',
  PRESC: 'Prescribing',
  COMM: 'Community services',
  MH: 'Mental health',
  OTHER: 'Other services',
};

const EDITIONS: Readonly<Record<string, string>> = {
  'DH-2004-ENGAGING': 'Engaging practices in commissioning (2004)',
  'DH-2006-UNIVERSAL': 'Achieving universal coverage (2006)',
  'DH-2006-PRACTICAL': 'Practical implementation (2006)',
  'DH-2009-VISION': 'Clinical commissioning: our vision (2009)',
};

const SPLITS: Readonly<Record<string, string>> = { LIST: 'by list size', EQUAL: 'equally' };

/** BUDGET_NOT_SET, or releaseSuspended, as a reader says it: Budget not set, Release suspended. */
export function plain(code: string): string {
  const words =
    code.includes('_') || code === code.toUpperCase() ? code.replaceAll('_', ' ') : code.replace(CAPITAL, ' $&');
  const lower = words.trim().toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

const CAPITAL = /[A-Z]/g;

const tagOf =
  (dictionary: Dictionary) =>
  (code: string): Tag =>
    dictionary[code] ?? { text: plain(code), colour: 'grey' };

export const basisTag = tagOf(BASES);
export const figureTag = tagOf(FIGURE_STATUSES);
export const releaseTag = tagOf(RELEASE_STATUSES);
export const agreementTag = tagOf(AGREEMENT_STATUSES);
export const overdueTag = tagOf(OVERDUE_KINDS);
export const CONTESTED: Tag = { text: 'Contested', colour: 'pink' };
export const IN_ERROR: Tag = { text: 'Recorded in error', colour: 'red' };

const wordOf =
  (dictionary: Readonly<Record<string, string>>) =>
  (code: string): string =>
    dictionary[code] ?? plain(code);

export const organisationType = wordOf(ORGANISATION_TYPES);
export const lineName = wordOf(LINES);
export const editionName = wordOf(EDITIONS);
export const splitName = wordOf(SPLITS);
export const eventName = (type: string): string => plain(type);

/** Choices for a filter, in the dictionary's order. */
export const choicesOf = (dictionary: Dictionary): readonly { readonly value: string; readonly text: string }[] =>
  Object.entries(dictionary).map(([value, { text }]) => ({ value, text }));
