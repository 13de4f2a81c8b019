/**
 * Every way the ledger says no. `kind` knows no protocol. Callers branch on the code, so never rename one.
 * @see scenarios README, the table of commands
 */
export const refusals = {
  COMMAND_ID_REUSED: { kind: 'rule', title: 'This command id was used for another command' },
  INVALID: { kind: 'invalid', title: 'The input is not as it must be' },

  UNKNOWN_ORGANISATION: { kind: 'absent', title: 'No such organisation or holder is recorded' },
  UNKNOWN_GROUP: { kind: 'absent', title: 'No such group is recorded' },
  UNKNOWN_AGREEMENT: { kind: 'absent', title: 'No such agreement is recorded' },
  UNKNOWN_VARIATION: { kind: 'absent', title: 'The agreement has no such variation' },
  UNKNOWN_ENTRY: { kind: 'absent', title: 'The budget has no such entry' },
  UNKNOWN_PAYMENT: { kind: 'absent', title: 'No such payment is recorded' },
  UNKNOWN_DISPUTE: { kind: 'absent', title: 'No such dispute is recorded' },
  UNKNOWN_EXTENSION: { kind: 'absent', title: 'No such extension was asked for in the dispute' },
  UNKNOWN_OFFER: { kind: 'absent', title: 'No such offer was made in the dispute' },
  UNKNOWN_EVIDENCE: { kind: 'absent', title: 'No such evidence is in the dispute' },
  UNKNOWN_STATEMENT: { kind: 'absent', title: 'No such statement was issued' },
  UNKNOWN_CLAIM: { kind: 'absent', title: 'No such claim is recorded' },
  UNKNOWN_CASE: { kind: 'absent', title: 'No such plan or business case is recorded' },
  UNKNOWN_DECISION: { kind: 'absent', title: 'No such decision is recorded' },
  UNKNOWN_POLICY: { kind: 'absent', title: 'No such policy is recorded' },
  UNKNOWN_CHALLENGE: { kind: 'absent', title: 'No such data challenge is recorded' },
  UNKNOWN_USE: { kind: 'absent', title: 'No such use is approved' },
  UNKNOWN_DOCUMENT: { kind: 'absent', title: 'The ledger does not have this document' },
  UNKNOWN_COMMAND: { kind: 'absent', title: 'No such command is recorded' },
  UNKNOWN_LINE: { kind: 'absent', title: 'The entry that is returned has no such line' },
  WRONG_TYPE: { kind: 'rule', title: 'What is named is of another kind' },
  ALREADY_EXISTS: { kind: 'conflict', title: 'This id or label is taken' },

  NOT_A_PARTY: { kind: 'rule', title: 'The organisation is no party to the agreement' },
  ALREADY_SIGNED: { kind: 'conflict', title: 'This party has signed already' },
  FUTURE_DATE: { kind: 'rule', title: 'The date lies after the day on which it is recorded' },
  AGREEMENTS_OVERLAP: { kind: 'rule', title: 'Another agreement of the holder is in force on some of these days' },
  NOT_IN_FORCE: { kind: 'rule', title: 'The agreement is not in force' },
  OUTSIDE_AGREEMENT: { kind: 'rule', title: 'The date lies outside the agreement' },

  ALREADY_WITHDRAWN: { kind: 'conflict', title: 'The policy is withdrawn already' },
  OUTSIDE_POLICY: { kind: 'rule', title: 'The policy does not hold on that day' },

  BUDGET_ALREADY_SET: { kind: 'conflict', title: 'The budget of the year is set; a change is an entry' },
  NO_BUDGET: { kind: 'rule', title: 'The practice has no budget for the year' },
  OUTSIDE_YEAR: { kind: 'rule', title: 'The date lies outside the year' },
  VIREMENT_NOT_ZERO: { kind: 'rule', title: 'The lines of a virement must sum to zero' },

  MONTH_NOT_ENDED: { kind: 'rule', title: 'The month has not ended' },
  DUPLICATE_ROW: { kind: 'rule', title: 'Two rows speak of the same days of a line' },
  OUTSIDE_MONTH: { kind: 'rule', title: 'The days lie outside their month' },
  NOTHING_TO_RESTATE: { kind: 'rule', title: 'No actual is in force that could be restated' },
  NOTHING_TO_TRANSFER: { kind: 'rule', title: 'One of the practices has no actual in force there' },
  MORE_THAN_RECORDED: { kind: 'rule', title: 'More would be moved than the practice has there' },
  CHALLENGE_ANSWERED: { kind: 'conflict', title: 'The challenge is answered already' },

  YEAR_NOT_ENDED: { kind: 'rule', title: 'The year has not ended' },
  YEAR_ALREADY_CLOSED: { kind: 'conflict', title: 'The year is closed already' },
  YEAR_NOT_CLOSED: { kind: 'rule', title: 'The year is not closed' },
  ACCOUNTS_ALREADY_SIGNED: { kind: 'conflict', title: 'The accounts of the year are signed already' },
  ACCOUNTS_NOT_SIGNED: { kind: 'rule', title: 'The accounts of the year are not signed' },
  BEFORE_SIGNED: { kind: 'rule', title: 'The date lies before the day on which the accounts were signed' },
  NOT_FROZEN: { kind: 'rule', title: 'A month with a budget is not frozen' },
  NOT_SUSPENDED: { kind: 'rule', title: 'Nothing is suspended' },
  SUSPENDED: { kind: 'rule', title: 'The release is suspended' },
  REVERSAL_TOO_LARGE: { kind: 'rule', title: 'More would be taken back than was paid' },
  ALREADY_SET_OFF: { kind: 'rule', title: 'What would be taken back was set against another year' },

  CLAIM_WITHDRAWN: { kind: 'conflict', title: 'The claim was withdrawn' },
  MORE_THAN_OUTSTANDING: { kind: 'rule', title: 'More would be carried forward than is outstanding' },
  MORE_THAN_OVERPAID: { kind: 'rule', title: 'More would be set off than was overpaid' },
  MORE_THAN_CLAIMED: { kind: 'rule', title: 'More would be agreed than is claimed' },

  ALREADY_MEMBER: { kind: 'conflict', title: 'The practice is a member of a group on some of these days' },
  NOT_A_MEMBER: { kind: 'rule', title: 'The practice is not a member of the group on that day' },
  NO_LIST_SIZE: { kind: 'rule', title: 'A practice joins a group that splits by list only with a list size' },

  ALREADY_RULED: { kind: 'conflict', title: 'The dispute is ruled' },
  EFFECT_NOT_ALLOWED: { kind: 'rule', title: 'This effect is not allowed here' },
  DISPUTE_CLOSED: { kind: 'rule', title: 'The dispute is closed' },
  DISPUTE_OPEN: { kind: 'rule', title: 'The dispute is open' },
  NO_PARTY_TO_DISPUTE: { kind: 'rule', title: 'The organisation is no party to the dispute' },
  NOT_RULED: { kind: 'rule', title: 'No ruling is in force' },
  STEP_NOT_ABOVE: { kind: 'rule', title: 'The step lies below the one at which the dispute stands' },
  STEP_OUT_OF_ORDER: { kind: 'rule', title: 'The step would begin before the one before it' },
  ALREADY_GRANTED: { kind: 'conflict', title: 'The extension is granted already' },
  OFFER_NOT_STANDING: { kind: 'rule', title: 'The offer stands no more' },
  OWN_OFFER: { kind: 'rule', title: 'An offer is accepted by the other side' },
  DEADLINE_NOT_PASSED: { kind: 'rule', title: 'This limit has not passed, or is not the one that runs' },
  ALREADY_PASSED: { kind: 'conflict', title: 'That this limit passed is recorded already' },
  ALREADY_IN_ERROR: { kind: 'conflict', title: 'The command is recorded in error already' },

  ALREADY_DECIDED: { kind: 'conflict', title: 'The case is decided' },
  ALREADY_STARTED: { kind: 'conflict', title: 'The service runs on that day or after it' },
  NOT_RUNNING: { kind: 'rule', title: 'The service does not run on that day' },
  NO_ASSURANCE: { kind: 'rule', title: 'The holder has neither a signed guarantee nor waived it' },
  BEFORE_RECEIVED: { kind: 'rule', title: 'The date lies before the day on which the case was received' },
  NOTHING_TO_DIFFER: { kind: 'rule', title: 'The figure stands as it was last told' },

  FIGURE_TOO_LARGE: { kind: 'rule', title: 'The figure passes what can be counted to the penny' },

  WRONG_REVISION: { kind: 'conflict', title: 'The stream has moved since you read it' },
  TOO_LARGE: { kind: 'too-large', title: 'The event would be larger than the ledger keeps' },
  UNSUPPORTED_MEDIA_TYPE: { kind: 'unsupported', title: 'The body is of a type that is not taken here' },
  DOCUMENT_TOO_LARGE: { kind: 'too-large', title: 'The document is larger than the ledger keeps' },
  DOCUMENT_DAMAGED: { kind: 'unavailable', title: 'The document is damaged, and is not served' },
  UNAUTHENTICATED: { kind: 'unauthenticated', title: 'Sign in first' },
  FORBIDDEN: { kind: 'forbidden', title: 'You may not do this' },
  NOT_FOUND: { kind: 'absent', title: 'There is nothing at this address' },
  TOO_MANY_REQUESTS: { kind: 'too-many', title: 'Too many requests' },
  STORE_UNAVAILABLE: { kind: 'unavailable', title: 'The store cannot be used now' },
  NOT_YET: { kind: 'unavailable', title: 'The ledger has not reached this position yet' },
} as const satisfies Record<string, { kind: RefusalKind; title: string }>;

export type RefusalKind =
  | 'invalid'
  | 'absent'
  | 'conflict'
  | 'rule'
  | 'too-large'
  | 'unsupported'
  | 'unauthenticated'
  | 'forbidden'
  | 'too-many'
  | 'unavailable';

export type RefusalCode = keyof typeof refusals;

/** What is wrong with one field of the input. */
export type FieldError = { readonly field: string; readonly message: string };

/** The ledger says no: nothing was recorded. The message says why in this case. */
export class Rejected extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
  }
}
