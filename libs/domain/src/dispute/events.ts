import { schema, type Bp, type EventSchema, type Fact, type IsoDate, type Pence, type Year } from '#kernel';

export type Outcome = 'UPHELD' | 'PART_UPHELD' | 'DISMISSED' | 'REMITTED';

/** Who is asked, from the parties themselves upwards. */
export type Step = 'LOCAL' | 'PCT_PEC' | 'PCT_BOARD' | 'SHA' | 'DH';

/** What a ruling does to the figure (rule 23). */
export type Effect =
  | { readonly kind: 'SET_SHARE'; readonly shareBp: Bp }
  | { readonly kind: 'SET_ENTITLEMENT'; readonly pence: Pence }
  | { readonly kind: 'COUNT_ENTRY'; readonly entry: string; readonly portionBp: Bp; readonly practice?: string };

export type EvidenceKind =
  | 'AGREEMENT'
  | 'BUDGET_LETTER'
  | 'STATEMENT'
  | 'BUSINESS_CASE'
  | 'MINUTES'
  | 'ACTIVITY_DATA'
  | 'CALCULATION'
  | 'LETTER'
  | 'FINANCE_PAPER'
  | 'OTHER';

export type Closing = 'WITHDRAWN' | 'SETTLED' | 'COMPLIED';

/** A sum, or a share of what is freed up. */
export type Offered = { readonly pence?: Pence; readonly shareBp?: Bp };

type OfHolder = { dispute: string; holder: string; year: Year };
type Ruled = { outcome: Outcome; effects: readonly Effect[]; organisation?: string };

export type DisputeEvent =
  | Fact<'DisputeOpened', OfHolder & { about: string; openedOn?: IsoDate }>
  | Fact<'DisputeEscalated', OfHolder & { step: Step; arbiter?: string; startedOn: IsoDate }>
  | Fact<
      'ExtensionRequested',
      OfHolder & { extension: string; organisation: string; until: IsoDate; requestedOn: IsoDate; because?: string }
    >
  | Fact<'ExtensionGranted', OfHolder & { extension: string; agreedBy: readonly string[]; grantedOn: IsoDate }>
  | Fact<
      'EvidenceAdded',
      OfHolder & {
        evidence: string;
        kind: EvidenceKind;
        what: string;
        organisation: string;
        sha256?: string;
        dated?: IsoDate;
        receivedOn: IsoDate;
      }
    >
  | Fact<'PositionStated', OfHolder & { statement: string; organisation: string; text: string; statedOn: IsoDate }>
  | Fact<
      'OfferMade',
      OfHolder & Offered & { offer: string; organisation: string; madeOn: IsoDate; until?: IsoDate; terms?: string }
    >
  | Fact<'OfferAccepted', OfHolder & Offered & { offer: string; organisation: string; acceptedOn: IsoDate }>
  | Fact<'RulingIssued', OfHolder & Ruled>
  | Fact<'RulingSuperseded', OfHolder & { because: string; organisation?: string }>
  | Fact<
      'RulingCompliedWith',
      OfHolder & { organisation: string; what: string; pence?: Pence; payment?: string; compliedOn: IsoDate }
    >
  | Fact<'DisputeClosed', OfHolder & { how: Closing; closedOn: IsoDate; organisation?: string; because?: string }>
  | Fact<
      'DisputeReopened',
      OfHolder & { organisation: string; because: string; reopenedOn: IsoDate; evidence?: string }
    >
  | Fact<'DisputeDeadlinePassed', OfHolder & { step: Step; dueOn: IsoDate }>;

export const disputeSchemas = {
  DisputeOpened: schema(),
  DisputeEscalated: schema(),
  ExtensionRequested: schema(),
  ExtensionGranted: schema(),
  EvidenceAdded: schema(),
  PositionStated: schema(),
  OfferMade: schema(),
  OfferAccepted: schema(),
  RulingIssued: schema(),
  RulingSuperseded: schema(),
  RulingCompliedWith: schema(),
  DisputeClosed: schema(),
  DisputeReopened: schema(),
  DisputeDeadlinePassed: schema(),
} satisfies Record<DisputeEvent['type'], EventSchema>;
