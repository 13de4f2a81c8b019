import type { Bp, Month } from '#kernel';
import type { RecoveryTerms } from '../agreement/events.js';
import type { SplitKey } from '../group/events.js';

/** The steps of a dispute, from the first to the last. @see domain dossier 2.13 */
export const DISPUTE_STEPS = ['LOCAL', 'PCT_PEC', 'PCT_BOARD', 'SHA', 'DH'] as const;
export type DisputeStep = (typeof DISPUTE_STEPS)[number];

/** A day of the financial year: the day of a month, of which 1 is April. */
export type DayOfYear = { readonly month: Month; readonly day: number };

/** Everything that guidance or a local policy may say; days are calendar days unless a rule says otherwise. */
export type PolicyTerms = {
  /** The least share of freed-up resources that is the practice's. */
  readonly minimumShareBp: Bp;
  /** By when the indicative budget of a year is to be set. */
  readonly budgetDue: DayOfYear;
  /** Within how many days a business case is decided. */
  readonly caseLimitDays: number;
  /** How many days a step of a dispute may take: every step, or each by name. */
  readonly disputeStepDays: number | { readonly [Step in DisputeStep]?: number };
  /** What part of the budgets is held back for risk. */
  readonly contingencyBp: { readonly least: Bp; readonly most: Bp };
  /** How overspends are recovered, where an agreement does not say it. */
  readonly recovery: RecoveryTerms;
  readonly splitKey: SplitKey;
  /** How far a budget may lie from the fair share. */
  readonly fairShareToleranceBp: Bp;
  /** The most by which a budget moves towards the fair share in a year. */
  readonly paceOfChangeBp: Bp;
  /** Days after the end of a month until its first and its final data. */
  readonly flexDays: number;
  readonly freezeDays: number;
  /** Days after the end of a month until the practice has its statement. */
  readonly statementDays: number;
  /** Days in which an offer is answered. */
  readonly offerAnswerDays: number;
  /** Days in which a suspension that names no day is looked at again. */
  readonly suspensionReviewDays: number;
  /** Days in which a ruling is obeyed. */
  readonly rulingDays: number;
  /** Years in which the money of an approved use is spent. */
  readonly useYears: number;
  /** How far spending may lie from the budget to date, over or under. */
  readonly spendingToleranceBp: Bp;
};

/** What a version says: rule 26 weighs each term on its own, and each step of a dispute is one. */
type Simple = Omit<PolicyTerms, 'disputeStepDays'>;
export type TermName = keyof Simple | `disputeStepDays.${DisputeStep}`;
export type TermValue<Name extends TermName = TermName> = Name extends keyof Simple ? Simple[Name] : number;

const stepTerm = (step: DisputeStep): TermName => `disputeStepDays.${step}`;

/** In the order in which they are told. */
export const TERM_NAMES: readonly TermName[] = [
  'minimumShareBp',
  'budgetDue',
  'caseLimitDays',
  ...DISPUTE_STEPS.map(stepTerm),
  'contingencyBp',
  'recovery',
  'splitKey',
  'fairShareToleranceBp',
  'paceOfChangeBp',
  'flexDays',
  'freezeDays',
  'statementDays',
  'offerAnswerDays',
  'suspensionReviewDays',
  'rulingDays',
  'spendingToleranceBp',
  'useYears',
];

/** What some terms say of one; undefined where they do not speak of it. */
export function saidOf<Name extends TermName>(terms: Partial<PolicyTerms>, name: Name): TermValue<Name> | undefined {
  const [field, step] = name.split('.') as [keyof PolicyTerms, DisputeStep | undefined];
  const said = terms[field];
  if (step === undefined || typeof said !== 'object') return said as TermValue<Name> | undefined;
  return (said as { readonly [Step in DisputeStep]?: number })[step] as TermValue<Name> | undefined;
}
