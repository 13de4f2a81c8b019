import type { Month, Year } from '#kernel';

export type Lines = Readonly<Record<string, number>>;
export type Recovery = { readonly kind: 'NONE' | 'FULL_FIRST' | 'INSTALMENTS'; readonly years?: number };
export type Guarantee = { readonly text: string; readonly protectsBaseline: boolean } | null;

/** What an agreement says, or a variation of it changes. */
export type GivenTerms = {
  readonly edition?: string;
  readonly shareBp?: number;
  readonly guarantee?: Guarantee;
  readonly lines?: 'ALL' | readonly string[];
  readonly recovery?: Recovery;
  readonly segments?: 'ADD_UP' | 'STAND_ALONE';
};

export type Row = {
  readonly month: Month;
  readonly line: string;
  readonly pence: number;
  readonly from?: string;
  readonly to?: string;
};

export type Effect = {
  readonly kind: 'SET_SHARE' | 'SET_ENTITLEMENT' | 'COUNT_ENTRY';
  readonly shareBp?: number;
  readonly pence?: number;
  readonly entry?: string;
  readonly portionBp?: number;
  readonly practice?: string;
};

type OfPractice = { readonly practice: string; readonly year: Year };
type OfHolder = { readonly holder: string; readonly year: Year };
type Signed = { readonly agreement: string; readonly organisation: string; readonly signedOn?: string };

/** The fields of the commands that move an answer, as the table of the contract names them. */
export type Commands = {
  readonly RegisterOrganisation: { readonly code: string; readonly type: string };
  readonly AssignPractice: { readonly practice: string; readonly commissioner: string; readonly from: string };
  readonly AssignCommissioner: { readonly commissioner: string; readonly to: string; readonly from: string };
  readonly RecordListSize: { readonly practice: string; readonly censusDate: string; readonly patients: number };
  readonly ProposeAgreement: {
    readonly agreement: string;
    readonly commissioner: string;
    readonly holder: string;
    readonly from: string;
    readonly to: string;
    readonly terms: GivenTerms;
  };
  readonly SignAgreement: Signed;
  readonly VaryAgreement: {
    readonly agreement: string;
    readonly variation: string;
    readonly effectiveFrom: string;
    readonly terms: GivenTerms;
  };
  readonly SignVariation: Signed & { readonly variation: string };
  readonly EndAgreement: { readonly agreement: string; readonly endsOn: string };
  readonly SetIndicativeBudget: OfPractice & {
    readonly lines: Lines;
    readonly profile?: readonly number[];
    readonly profiles?: Readonly<Record<string, readonly number[]>>;
  };
  readonly PostBudgetEntry: OfPractice & {
    readonly entry: string;
    readonly effectiveOn: string;
    readonly decidedOn?: string;
    readonly reason: string;
    readonly lines: Lines;
    readonly returns?: string;
  };
  readonly RecordActuals: OfPractice & {
    readonly version: 'ESTIMATE' | 'FLEX' | 'FREEZE';
    readonly rows: readonly Row[];
    readonly covers?: { readonly months: readonly Month[]; readonly lines: 'ALL' | readonly string[] };
  };
  readonly RestateActuals: OfPractice & {
    readonly rows: readonly { readonly month: Month; readonly line: string; readonly deltaPence: number }[];
  };
  readonly RecordServiceCost: OfPractice & { readonly scheme: string; readonly month: Month; readonly pence: number };
  readonly PoolHighCostCase: OfPractice & {
    readonly month: Month;
    readonly line: string;
    readonly costPence: number;
    readonly thresholdPence: number;
  };
  readonly AgreeAdjustment: OfPractice & { readonly month?: Month; readonly pence: number };
  readonly RecordOverspend: { readonly holder: string; readonly fromYear: Year; readonly pence: number };
  readonly SetReleaseFund: { readonly commissioner: string; readonly year: Year; readonly pence: number };
  readonly OfferRelease: OfHolder & { readonly shareBp?: number; readonly pence?: number };
  readonly ConfirmEntitlement: OfHolder;
  readonly SuspendRelease: { readonly holder?: string; readonly commissioner?: string; readonly year: Year };
  readonly LiftSuspension: { readonly holder?: string; readonly commissioner?: string; readonly year: Year };
  readonly ReleaseFunds: OfHolder & { readonly pence: number };
  readonly RecordPayment: OfHolder & { readonly pence: number };
  readonly CreateGroup: { readonly group: string; readonly splitKey: 'LIST' | 'EQUAL' };
  readonly JoinGroup: { readonly group: string; readonly practice: string; readonly from: string };
  readonly LeaveGroup: { readonly group: string; readonly practice: string; readonly lastDay: string };
  readonly NameSuccessor: { readonly code: string; readonly from: string; readonly successors: readonly string[] };
  readonly CloseOrganisation: { readonly code: string; readonly lastDay: string };
  readonly OpenDispute: { readonly dispute: string; readonly holder: string; readonly year: Year };
  readonly IssueRuling: { readonly dispute: string; readonly outcome: string; readonly effects?: readonly Effect[] };
  readonly RecordInError: { readonly label?: string; readonly command?: string };
};
