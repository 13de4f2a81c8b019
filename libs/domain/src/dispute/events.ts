import { schema, type Bp, type EventSchema, type Fact, type Pence, type Year } from '#kernel';

export type Outcome = 'UPHELD' | 'PART_UPHELD' | 'DISMISSED' | 'REMITTED';

/** What a ruling does to the figure (rule 23). */
export type Effect =
  | { readonly kind: 'SET_SHARE'; readonly shareBp: Bp }
  | { readonly kind: 'SET_ENTITLEMENT'; readonly pence: Pence }
  | { readonly kind: 'COUNT_ENTRY'; readonly entry: string; readonly portionBp: Bp; readonly practice?: string };

type OfHolder = { dispute: string; holder: string; year: Year };

export type DisputeEvent =
  | Fact<'DisputeOpened', OfHolder & { about: string }>
  | Fact<'RulingIssued', OfHolder & { outcome: Outcome; effects: readonly Effect[] }>;

export const disputeSchemas = {
  DisputeOpened: schema(),
  RulingIssued: schema(),
} satisfies Record<DisputeEvent['type'], EventSchema>;
