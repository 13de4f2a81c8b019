import { Code, Id, LineField, ListOf, MonthField, PositivePence, Text, WholeNumber, YearField } from '../fields.js';
import type { Line } from '../kinds.js';
import { Rule } from '../shape.js';

export class TransferRow {
  @MonthField() readonly month!: number;
  @LineField() readonly line!: Line;
  @PositivePence({ about: 'What is taken from the one and given to the other' }) readonly pence!: number;
  @WholeNumber(1, Number.MAX_SAFE_INTEGER, { optional: true, about: 'How many spells or attendances that is' })
  readonly activity?: number;
}

@Rule<TransferActivity>('to', ({ practice, to }) =>
  practice === to ? `must be another practice than ${practice}` : undefined,
)
export class TransferActivity {
  @Id({ about: 'Its own in the ledger' }) readonly transfer!: string;
  @Code({ about: 'The practice whose actuals they were' }) readonly practice!: string;
  @Code({ about: 'The practice whose they are' }) readonly to!: string;
  @YearField() readonly year!: string;
  @ListOf(TransferRow, { least: 1 }) readonly rows!: TransferRow[];
  @Id({ optional: true, about: 'The data challenge that led to it' }) readonly challenge?: string;
  @Text({ optional: true, about: 'Why; nothing that tells who a patient is' }) readonly because?: string;
}
