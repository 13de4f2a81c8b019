import { on, step, type Around, type Changes, type Step } from './steps.js';

export const PCT = '5X1';
export const SHA = 'Q39';
export const PRACTICE = 'A99001';
export const SECOND = 'A99002';
export const THIRD = 'A99003';
export const GROUP = 'GRP1';
export const YEAR = '2007-08';
export const AGREEMENT = 'AG1';

const OPENED = '2002-04-01';

export const organisation = (code: string, type: string, changes: Changes<'RegisterOrganisation'> = {}): Step =>
  step('RegisterOrganisation', { code, type, name: `${type} ${code}`, opensOn: OPENED, ...changes });

export const aPct = (code = PCT): Step => organisation(code, 'PCT');

/** A practice, and the commissioner whose it is. */
export const aPractice = (code = PRACTICE, commissioner = PCT): readonly Step[] => [
  organisation(code, 'PRACTICE'),
  step('AssignPractice', { practice: code, commissioner, from: OPENED }),
];

/** A PCT and its practices. */
export const aTrust = (...practices: readonly string[]): readonly Step[] => [
  aPct(),
  ...(practices.length > 0 ? practices : [PRACTICE]).flatMap((code) => aPractice(code)),
];

/** A group and its members from the first day of the year. */
export const aGroup = (members: readonly string[], changes: Changes<'CreateGroup'> = {}): readonly Step[] => [
  step('CreateGroup', { splitKey: 'EQUAL', ...changes }),
  ...members.map((practice) => step('JoinGroup', { practice, from: '2007-04-01' })),
];

export const aListOf = (practice: string, patients: number, censusDate = '2007-04-01'): Step =>
  step('RecordListSize', { practice, patients, censusDate });

/** A policy of the PCT from the first day of the year on, that nobody approved. */
export const aPolicy = (policy: string, terms: object, changes: Changes<'AdoptPolicy'> = {}): Step =>
  step('AdoptPolicy', { policy, to: undefined, approvedBy: undefined, approval: undefined, terms, ...changes });

export type AgreedTerms = {
  readonly agreement?: string;
  readonly commissioner?: string;
  readonly holder?: string;
  readonly from?: string;
  readonly to?: string;
  /** What differs from 70 per cent without a guarantee. */
  readonly terms?: object;
};

export const proposed = ({ agreement = AGREEMENT, terms, ...rest }: AgreedTerms = {}): Step =>
  step('ProposeAgreement', { agreement, ...rest, terms: { edition: 'DH-2006-PRACTICAL', shareBp: 7000, ...terms } });

export const signed = (organisationCode: string, agreement = AGREEMENT, around: Around = {}): Step =>
  step('SignAgreement', { agreement, organisation: organisationCode, signedOn: undefined }, around);

/** An agreement signed by both. */
export const agreed = (agreedTerms: AgreedTerms = {}): readonly Step[] => [
  proposed(agreedTerms),
  signed(agreedTerms.holder ?? PRACTICE, agreedTerms.agreement),
  signed(agreedTerms.commissioner ?? PCT, agreedTerms.agreement),
];

/** A variation signed by both. */
export const varied = (
  variation: string,
  effectiveFrom: string,
  terms: object,
  { agreement = AGREEMENT, holder = PRACTICE, commissioner = PCT }: AgreedTerms = {},
): readonly Step[] => [
  step('VaryAgreement', { agreement, variation, effectiveFrom, terms }),
  step('SignVariation', { agreement, variation, organisation: holder, signedOn: undefined }),
  step('SignVariation', { agreement, variation, organisation: commissioner, signedOn: undefined }),
];

export const protecting = { guarantee: { text: 'Paid whatever the finances of the PCT', protectsBaseline: true } };
export const guaranteeing = { guarantee: { text: 'Paid whatever the finances of the PCT', protectsBaseline: false } };

/** The budget of a practice: one line and no profile, unless it says otherwise. */
export const budget = (changes: Changes<'SetIndicativeBudget'> = {}): Step =>
  step('SetIndicativeBudget', { lines: { EL: 12_000 }, profile: undefined, ...changes });

export const entry = (changes: Changes<'PostBudgetEntry'> = {}): Step =>
  step('PostBudgetEntry', {
    entry: 'E1',
    reason: 'GROWTH',
    lines: { EL: 1200 },
    effectiveOn: '2007-04-01',
    decidedOn: undefined,
    ...changes,
  });

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** The same actual of one line in each of some months, all twelve unless it says otherwise. */
export const used = (
  pence: number,
  { practice = PRACTICE, year = YEAR, version = 'FREEZE', line = 'EL', months = MONTHS as readonly number[] } = {},
): Step =>
  step('RecordActuals', {
    practice,
    year,
    version,
    rows: months.map((month) => ({ month, line, pence })),
    covers: undefined,
  });

/** After the year's end, when every month can be frozen. */
export const afterTheYear = (...steps: readonly (Step | readonly Step[])[]): readonly Step[] =>
  on('2008-06-30', ...steps);

export const inError = (label: string, around: Around = {}): Step =>
  step('RecordInError', { label, because: 'Given by mistake' }, around);
