import { Bp, Code, Codes, DateField, Id, ListByKind, OneOf, Pence, Sha256, Text, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';
import { Rule } from '../shape.js';

const ON = 'Left out: the day recorded; not after it';
const WHO = 'The holder, or a commissioner of it';

export class OpenDispute {
  @Id() readonly dispute!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField() readonly year!: string;
  @Text() readonly about!: string;
  @DateField({ optional: true, about: ON }) readonly openedOn?: string;
}

/** From the parties themselves upwards. */
export const DISPUTE_STEPS = ['LOCAL', 'PCT_PEC', 'PCT_BOARD', 'SHA', 'DH'] as const;
export type DisputeStep = (typeof DISPUTE_STEPS)[number];

export class EscalateDispute {
  @Id() readonly dispute!: string;
  @OneOf(DISPUTE_STEPS) readonly step!: DisputeStep;
  @Code({ optional: true, about: 'The organisation that decides there; left out: the one that usually does' })
  readonly arbiter?: string;
  @DateField({ optional: true, about: ON }) readonly startedOn?: string;
}

export class RequestExtension {
  @Id() readonly dispute!: string;
  @Id() readonly extension!: string;
  @Code({ about: WHO }) readonly organisation!: string;
  @DateField({ about: 'The last day asked for' }) readonly until!: string;
  @DateField({ optional: true, about: ON }) readonly requestedOn?: string;
  @Text({ optional: true }) readonly because?: string;
}

export class GrantExtension {
  @Id() readonly dispute!: string;
  @Id() readonly extension!: string;
  @Codes({ least: 1, about: 'Who agreed: parties, the arbiter' }) readonly agreedBy!: string[];
  @DateField({ optional: true, about: ON }) readonly grantedOn?: string;
}

export const EVIDENCE_KINDS = [
  'AGREEMENT',
  'BUDGET_LETTER',
  'STATEMENT',
  'BUSINESS_CASE',
  'MINUTES',
  'ACTIVITY_DATA',
  'CALCULATION',
  'LETTER',
  'FINANCE_PAPER',
  'OTHER',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export class AddEvidence {
  @Id() readonly dispute!: string;
  @Id() readonly evidence!: string;
  @OneOf(EVIDENCE_KINDS) readonly kind!: EvidenceKind;
  @Text({ longest: 500, about: 'What it is' }) readonly what!: string;
  @Code({ about: 'From whom' }) readonly organisation!: string;
  @Sha256({ optional: true, about: 'Of the document' }) readonly sha256?: string;
  @DateField({ optional: true, about: 'The date that it bears' }) readonly dated?: string;
  @DateField({ optional: true, about: ON }) readonly receivedOn?: string;
}

export class StatePosition {
  @Id() readonly dispute!: string;
  @Id() readonly statement!: string;
  @Code({ about: WHO }) readonly organisation!: string;
  @Text() readonly text!: string;
  @DateField({ optional: true, about: ON }) readonly statedOn?: string;
}

@ExactlyOneOf<MakeOffer>('pence', 'shareBp')
export class MakeOffer {
  @Id() readonly dispute!: string;
  @Id() readonly offer!: string;
  @Code({ about: WHO }) readonly organisation!: string;
  @Pence({ optional: true }) readonly pence?: number;
  @Bp({ optional: true, about: 'Of the net freed-up resources' }) readonly shareBp?: number;
  @DateField({ optional: true, about: ON }) readonly madeOn?: string;
  @DateField({ optional: true, about: 'Its last day; left out: until the next of its side' }) readonly until?: string;
  @Text({ optional: true, about: 'What goes with it' }) readonly terms?: string;
}

export class AcceptOffer {
  @Id() readonly dispute!: string;
  @Id() readonly offer!: string;
  @Code({ about: 'Of the other side' }) readonly organisation!: string;
  @DateField({ optional: true, about: ON }) readonly acceptedOn?: string;
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
  @Code({ optional: true, about: 'Who rules' }) readonly organisation?: string;
}

@Rule<SupersedeRuling>('effects', ({ outcome, effects }) =>
  outcome === undefined && effects !== undefined ? 'are given with an outcome only' : undefined,
)
export class SupersedeRuling {
  @Id() readonly dispute!: string;
  @Text() readonly because!: string;
  @OneOf(OUTCOMES, { optional: true, about: 'Of the ruling in its place; left out: none is given yet' })
  readonly outcome?: Outcome;
  @ListByKind(
    { SET_SHARE: SetShareEffect, SET_ENTITLEMENT: SetEntitlementEffect, COUNT_ENTRY: CountEntryEffect },
    { optional: true, about: 'Of the ruling in its place' },
  )
  readonly effects?: Effect[];
  @Code({ optional: true, about: 'Who rules' }) readonly organisation?: string;
}

export class ComplyWithRuling {
  @Id() readonly dispute!: string;
  @Code({ about: WHO }) readonly organisation!: string;
  @Text({ about: 'What was done' }) readonly what!: string;
  @Pence({ optional: true, about: 'What it was worth, where no payment tells it' }) readonly pence?: number;
  @Id({ optional: true, about: 'The payment by which it was done' }) readonly payment?: string;
  @DateField({ optional: true, about: ON }) readonly compliedOn?: string;
}

export const DISPUTE_CLOSINGS = ['WITHDRAWN', 'SETTLED', 'COMPLIED'] as const;
export type DisputeClosing = (typeof DISPUTE_CLOSINGS)[number];

export class CloseDispute {
  @Id() readonly dispute!: string;
  @OneOf(DISPUTE_CLOSINGS) readonly how!: DisputeClosing;
  @Code({ optional: true, about: 'Who closed it' }) readonly organisation?: string;
  @Text({ optional: true }) readonly because?: string;
  @DateField({ optional: true, about: ON }) readonly closedOn?: string;
}

export class ReopenDispute {
  @Id() readonly dispute!: string;
  @Code({ about: WHO }) readonly organisation!: string;
  @Text() readonly because!: string;
  @Id({ optional: true, about: 'New evidence, added before' }) readonly evidence?: string;
  @DateField({ optional: true, about: ON }) readonly reopenedOn?: string;
}

export class PassDisputeDeadline {
  @Id() readonly dispute!: string;
  @OneOf(DISPUTE_STEPS, { about: 'At which it stands' }) readonly step!: DisputeStep;
  @DateField({ about: 'The last day of its limit' }) readonly dueOn!: string;
}
