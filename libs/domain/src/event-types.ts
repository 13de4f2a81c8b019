import { schema, type EventSchema } from '#kernel';
import { accountSchemas, type AccountEvent } from './account/events.js';
import { agreementSchemas, type AgreementEvent } from './agreement/events.js';
import { arrangementSchemas, type ArrangementEvent } from './arrangement/events.js';
import { caseSchemas, type CaseEvent } from './case/events.js';
import { commissioningDecisionSchemas, type CommissioningDecisionEvent } from './commissioning-decision/events.js';
import { conductSchemas, type ConductEvent } from './conduct/events.js';
import { delegationSchemas, type DelegationEvent } from './delegation/events.js';
import { budgetSchemas, type BudgetEvent } from './budget/events.js';
import { calendarSchemas, type CalendarEvent } from './calendar/events.js';
import { challengeSchemas, type ChallengeEvent } from './challenge/events.js';
import { disputeSchemas, type DisputeEvent } from './dispute/events.js';
import { documentSchemas, type DocumentEvent } from './document/events.js';
import { financeSchemas, type FinanceEvent } from './finance/events.js';
import { groupSchemas, type GroupEvent } from './group/events.js';
import type { RecordedInError } from './in-error.js';
import { serviceSchemas, type ServiceEvent } from './service/events.js';
import { responsibilitySchemas, type ResponsibilityEvent } from './responsibility/events.js';
import { policySchemas, type PolicyEvent } from './policy/events.js';
import { issuedStatementSchemas, type IssuedStatementEvent } from './issued-statement/events.js';
import { transferSchemas, type TransferEvent } from './transfer/events.js';
import { organisationSchemas, type OrganisationEvent } from './organisation/events.js';

export type LedgerEvent =
  | OrganisationEvent
  | GroupEvent
  | AgreementEvent
  | AccountEvent
  | BudgetEvent
  | CalendarEvent
  | ChallengeEvent
  | FinanceEvent
  | DisputeEvent
  | CaseEvent
  | CommissioningDecisionEvent
  | ConductEvent
  | DelegationEvent
  | ArrangementEvent
  | ResponsibilityEvent
  | ServiceEvent
  | PolicyEvent
  | IssuedStatementEvent
  | DocumentEvent
  | TransferEvent
  | RecordedInError;

/** Every event type ever shipped, with the steps that lift its old versions. A type keeps its name for ever. */
export const eventSchemas: { readonly [Type in LedgerEvent['type']]: EventSchema } = {
  ...organisationSchemas,
  ...groupSchemas,
  ...agreementSchemas,
  ...accountSchemas,
  ...budgetSchemas,
  ...calendarSchemas,
  ...challengeSchemas,
  ...financeSchemas,
  ...disputeSchemas,
  ...policySchemas,
  ...issuedStatementSchemas,
  ...documentSchemas,
  RecordedInError: schema(),
  ...transferSchemas,
  ...caseSchemas,
  ...commissioningDecisionSchemas,
  ...conductSchemas,
  ...delegationSchemas,
  ...arrangementSchemas,
  ...responsibilitySchemas,
  ...serviceSchemas,
};
