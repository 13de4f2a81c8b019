import { Code, DateField, Id, Ids, OneOf, Pence, Text, WholeNumber } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

const RECEIVED_ON = 'The day from which the clock runs; left out: the day on which it is recorded';
const HOLDER = 'The practice or group whose it is';
const DONE_ON = 'Left out: the day on which it is recorded';

export class SubmitPlan {
  @Id({ about: 'Plans and business cases have one series of ids' }) readonly case!: string;
  @Code({ about: 'Who is to decide it' }) readonly commissioner!: string;
  @Code({ about: HOLDER }) readonly holder!: string;
  @Text() readonly about!: string;
  @DateField({ optional: true, about: RECEIVED_ON }) readonly receivedOn?: string;
}

export class SubmitBusinessCase {
  @Id() readonly case!: string;
  @Code({ about: 'Who is to decide it' }) readonly commissioner!: string;
  @Code({ about: HOLDER }) readonly holder!: string;
  @Text() readonly about!: string;
  @DateField({ optional: true, about: RECEIVED_ON }) readonly receivedOn?: string;
  @Id({ optional: true, about: 'The plan that it belongs to' }) readonly plan?: string;
  @Id({ optional: true, about: 'The refused case that this one is to cure' }) readonly follows?: string;
  @Id({ optional: true, about: 'The scheme under which its costs and savings go' }) readonly scheme?: string;
  @Id({ optional: true, about: 'Who is to provide the service, registered or not' }) readonly provider?: string;
  @Pence({ optional: true, about: 'Of a full year' }) readonly expectedCostPence?: number;
  @Pence({ optional: true, about: 'Of a full year' }) readonly expectedSavingPence?: number;
}

export const CASE_OUTCOMES = ['APPROVED', 'REFUSED', 'DEFERRED'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export class DecideBusinessCase {
  @Id({ about: 'A plan or a business case' }) readonly case!: string;
  @OneOf(CASE_OUTCOMES) readonly outcome!: CaseOutcome;
  @Id({ about: 'The committee or role that decided' }) readonly committee!: string;
  @Code({ optional: true, about: 'Whose committee; left out: the commissioner’s' }) readonly organisation?: string;
  @DateField({ optional: true, about: DONE_ON }) readonly decidedOn?: string;
  @Ids({ optional: true, about: 'Opaque ids of the members present' }) readonly present?: string[];
  @WholeNumber(0, 1000, { optional: true, about: 'How many members must decide' }) readonly quorum?: number;
  @Pence({ optional: true, about: 'What the decision is worth, to be held against the delegated limit' })
  readonly valuePence?: number;
  @Text({ optional: true }) readonly reasons?: string;
  @Text({ optional: true, about: 'What would cure a refusal' }) readonly cure?: string;
}

@ExactlyOneOf<DeclareInterest>('case', 'decision')
export class DeclareInterest {
  @Id({ optional: true, about: 'Of a plan or business case; or decision' }) readonly case?: string;
  @Id({ optional: true, about: 'Of another decision; or case' }) readonly decision?: string;
  @Id({ about: 'An opaque id, one for each person' }) readonly member!: string;
  @Text({ about: 'Kept sealed' }) readonly interest!: string;
  @DateField({ optional: true, about: DONE_ON }) readonly declaredOn?: string;
}

@ExactlyOneOf<WithdrawMember>('case', 'decision')
export class WithdrawMember {
  @Id({ optional: true, about: 'From a plan or business case; or decision' }) readonly case?: string;
  @Id({ optional: true, about: 'From another decision; or case' }) readonly decision?: string;
  @Id({ about: 'Who left the room' }) readonly member!: string;
  @DateField({ optional: true, about: DONE_ON }) readonly withdrewOn?: string;
}
