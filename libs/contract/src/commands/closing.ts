import { Code, Text, YearField } from '../fields.js';

export class CloseYear {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
}

export class ReopenYear {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @Text() readonly because!: string;
}
