import { Code, DateField, Id, Text } from '../fields.js';
import { InOrder } from '../rules.js';

export class WaiveAssurance {
  @Id({ about: 'The arrangement that is to be entered without a guarantee' }) readonly arrangement!: string;
  @Code({ about: 'The practice or group that waives it' }) readonly holder!: string;
  @Code() readonly commissioner!: string;
  @Text({ about: 'Who signs for the holder; kept sealed' }) readonly signatory!: string;
  @Text() readonly because!: string;
  @DateField({ optional: true, about: 'Left out: the day on which it is recorded' }) readonly signedOn?: string;
}

@InOrder<EnterArrangement>('from', 'to')
export class EnterArrangement {
  @Id() readonly arrangement!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @Code() readonly commissioner!: string;
  @Text() readonly about!: string;
  @DateField() readonly from!: string;
  @DateField({ optional: true, about: 'The last day' }) readonly to?: string;
}
