import { Code, DateField, Id, Ids, Pence, Text, WholeNumber } from '../fields.js';

export class SetDelegatedLimit {
  @Code() readonly commissioner!: string;
  @Id({ about: 'A committee or a role' }) readonly committee!: string;
  @DateField() readonly from!: string;
  @Pence({ optional: true, about: 'Up to how much it may decide; left out: any amount' }) readonly limitPence?: number;
}

export class RecordDecision {
  @Id() readonly decision!: string;
  @Code({ about: 'Whose decision it was to take' }) readonly commissioner!: string;
  @Text() readonly about!: string;
  @Id({ about: 'The committee or role that decided' }) readonly committee!: string;
  @Code({ optional: true, about: 'The practice or group concerned' }) readonly holder?: string;
  @Code({ optional: true, about: 'Whose committee; left out: the commissioner’s' }) readonly organisation?: string;
  @DateField({ optional: true, about: 'Left out: the day on which it is recorded' }) readonly decidedOn?: string;
  @Ids({ optional: true, about: 'Opaque ids of the members present' }) readonly present?: string[];
  @WholeNumber(0, 1000, { optional: true, about: 'How many members must decide' }) readonly quorum?: number;
  @Pence({ optional: true, about: 'What the decision is worth, to be held against the delegated limit' })
  readonly valuePence?: number;
  @Text({ optional: true }) readonly reasons?: string;
  @Id({ optional: true, about: 'The decision whose place it takes' }) readonly supersedes?: string;
}
