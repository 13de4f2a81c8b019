import { Bp, Code, Id, ListByKind, OneOf, Pence, Text, YearField } from '../fields.js';

export class OpenDispute {
  @Id() readonly dispute!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Text() readonly about!: string;
}

export class SetShareEffect {
  @OneOf(['SET_SHARE']) readonly kind!: 'SET_SHARE';
  @Bp() readonly shareBp!: number;
}

export class SetEntitlementEffect {
  @OneOf(['SET_ENTITLEMENT']) readonly kind!: 'SET_ENTITLEMENT';
  @Pence() readonly pence!: number;
}

export class CountEntryEffect {
  @OneOf(['COUNT_ENTRY']) readonly kind!: 'COUNT_ENTRY';
  @Id() readonly entry!: string;
  @Bp({ about: 'How much of the entry counts' }) readonly portionBp!: number;
  @Code({ optional: true, about: "Whose entry, for a group's dispute" }) readonly practice?: string;
}

export type Effect = SetShareEffect | SetEntitlementEffect | CountEntryEffect;

export const OUTCOMES = ['UPHELD', 'PART_UPHELD', 'DISMISSED', 'REMITTED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export class IssueRuling {
  @Id() readonly dispute!: string;
  @OneOf(OUTCOMES) readonly outcome!: Outcome;
  @ListByKind(
    { SET_SHARE: SetShareEffect, SET_ENTITLEMENT: SetEntitlementEffect, COUNT_ENTRY: CountEntryEffect },
    { optional: true, about: 'None with DISMISSED or REMITTED' },
  )
  readonly effects?: Effect[];
}
