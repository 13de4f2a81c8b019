import { step, type Step } from './steps.js';

/** What is said of a claim, after it was made. */
export const claiming: readonly Step[] = [
  step('AttributeVariance'),
  step('DisputeClaim'),
  step('AgreeClaim'),
  step('WithdrawClaim'),
];
