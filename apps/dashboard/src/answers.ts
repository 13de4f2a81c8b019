import type { Bp, Instant, IsoDate, Month, Pence, Year } from '#kernel';

/** From what a question was answered. */
export type AnsweredFrom = {
  readonly asAt?: IsoDate;
  readonly knownAt: Instant;
  readonly position: number;
  readonly clock: 'system' | 'simulated';
};

export type DerivedFromEvent = {
  readonly position: number;
  readonly type: string;
  readonly stream: string;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly commandId: string;
  readonly label?: string;
  readonly because?: string;
};

/** One figure, the rule that made it, and what it was made from. */
export type Derivation = {
  readonly figure: string;
  readonly pence?: Pence;
  readonly rule?: string;
  readonly how?: string;
  readonly line?: string;
  readonly months?: readonly { readonly month: Month; readonly pence: Pence }[];
  readonly days?: { readonly from: IsoDate; readonly to: IsoDate };
  readonly event?: DerivedFromEvent;
  readonly from?: readonly Derivation[];
};

export type Entitlement = AnsweredFrom & {
  readonly asAt: IsoDate;
  readonly holder: string;
  readonly year: Year;
  readonly budgetPence: Pence;
  readonly actualPence: Pence;
  readonly serviceCostPence: Pence;
  readonly adjustmentPence: Pence;
  readonly variancePence: Pence;
  readonly grossPence: Pence;
  readonly overspendPence: Pence;
  readonly recoveredPence: Pence;
  readonly netPence: Pence;
  readonly shareBp?: Bp;
  readonly ownPence: Pence;
  readonly groupParts: readonly { readonly group: string; readonly pence: Pence }[];
  readonly entitlementPence: Pence;
  readonly commissionerSharePence: Pence;
  readonly basis: string;
  readonly parts: readonly { readonly basis: string; readonly pence: Pence }[];
  readonly figureStatus: string;
  readonly releaseStatus: string;
  readonly debtor: string | null;
  readonly debtors: readonly { readonly code: string; readonly pence: Pence }[];
  readonly contested: boolean;
  readonly offeredPence?: Pence;
  readonly disputedPence?: Pence;
  readonly confirmedPence?: Pence;
  readonly paidPence: Pence;
  readonly releasedPence: Pence;
  readonly outstandingPence: Pence;
  readonly overpaidPence: Pence;
  readonly stillToRecoverPence: Pence;
  readonly unbudgetedPence: Pence;
  readonly estimated: boolean;
  readonly monthsCounted: number;
  readonly derivation?: readonly Derivation[];
};

export type ExposureHolder = {
  readonly holder: string;
  readonly entitlementPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly affordablePence: Pence | null;
  readonly shortfallPence: Pence | null;
};

export type Exposure = AnsweredFrom & {
  readonly asAt: IsoDate;
  readonly commissioner: string;
  readonly year: Year;
  readonly entitledPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly byBasis: Readonly<Record<string, Pence>>;
  readonly releaseFundPence: Pence | null;
  readonly affordablePence: Pence | null;
  readonly shortfallPence: Pence | null;
  readonly holders: readonly ExposureHolder[];
  readonly derivation?: readonly Derivation[];
};

export type RollUp = AnsweredFrom & {
  readonly of: string;
  readonly year: Year;
  readonly entitledPence: Pence;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly byBasis: Readonly<Record<string, Pence>>;
  readonly practices: number;
};

export type BridgeLine = {
  readonly event: string;
  readonly deltaPence: Pence;
  readonly label?: string;
  readonly position: number;
  readonly recordedAt: Instant;
};

export type Bridge = AnsweredFrom & {
  readonly asAt: IsoDate;
  readonly openingPence: Pence;
  readonly lines: readonly BridgeLine[];
  readonly closingPence: Pence;
};

/** A document that an event rests on, as an answer tells it. */
export type AttachedDocument = {
  readonly sha256: string;
  readonly kind: string;
  readonly from: string | null;
  readonly dated: string | null;
  readonly receivedOn: string | null;
  readonly title: string | null;
  readonly heldBy: string | null;
  readonly here: boolean;
  readonly position: number;
};

export type DocumentsAnswer = { readonly rows: readonly AttachedDocument[] };

export type EventMetadata = {
  readonly actor: string;
  readonly organisation?: string;
  readonly command: string;
  readonly commandId: string;
  readonly contentHash: string;
  readonly recordedAt: Instant;
  readonly effectiveAt: Instant;
  readonly label?: string;
  readonly because?: string;
  readonly authority?: string;
  readonly source?: string;
  readonly unverified?: boolean;
  readonly evidence?: readonly (string | { readonly sha256: string })[];
};

export type LedgerEvent = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: EventMetadata;
};

export type EventPage = { readonly events: readonly LedgerEvent[]; readonly next: number | null };

/** A page of a list. */
export type Listed<Row> = {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly position: number;
  readonly clock: 'system' | 'simulated';
};

/** The last entry of the journal. */
export type JournalHead = Listed<{ readonly position: number; readonly recordedAt: Instant }>;

/** Something that was asked or read. */
export type Look = {
  readonly number: number;
  readonly at: Instant;
  readonly actor: string;
  readonly organisation: string | null;
  readonly way: 'API' | 'PAGE' | 'CLI';
  readonly question: string;
  readonly holder: string | null;
  readonly commissioner: string | null;
  readonly subject: string | null;
  readonly asked: readonly string[];
  readonly outcome: 'ANSWERED' | 'REFUSED' | 'FAILED' | 'LOST';
  readonly code: string | null;
  readonly rowCount: number | null;
};

export type AccessLog = AnsweredFrom & {
  readonly rows: readonly Look[];
  readonly next: number | null;
  readonly upTo: number;
};
