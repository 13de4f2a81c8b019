import { schema, type EventSchema } from '#kernel';
import { accountSchemas, type AccountEvent } from './account/events.js';
import { agreementSchemas, type AgreementEvent } from './agreement/events.js';
import { disputeSchemas, type DisputeEvent } from './dispute/events.js';
import { financeSchemas, type FinanceEvent } from './finance/events.js';
import { groupSchemas, type GroupEvent } from './group/events.js';
import type { RecordedInError } from './in-error.js';
import { organisationSchemas, type OrganisationEvent } from './organisation/events.js';

export type LedgerEvent =
  OrganisationEvent | GroupEvent | AgreementEvent | AccountEvent | FinanceEvent | DisputeEvent | RecordedInError;

/** Every event type ever shipped, with the steps that lift its old versions. A type keeps its name for ever. */
export const eventSchemas: { readonly [Type in LedgerEvent['type']]: EventSchema } = {
  ...organisationSchemas,
  ...groupSchemas,
  ...agreementSchemas,
  ...accountSchemas,
  ...financeSchemas,
  ...disputeSchemas,
  RecordedInError: schema(),
};
