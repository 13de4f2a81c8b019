import { Code, DateField, Id, InstantField, Text, YearField } from '../fields.js';

export class IssueStatement {
  @Id() readonly statement!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Code({ about: 'The organisation or group that is told' }) readonly to!: string;
  @Text({ optional: true, longest: 200, about: 'The person it is sent to; stays sealed' }) readonly addressee?: string;
  @DateField({ optional: true, about: 'Left out: the earlier of the day of knownAt and the last day of the year' })
  readonly asAt?: string;
  @InstantField({ optional: true, about: 'What was known then; left out: everything recorded' })
  readonly knownAt?: string;
}

export class IssueDifference {
  @Id({ about: 'The statement that it corrects' }) readonly statement!: string;
  @Id({ about: 'A name of its own among the differences of the statement' }) readonly difference!: string;
  @Text({ optional: true, longest: 200, about: 'The person it is sent to; stays sealed' }) readonly addressee?: string;
}
