import { Code, DateField, Id, Pence, Text } from '../fields.js';

export class StartService {
  @Id({ about: 'The scheme under which its costs and savings go' }) readonly scheme!: string;
  @Code({ about: 'The practice or group whose it is' }) readonly holder!: string;
  @Code() readonly commissioner!: string;
  @DateField() readonly from!: string;
  @Id({ optional: true, about: 'The business case that it rests on' }) readonly case?: string;
  @Id({ optional: true, about: 'Who provides it, registered or not' }) readonly provider?: string;
  @Pence({ optional: true, about: 'Of a full year' }) readonly expectedCostPence?: number;
  @Pence({ optional: true, about: 'Of a full year' }) readonly expectedSavingPence?: number;
}

export class StopService {
  @Id() readonly scheme!: string;
  @Code({ about: 'The practice or group whose it is' }) readonly holder!: string;
  @DateField() readonly lastDay!: string;
  @Text() readonly because!: string;
}
