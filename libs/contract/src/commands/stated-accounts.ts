import { Code, DateField, SignedPence, Text, TrueOrFalse, YearField } from '../fields.js';

const OUTTURN = 'A surplus above 0, a deficit below';
const ESTIMATED = 'Whether it can only be estimated';
const DONE_ON = 'Left out: the day on which it is recorded';

export class SignAccounts {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @SignedPence({ about: OUTTURN }) readonly outturnPence!: number;
  @TrueOrFalse({ optional: true, about: ESTIMATED }) readonly estimated?: boolean;
  @Text({ about: 'Who signs; kept sealed' }) readonly signatory!: string;
  @DateField({ optional: true, about: DONE_ON }) readonly signedOn?: string;
}

export class RestateAccounts {
  @Code() readonly commissioner!: string;
  @YearField({ about: 'The year whose accounts were signed' }) readonly year!: string;
  @SignedPence({ about: `What the year came to by what is found: ${OUTTURN.toLowerCase()}` })
  readonly outturnPence!: number;
  @TrueOrFalse({ optional: true, about: ESTIMATED }) readonly estimated?: boolean;
  @Text({ about: 'Who answers for it; kept sealed' }) readonly restatedBy!: string;
  @Text() readonly because!: string;
  @DateField({ optional: true, about: DONE_ON }) readonly restatedOn?: string;
}
