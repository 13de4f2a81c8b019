import { PCT } from './samples.js';
import { step, type Step } from './steps.js';

/** What is said of a claim, after it was made. */
export const claiming: readonly Step[] = [
  step('AttributeVariance'),
  step('DisputeClaim'),
  step('AgreeClaim'),
  step('WithdrawClaim'),
];

/** What becomes of the money: spent, moved to a later year, or paid beside it. */
export const spending: readonly Step[] = [
  step('RecordUse'),
  step('PayIncentive'),
  step('PayIncentive', { pence: -1_000, payment: undefined }),
  step('RecordPayment', { year: '2005-06', pence: 700_000, by: PCT, inKind: 'A nurse for six sessions' }),
  step('SetOffOverpayment', { fromYear: '2005-06' }),
  step('SetIndicativeBudget', { year: '2005-06', lines: { EL: 2_400_000 }, profile: undefined }),
  step('RecordActuals', { year: '2005-06', rows: [], covers: { months: [1, 2, 3, 4, 5, 6], lines: ['EL'] } }),
  step('CarryForward', { fromYear: '2005-06', pence: 1 }),
];

/** The end of a year's books. */
export const closing: readonly Step[] = [step('CloseYear'), step('ReopenYear')];
