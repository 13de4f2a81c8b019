import { BASES, basisTag } from '../words/codes.js';

/** A figure by its name in the answers: how a reader calls it, and what it is where no steps of its own are told. */
export type FigureWords = { readonly name: string; readonly about: string };

const words = (name: string, about: string): FigureWords => ({ name, about });

/** Figures of a practice's or group's statement. */
export const STATEMENT_FIGURES: Readonly<Record<string, FigureWords>> = {
  entitlementPence: words('Entitlement', 'The own figure and the parts of groups’ figures, added up.'),
  ownPence: words('Own entitlement', 'The share of the net saving, rounded up to the next penny.'),
  netPence: words('Net saving', 'The gross saving less what is recovered for earlier overspends.'),
  grossPence: words('Gross saving', 'What was saved, never below nothing.'),
  variancePence: words('Variance', 'Budget less actual use and costs of new services, with adjustments.'),
  budgetPence: words('Budget', 'The budget of the months and service lines that count.'),
  actualPence: words('Actual use of services', 'What was used in the months and service lines that count.'),
  serviceCostPence: words('Cost of new services', 'What schemes of the practice cost in the months that count.'),
  adjustmentPence: words(
    'Adjustments and pooled cases',
    'Agreed adjustments, and what high-cost cases cost above a threshold.',
  ),
  recoveredPence: words(
    'Recovered for earlier overspends',
    'What the terms take off the gross saving for overspends of earlier years.',
  ),
  paidPence: words('Paid', 'Payments less what was taken back, with the portion of payments to a group.'),
  outstandingPence: words('Outstanding', 'What is entitled and not yet paid.'),
  offeredPence: words('Offered', 'What the commissioner last said it is willing to pay.'),
  confirmedPence: words('Confirmed', 'The figure as it stood when it was last confirmed.'),
  disputedPence: words('Disputed', 'The own entitlement less what is offered, never below nothing.'),
  releasedPence: words(
    'Released',
    'The money that was made available for approved uses; the releases stand on the statement.',
  ),
  overpaidPence: words('Overpaid', 'What was paid above the entitlement.'),
  overspendPence: words(
    'Overspend of the year',
    'What parts of the year that are not netted off spent above their budget.',
  ),
  stillToRecoverPence: words(
    'Still to be recovered',
    'All recorded overspends of earlier years, less all that was recovered up to this year.',
  ),
  unbudgetedPence: words(
    'Actuals without a budget',
    'What was used of service lines that the budget does not name. It counts nowhere.',
  ),
  commissionerSharePence: words('The commissioner’s part', 'The net saving less the own entitlement.'),
};

/** A group's figure is its practices'. */
export const GROUP_FIGURES: typeof STATEMENT_FIGURES = {
  ...STATEMENT_FIGURES,
  entitlementPence: words('Entitlement', 'The parts of its practices, added up.'),
};

/** Figures of a commissioner's year. */
export const EXPOSURE_FIGURES: Readonly<Record<string, FigureWords>> = {
  entitledPence: words('Entitled', 'What all practices that the commissioner owes are entitled to.'),
  affordablePence: words('Affordable', 'What the release fund can still pay, the strongest basis first.'),
  paidPence: words('Paid', 'What was paid to these practices.'),
  outstandingPence: words('Outstanding', 'What they are entitled to and were not paid yet.'),
};

const HOW: Readonly<Record<string, string>> = {
  'V = B − A − C + X': 'variance = budget − actual − costs of new services + adjustments',
  'N = G − R': 'net = gross − recovered',
  'the counting budget B': 'the budget that counts',
  'the actual A': 'the actual use that counts',
  'the cost of new services C': 'the costs that count',
  'adjustments and pooled cases X': 'the adjustments that count',
};

const CODES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(BASES).map(([code, { text }]) => [code, text.toLowerCase()])),
  NONE: 'no recovery is agreed',
  FULL_FIRST: 'in full first',
  INSTALMENTS: 'in instalments',
};
const CODE = new RegExp(`\\b(${Object.keys(CODES).join('|')})\\b`, 'g');

/** How a step is made, without the letters and codes of the contract. */
export const howInWords = (how: string): string =>
  HOW[how] ?? how.replace(CODE, (code) => CODES[code] ?? code).replaceAll('-£', '−£');

const SEGMENT = /^segment: ([A-Z]+)(?: by (.+))?, share (.+)$/;

/** What a step of a derivation is called. */
export function stepName(figure: string): string {
  const known = STATEMENT_FIGURES[figure] ?? EXPOSURE_FIGURES[figure];
  if (known) return known.name;
  if (figure === 'releaseFundPence') return 'Release fund';
  const [, basis, agreement, share] = SEGMENT.exec(figure) ?? [];
  if (basis === undefined) return figure.charAt(0).toUpperCase() + figure.slice(1);
  const by = agreement === undefined ? '' : ` ${agreement}`;
  return `Days by ${basisTag(basis).text.toLowerCase()}${by}, share ${share}`;
}

/** Pools that are added up to the variance, against the pool of a group, whose figure is the group's own. */
const OF_VARIANCE = /^pool of (?:all that adds up|.*, which stands alone)$/;

/** Steps whose name in a derivation is not the figure's own. */
const OTHERWISE: Readonly<Record<string, (step: string) => boolean>> = {
  variancePence: (step) => OF_VARIANCE.test(step),
  ownPence: (step) => step.startsWith('pool of ') && !OF_VARIANCE.test(step),
};

/** Tells the steps of a figure: those of its name, or where a derivation has none, those that stand for it. */
export function stepsOf(figure: string, names: ReadonlySet<string>): (step: string) => boolean {
  return names.has(figure) ? (step) => step === figure : (OTHERWISE[figure] ?? (() => false));
}
