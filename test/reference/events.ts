/** The types of the events that can move a figure: domain.md section 8, else object and past participle. */
const EVENTS: Readonly<Record<string, string>> = {
  RegisterOrganisation: 'OrganisationRegistered',
  AssignPractice: 'PracticeAssigned',
  AssignCommissioner: 'CommissionerAssigned',
  RecordListSize: 'ListSizeRecorded',
  ProposeAgreement: 'AgreementProposed',
  SignAgreement: 'AgreementSigned',
  VaryAgreement: 'AgreementVaried',
  SignVariation: 'VariationSigned',
  EndAgreement: 'AgreementEnded',
  SetIndicativeBudget: 'IndicativeBudgetSet',
  PostBudgetEntry: 'BudgetEntryPosted',
  RecordActuals: 'ActualsRecorded',
  RestateActuals: 'ActualsRestated',
  RecordServiceCost: 'ServiceCostRecorded',
  PoolHighCostCase: 'HighCostCasePooled',
  AgreeAdjustment: 'AdjustmentAgreed',
  RecordOverspend: 'OverspendCarried',
  CreateGroup: 'GroupCreated',
  JoinGroup: 'PracticeJoinedGroup',
  LeaveGroup: 'PracticeLeftGroup',
  OpenDispute: 'DisputeOpened',
  IssueRuling: 'RulingIssued',
  RecordInError: 'RecordedInError',
};

export const eventOf = (command: string): string => EVENTS[command] ?? command;
