import type { Bp, Instant, IsoDate, Pence, Year } from '#kernel';

/** The rows of the API's lists, with the columns that the pages show. */
export type OrganisationRow = {
  readonly code: string;
  readonly type: string;
  readonly name: string;
  readonly opensOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly belongsTo: string | null;
  readonly belongsSince: IsoDate | null;
  readonly successors: readonly string[];
  readonly group: string | null;
  readonly patients: number | null;
  readonly patientsOn: IsoDate | null;
};

export type GroupRow = {
  readonly group: string;
  readonly name: string;
  readonly commissioner: string;
  readonly splitKey: string;
  readonly members: number;
};

export type AgreementRow = {
  readonly agreement: string;
  readonly holder: string;
  readonly holderName: string;
  readonly commissioner: string;
  readonly status: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly endedOn: IsoDate | null;
  readonly edition: string;
  readonly shareBp: Bp;
  readonly guarantee: boolean;
  readonly protectsBaseline: boolean;
  readonly variations: number;
  readonly proposedVariations: number;
};

export type StatementRow = {
  readonly holder: string;
  readonly name: string;
  readonly holderType: string;
  readonly year: Year;
  readonly asAt: IsoDate;
  readonly commissioner: string | null;
  readonly group: string | null;
  readonly entitlementPence: Pence;
  readonly affordablePence: Pence | null;
  readonly shortfallPence: Pence | null;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly basis: string;
  readonly figureStatus: string;
  readonly releaseStatus: string;
  readonly contested: boolean;
  readonly budgeted: boolean;
};

type ByBasis = {
  readonly rulingPence: Pence;
  readonly guaranteePence: Pence;
  readonly agreementPence: Pence;
  readonly guidancePence: Pence;
};

export type ExposureRow = ByBasis & {
  readonly commissioner: string;
  readonly name: string;
  readonly year: Year;
  readonly entitledPence: Pence;
  readonly releaseFundPence: Pence | null;
  readonly affordablePence: Pence | null;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly shortfallPence: Pence | null;
  readonly practices: number;
};

export type RollUpRow = ByBasis & {
  readonly of: string;
  readonly name: string;
  readonly type: string;
  readonly belongsTo: string | null;
  readonly year: Year;
  readonly entitledPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly practices: number;
};

export type TimelineRow = {
  readonly position: number;
  readonly recordedAt: Instant;
  readonly type: string;
  readonly amountPence: Pence | null;
  readonly because: string | null;
  readonly entitledPence: Pence;
  readonly affordablePence: Pence | null;
  readonly paidPence: Pence;
};

export type JournalRow = {
  readonly position: number;
  readonly recordedAt: Instant;
  readonly effectiveOn: IsoDate | null;
  readonly type: string;
  readonly holder: string | null;
  readonly otherHolders: readonly string[];
  readonly commissioner: string | null;
  readonly year: Year | null;
  readonly amountPence: Pence | null;
  readonly actor: string;
  readonly label: string | null;
  readonly because: string | null;
  readonly documents: readonly string[];
  readonly inErrorSince: number | null;
  readonly stream: string;
  readonly revision: number;
};

export type OverdueRow = {
  readonly kind: string;
  readonly subject: string;
  readonly name: string;
  readonly commissioner: string | null;
  readonly year: Year;
  readonly what: string;
  readonly dueOn: IsoDate;
  readonly because: string | null;
};
