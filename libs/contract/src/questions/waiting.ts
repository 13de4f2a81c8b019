import { Code, DateField, KnownAt, OneOf, RowsAtMost, RowsPassedOver, UpToPosition, YearField } from '../fields.js';

/** What somebody may be waiting for. */
export const WAITING_KINDS = [
  'BUDGET_NOT_SET',
  'BUDGET_NOT_ISSUED',
  'STATEMENT_NOT_SENT',
  'CASE_NOT_DECIDED',
  'DISPUTE_STEP',
  'RULING_NOT_OBEYED',
  'CHALLENGE_UNANSWERED',
  'RELEASE_OVERDUE',
  'SUSPENSION_PAST_REVIEW',
  'USE_UNSPENT',
  'USE_WITHOUT_EVIDENCE',
] as const;

export class WaitingQuestion {
  @Code({ optional: true, about: 'Of this practice or group only' }) readonly holder?: string;
  @Code({ optional: true, about: 'Of this commissioner only; without it and holder: the whole country' })
  readonly commissioner?: string;
  @YearField({ optional: true, about: 'Left out: every year' }) readonly year?: string;
  @DateField({ optional: true, about: 'Up to which day limits are counted; left out: the day of knownAt' })
  readonly on?: string;
  @OneOf(WAITING_KINDS, { optional: true, about: 'Only what is of this kind' }) readonly kind?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
