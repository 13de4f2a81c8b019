import type { CommandName } from './commands.js';
import type { RefusalCode } from './refusals.js';

/** Refusals that may come with every command; a label names one step. */
export const COMMON_REFUSALS: readonly RefusalCode[] = [
  'COMMAND_ID_REUSED',
  'INVALID',
  'ALREADY_EXISTS',
  'WRONG_REVISION',
  'TOO_LARGE',
  'FIGURE_TOO_LARGE',
  'STORE_UNAVAILABLE',
];

const PRACTICE: readonly RefusalCode[] = ['UNKNOWN_ORGANISATION', 'WRONG_TYPE'];
const HOLDER = PRACTICE;
const COMMISSIONER = PRACTICE;
const MEMBERSHIP: readonly RefusalCode[] = ['UNKNOWN_ORGANISATION', 'UNKNOWN_GROUP', 'WRONG_TYPE'];
const SIGNING: readonly RefusalCode[] = ['NOT_A_PARTY', 'ALREADY_SIGNED', 'FUTURE_DATE'];

/**
 * By which codes each command may be refused, beside the common ones, in the order in which they are looked for.
 * Whoever adds a rule to a decider adds its code here; random histories check that no other code ever comes.
 */
export const refusalsOf: { readonly [Name in CommandName]: readonly RefusalCode[] } = {
  RegisterOrganisation: ['ALREADY_EXISTS'],
  AssignPractice: [...PRACTICE],
  AssignCommissioner: [...COMMISSIONER],
  RecordListSize: [...PRACTICE],
  ProposeAgreement: [...HOLDER, 'ALREADY_EXISTS'],
  SignAgreement: ['UNKNOWN_ORGANISATION', 'UNKNOWN_AGREEMENT', ...SIGNING, 'AGREEMENTS_OVERLAP'],
  VaryAgreement: ['UNKNOWN_AGREEMENT', 'ALREADY_EXISTS', 'OUTSIDE_AGREEMENT'],
  SignVariation: ['UNKNOWN_ORGANISATION', 'UNKNOWN_AGREEMENT', 'UNKNOWN_VARIATION', ...SIGNING],
  EndAgreement: ['UNKNOWN_AGREEMENT', 'NOT_IN_FORCE', 'OUTSIDE_AGREEMENT'],
  SetIndicativeBudget: [...PRACTICE, 'BUDGET_ALREADY_SET'],
  PostBudgetEntry: [
    'UNKNOWN_ORGANISATION',
    'UNKNOWN_ENTRY',
    'WRONG_TYPE',
    'ALREADY_EXISTS',
    'OUTSIDE_YEAR',
    'NO_BUDGET',
    'VIREMENT_NOT_ZERO',
    'FUTURE_DATE',
    'UNKNOWN_LINE',
  ],
  RecordActuals: [...PRACTICE, 'MONTH_NOT_ENDED', 'DUPLICATE_ROW', 'OUTSIDE_MONTH'],
  RestateActuals: [...PRACTICE, 'ALREADY_EXISTS', 'NOTHING_TO_RESTATE'],
  RecordServiceCost: [...PRACTICE],
  PoolHighCostCase: [...PRACTICE, 'ALREADY_EXISTS'],
  AgreeAdjustment: [...PRACTICE, 'ALREADY_EXISTS'],
  RecordOverspend: [...HOLDER],
  SetResourceLimit: [...COMMISSIONER],
  AdjustResourceLimit: [...COMMISSIONER],
  ReportForecast: [...COMMISSIONER],
  ApplyTopSlice: [...COMMISSIONER],
  ReturnTopSlice: [...COMMISSIONER],
  AdoptRecoveryPlan: [...COMMISSIONER],
  SetReleaseFund: [...COMMISSIONER],
  OfferRelease: [...HOLDER],
  ClaimSavings: [...HOLDER, 'ALREADY_EXISTS'],
  ConfirmEntitlement: [...HOLDER, 'YEAR_NOT_ENDED', 'NOT_FROZEN'],
  SuspendRelease: [...HOLDER],
  LiftSuspension: [...HOLDER, 'NOT_SUSPENDED'],
  ApproveUse: [...HOLDER, 'ALREADY_EXISTS'],
  ReleaseFunds: [...HOLDER, 'ALREADY_EXISTS', 'SUSPENDED'],
  RecordPayment: ['UNKNOWN_ORGANISATION', 'UNKNOWN_PAYMENT', 'WRONG_TYPE', 'ALREADY_EXISTS', 'REVERSAL_TOO_LARGE'],
  CreateGroup: [...COMMISSIONER, 'ALREADY_EXISTS'],
  JoinGroup: [...MEMBERSHIP, 'ALREADY_MEMBER', 'NO_LIST_SIZE'],
  LeaveGroup: [...MEMBERSHIP, 'NOT_A_MEMBER'],
  NameSuccessor: ['UNKNOWN_ORGANISATION', 'WRONG_TYPE'],
  CloseOrganisation: ['UNKNOWN_ORGANISATION', 'WRONG_TYPE'],
  OpenDispute: [...HOLDER, 'ALREADY_EXISTS'],
  IssueRuling: [
    'UNKNOWN_ORGANISATION',
    'UNKNOWN_ENTRY',
    'UNKNOWN_DISPUTE',
    'WRONG_TYPE',
    'ALREADY_RULED',
    'EFFECT_NOT_ALLOWED',
  ],
  RecordInError: ['UNKNOWN_COMMAND', 'ALREADY_IN_ERROR'],
};
