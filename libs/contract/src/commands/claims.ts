import { Code, DateField, Id, OneOf, Pence, SignedPence, Text, YearField } from '../fields.js';

export const CAUSES = ['EARNED', 'WINDFALL', 'TARIFF', 'DATA', 'POOL'] as const;
export type Cause = (typeof CAUSES)[number];

export class AttributeVariance {
  @Id({ about: 'New within holder and year' }) readonly attribution!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Id({ optional: true, about: 'The claim of the same holder and year of which it speaks' }) readonly claim?: string;
  @Id({ optional: true }) readonly scheme?: string;
  @OneOf(CAUSES) readonly cause!: Cause;
  @SignedPence({ about: 'Above 0 a saving, below 0 an overspend' }) readonly pence!: number;
  @Text({ about: 'How it was worked out' }) readonly method!: string;
  @Text({ optional: true, about: 'Against what it is measured, and how that was set' }) readonly baseline?: string;
  @Code({ optional: true, about: 'The body that agreed to the baseline' }) readonly baselineAgreedBy?: string;
  @DateField({ optional: true, about: 'The day on which it did' }) readonly baselineAgreedOn?: string;
}

export class AgreeClaim {
  @Id() readonly claim!: string;
  @Pence({ optional: true, about: 'The part that is agreed; left out: all of it' }) readonly pence?: number;
  @Text({ optional: true }) readonly because?: string;
  @Code({ about: 'The body that agrees' }) readonly by!: string;
}

export class DisputeClaim {
  @Id() readonly claim!: string;
  @Pence({ optional: true, about: 'The part that is agreed all the same; left out: what was agreed before' })
  readonly pence?: number;
  @Text({ optional: true }) readonly because?: string;
  @Code({ about: 'The body that disputes' }) readonly by!: string;
}

export class WithdrawClaim {
  @Id() readonly claim!: string;
  @Text({ optional: true }) readonly because?: string;
  @Code({ about: 'The body that withdraws' }) readonly by!: string;
}
