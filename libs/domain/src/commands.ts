import { accountDeciders } from './account/decider.js';
import type { AccountCommands } from './account/commands.js';
import { claimDeciders } from './claims/decider.js';
import type { ClaimCommands } from './claims/commands.js';
import { agreementDeciders } from './agreement/decider.js';
import type { AgreementCommands } from './agreement/commands.js';
import { arrangementDeciders } from './arrangement/decider.js';
import type { ArrangementCommands } from './arrangement/commands.js';
import { caseDeciders } from './case/decider.js';
import type { CaseCommands } from './case/commands.js';
import { commissioningDecisionDeciders } from './commissioning-decision/decider.js';
import type { CommissioningDecisionCommands } from './commissioning-decision/commands.js';
import { conductDeciders } from './conduct/decider.js';
import type { ConductCommands } from './conduct/commands.js';
import { correctionDeciders, type CorrectionCommands } from './correction.js';
import { budgetDeciders } from './budget/decider.js';
import type { BudgetCommands } from './budget/commands.js';
import { calendarDeciders } from './calendar/decider.js';
import type { CalendarCommands } from './calendar/commands.js';
import { challengeDeciders } from './challenge/decider.js';
import type { ChallengeCommands } from './challenge/commands.js';
import type { Decide } from './decision.js';
import { delegationDeciders } from './delegation/decider.js';
import type { DelegationCommands } from './delegation/commands.js';
import { spendingDeciders } from './spending/decider.js';
import type { SpendingCommands } from './spending/commands.js';
import { closingDeciders } from './closing/decider.js';
import type { ClosingCommands } from './closing/commands.js';
import { disputeDeciders } from './dispute/decider.js';
import type { DisputeCommands } from './dispute/commands.js';
import { documentDeciders } from './document/decider.js';
import type { DocumentCommands } from './document/commands.js';
import { financeDeciders, suspensionDeciders } from './finance/decider.js';
import type { FinanceCommands, SuspensionCommands } from './finance/commands.js';
import { groupDeciders } from './group/decider.js';
import type { GroupCommands } from './group/commands.js';
import { responsibilityDeciders } from './responsibility/decider.js';
import type { ResponsibilityCommands } from './responsibility/commands.js';
import { serviceDeciders } from './service/decider.js';
import type { ServiceCommands } from './service/commands.js';
import { policyDeciders } from './policy/decider.js';
import type { PolicyCommands } from './policy/commands.js';
import { issuedStatementDeciders } from './issued-statement/decider.js';
import type { IssuedStatementCommands } from './issued-statement/commands.js';
import { statedAccountsDeciders } from './stated-accounts/decider.js';
import type { StatedAccountsCommands } from './stated-accounts/commands.js';
import { transferDeciders } from './transfer/decider.js';
import type { TransferCommands } from './transfer/commands.js';
import { organisationDeciders } from './organisation/decider.js';
import type { OrganisationCommands } from './organisation/commands.js';

/** Every command of the ledger by name, with what it says. */
export type Commands = OrganisationCommands &
  AgreementCommands &
  AccountCommands &
  BudgetCommands &
  CalendarCommands &
  ChallengeCommands &
  ClaimCommands &
  SpendingCommands &
  ClosingCommands &
  FinanceCommands &
  SuspensionCommands &
  GroupCommands &
  DisputeCommands &
  CorrectionCommands &
  CaseCommands &
  CommissioningDecisionCommands &
  ConductCommands &
  DelegationCommands &
  ArrangementCommands &
  ResponsibilityCommands &
  ServiceCommands &
  PolicyCommands &
  IssuedStatementCommands &
  DocumentCommands &
  TransferCommands &
  StatedAccountsCommands;

export type CommandName = keyof Commands;

/** A command that was given, by name. */
export type GivenCommand = {
  [Name in CommandName]: { readonly name: Name; readonly with: Commands[Name] };
}[CommandName];

export const deciders: { readonly [Name in CommandName]: Decide<Commands[Name]> } = {
  ...organisationDeciders,
  ...agreementDeciders,
  ...accountDeciders,
  ...budgetDeciders,
  ...calendarDeciders,
  ...challengeDeciders,
  ...claimDeciders,
  ...spendingDeciders,
  ...closingDeciders,
  ...financeDeciders,
  ...suspensionDeciders,
  ...groupDeciders,
  ...disputeDeciders,
  ...policyDeciders,
  ...issuedStatementDeciders,
  ...documentDeciders,
  ...correctionDeciders,
  ...caseDeciders,
  ...commissioningDecisionDeciders,
  ...conductDeciders,
  ...delegationDeciders,
  ...arrangementDeciders,
  ...responsibilityDeciders,
  ...serviceDeciders,
  ...transferDeciders,
  ...statedAccountsDeciders,
};
