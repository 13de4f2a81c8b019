import { Bp, Code, DateField, Id, OneOf, Pence, Text, YearField } from '../fields.js';
import { Rule } from '../shape.js';
import { BUDGET_METHODS, type BudgetMethod } from './accounts.js';

/** What a method cannot do without (rule 45). */
const WANTED: Readonly<Record<BudgetMethod, readonly (keyof RecordBudgetBasis & string)[]>> = {
  HISTORIC: ['historicPence'],
  WEIGHTED_CAPITATION: ['fairSharePence'],
  BLENDED: ['historicPence', 'fairSharePence', 'historicBp'],
  LOCAL: [],
};

@Rule<RecordBudgetBasis>('method', (given) => {
  const missing = WANTED[given.method].filter((name) => given[name] === undefined);
  return missing.length === 0 ? undefined : `${given.method} must be given with ${missing.join(', ')}`;
})
@Rule<RecordBudgetBasis>('historicBp', ({ method, historicBp }) =>
  historicBp === undefined || method === 'BLENDED' ? undefined : `is a weight of BLENDED; got ${method}`,
)
export class RecordBudgetBasis {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @OneOf(BUDGET_METHODS) readonly method!: BudgetMethod;
  @Pence({ optional: true, about: 'What past use came to' }) readonly historicPence?: number;
  @Pence({ optional: true, about: 'What need gives the practice' }) readonly fairSharePence?: number;
  @Bp({ optional: true, about: 'The weight of history in a blend; the fair share has the rest' })
  readonly historicBp?: number;
  @Id({ optional: true, about: 'The version of the toolkit that gave the fair share' }) readonly toolkit?: string;
  @Pence({ optional: true, about: 'What was held back before the budget was set' }) readonly contingencyPence?: number;
  @Text({ optional: true }) readonly note?: string;
}

const LONGEST_RECIPIENT = 200;
const SHA256 = /^[0-9a-f]{64}$/;

@Rule<IssueBudgetLetter>('sha256', ({ sha256 }) =>
  sha256 === undefined || SHA256.test(sha256) ? undefined : 'must be 64 digits 0 to 9 and a to f',
)
export class IssueBudgetLetter {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: 'Left out: the day on which it is recorded' }) readonly issuedOn?: string;
  @Text({ longest: LONGEST_RECIPIENT, about: 'To whom it went; sealed' }) readonly recipient!: string;
  @Pence({ optional: true, about: 'What the letter says the budget is' }) readonly pence?: number;
  @Id({ optional: true, about: 'SHA-256 of the letter' }) readonly sha256?: string;
}
