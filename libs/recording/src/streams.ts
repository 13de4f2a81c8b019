import { streamOf, type CommandName, type Commands, type DecisionFacts } from '#domain';

type Target<Command> = (command: Command, facts: DecisionFacts) => string;

const organisationOf = ({ practice }: { practice: string }) => streamOf.organisation(practice);
const agreementsOf = ({ agreement }: { agreement: string }, facts: DecisionFacts) =>
  streamOf.agreements(facts.holderOfAgreement(agreement)!);
const accountOfPractice = ({ practice, year }: { practice: string; year: string }) => streamOf.account(practice, year);
const accountOfHolder = ({ holder, year }: { holder: string; year: string }) => streamOf.account(holder, year);
const financeOf = ({ commissioner, year }: { commissioner: string; year: string }) =>
  streamOf.finance(commissioner, year);
const ofHolderOrCommissioner = ({
  holder,
  commissioner,
  year,
}: {
  holder?: string;
  commissioner?: string;
  year: string;
}) => (holder === undefined ? streamOf.finance(commissioner!, year) : streamOf.account(holder, year));

/** The stream to which each command appends. One command, one stream. RecordInError goes where its command went. */
export const targetOf: { readonly [Name in Exclude<CommandName, 'RecordInError'>]: Target<Commands[Name]> } = {
  RegisterOrganisation: ({ code }) => streamOf.organisation(code),
  AssignPractice: organisationOf,
  AssignCommissioner: ({ commissioner }) => streamOf.organisation(commissioner),
  RecordListSize: organisationOf,
  JoinGroup: organisationOf,
  LeaveGroup: organisationOf,
  NameSuccessor: ({ code }) => streamOf.organisation(code),
  CloseOrganisation: ({ code }) => streamOf.organisation(code),
  CreateGroup: ({ group }) => streamOf.group(group),
  ProposeAgreement: ({ holder }) => streamOf.agreements(holder),
  SignAgreement: agreementsOf,
  VaryAgreement: agreementsOf,
  SignVariation: agreementsOf,
  EndAgreement: agreementsOf,
  SetIndicativeBudget: accountOfPractice,
  PostBudgetEntry: accountOfPractice,
  RecordActuals: accountOfPractice,
  RestateActuals: accountOfPractice,
  RecordServiceCost: accountOfPractice,
  PoolHighCostCase: accountOfPractice,
  AgreeAdjustment: accountOfPractice,
  RecordOverspend: ({ holder, fromYear }) => streamOf.account(holder, fromYear),
  OfferRelease: accountOfHolder,
  ClaimSavings: accountOfHolder,
  ConfirmEntitlement: accountOfHolder,
  ApproveUse: accountOfHolder,
  ReleaseFunds: accountOfHolder,
  RecordPayment: accountOfHolder,
  SetResourceLimit: financeOf,
  AdjustResourceLimit: financeOf,
  ReportForecast: financeOf,
  ApplyTopSlice: financeOf,
  ReturnTopSlice: financeOf,
  AdoptRecoveryPlan: financeOf,
  SetReleaseFund: financeOf,
  SuspendRelease: ofHolderOrCommissioner,
  LiftSuspension: ofHolderOrCommissioner,
  OpenDispute: ({ dispute }) => streamOf.dispute(dispute),
  IssueRuling: ({ dispute }) => streamOf.dispute(dispute),
};

/** Commands whose decider looks at what is in the stream; the others only need its revision. */
export const looksAtTarget: ReadonlySet<CommandName> = new Set<CommandName>([
  'JoinGroup',
  'LeaveGroup',
  'SetIndicativeBudget',
  'PostBudgetEntry',
  'RestateActuals',
  'PoolHighCostCase',
  'AgreeAdjustment',
  'ApproveUse',
  'ReleaseFunds',
  'RecordPayment',
  'ConfirmEntitlement',
  'SuspendRelease',
  'LiftSuspension',
]);
