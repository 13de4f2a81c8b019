import { accountDeclarations } from './account/declarations.js';
import { claimDeclarations } from './claims/declarations.js';
import { agreementDeclarations } from './agreement/declarations.js';
import { arrangementDeclarations } from './arrangement/declarations.js';
import { caseDeclarations } from './case/declarations.js';
import { commissioningDecisionDeclarations } from './commissioning-decision/declarations.js';
import { conductDeclarations } from './conduct/declarations.js';
import { budgetDeclarations } from './budget/declarations.js';
import { calendarDeclarations } from './calendar/declarations.js';
import { challengeDeclarations } from './challenge/declarations.js';
import type { CommandName, Commands } from './commands.js';
import { correctionDeclarations } from './correction.js';
import type { Declaration, Declarations } from './declaration.js';
import { delegationDeclarations } from './delegation/declarations.js';
import { spendingDeclarations } from './spending/declarations.js';
import { closingDeclarations } from './closing/declarations.js';
import { disputeDeclarations } from './dispute/declarations.js';
import { documentDeclarations } from './document/declarations.js';
import { financeDeclarations, suspensionDeclarations } from './finance/declarations.js';
import { groupDeclarations } from './group/declarations.js';
import { policyDeclarations } from './policy/declarations.js';
import { issuedStatementDeclarations } from './issued-statement/declarations.js';
import { organisationDeclarations } from './organisation/declarations.js';
import type { RefusalCode } from './refusals.js';
import { responsibilityDeclarations } from './responsibility/declarations.js';
import { serviceDeclarations } from './service/declarations.js';
import { statedAccountsDeclarations } from './stated-accounts/declarations.js';
import { transferDeclarations } from './transfer/declarations.js';

const declarations: Declarations<Commands> = {
  ...organisationDeclarations,
  ...agreementDeclarations,
  ...accountDeclarations,
  ...budgetDeclarations,
  ...calendarDeclarations,
  ...challengeDeclarations,
  ...claimDeclarations,
  ...spendingDeclarations,
  ...closingDeclarations,
  ...financeDeclarations,
  ...suspensionDeclarations,
  ...groupDeclarations,
  ...disputeDeclarations,
  ...policyDeclarations,
  ...issuedStatementDeclarations,
  ...documentDeclarations,
  ...correctionDeclarations,
  ...caseDeclarations,
  ...commissioningDecisionDeclarations,
  ...conductDeclarations,
  ...delegationDeclarations,
  ...arrangementDeclarations,
  ...responsibilityDeclarations,
  ...serviceDeclarations,
  ...transferDeclarations,
  ...statedAccountsDeclarations,
};

/** What a command says of itself before it is decided. */
export const declarationOf = <Name extends CommandName>(name: Name): Declaration<Commands[Name]> => declarations[name];

/** Refusals that may come with every command; a label names one step. */
export const COMMON_REFUSALS: readonly RefusalCode[] = [
  'COMMAND_ID_REUSED',
  'INVALID',
  'UNKNOWN_DOCUMENT',
  'FUTURE_DATE',
  'ALREADY_EXISTS',
  'WRONG_REVISION',
  'TOO_LARGE',
  'FIGURE_TOO_LARGE',
  'STORE_UNAVAILABLE',
];
