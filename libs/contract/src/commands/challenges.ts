import { Code, DateField, Id, LineField, MonthField, NonZeroPence, OneOf, YearField } from '../fields.js';
import type { Line } from '../kinds.js';
import { Rule } from '../shape.js';
import { RESTATEMENT_CAUSES, type RestatementCause } from './accounts.js';

export class RaiseDataChallenge {
  @Id() readonly challenge!: string;
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @MonthField() readonly month!: number;
  @LineField() readonly line!: Line;
  @NonZeroPence({ about: 'By how much the actual is too high; below 0: too low' }) readonly pence!: number;
  @OneOf(RESTATEMENT_CAUSES) readonly reason!: RestatementCause;
  @Code({ optional: true, about: 'Whose data it is, registered or not' }) readonly provider?: string;
  @DateField({ optional: true, about: 'By when it wants an answer' }) readonly deadline?: string;
  @DateField({ optional: true, about: 'Left out: the day on which it is recorded' }) readonly raisedOn?: string;
}

export const CHALLENGE_OUTCOMES = ['ACCEPTED', 'PART', 'REJECTED'] as const;
export type ChallengeOutcome = (typeof CHALLENGE_OUTCOMES)[number];

@Rule<AnswerDataChallenge>('pence', ({ outcome, pence }) => {
  if (outcome === 'PART') return pence === undefined ? 'must be given with PART' : undefined;
  return outcome === 'REJECTED' && pence !== undefined ? 'must be left out with REJECTED' : undefined;
})
@Rule<AnswerDataChallenge>('transfer', ({ outcome, restatement, transfer }) => {
  if (transfer === undefined) return undefined;
  if (outcome === 'REJECTED') return 'must be left out with REJECTED';
  return restatement === undefined ? undefined : 'must be left out where a restatement is named';
})
@Rule<AnswerDataChallenge>('restatement', ({ outcome, restatement }) =>
  outcome === 'REJECTED' && restatement !== undefined ? 'must be left out with REJECTED' : undefined,
)
export class AnswerDataChallenge {
  @Id() readonly challenge!: string;
  @OneOf(CHALLENGE_OUTCOMES) readonly outcome!: ChallengeOutcome;
  @NonZeroPence({ optional: true, about: 'What is accepted; left out with ACCEPTED: all of it' })
  readonly pence?: number;
  @Id({ optional: true, about: 'The restatement of that practice and year which puts it right' })
  readonly restatement?: string;
  @Id({ optional: true, about: 'The transfer to or from another practice which puts it right' })
  readonly transfer?: string;
  @DateField({ optional: true, about: 'Left out: the day on which it is recorded' }) readonly answeredOn?: string;
}
