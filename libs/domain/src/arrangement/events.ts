import { schema, type EventSchema, type Fact, type IsoDate } from '#kernel';

type OfArrangement = { arrangement: string; holder: string; commissioner: string };

/** What lets a holder enter: a guarantee signed by both, with its agreement, or the holder's own waiver. */
export type Assurance =
  | { readonly assurance: 'GUARANTEE'; readonly agreement: string; readonly assuredOn: IsoDate }
  | { readonly assurance: 'WAIVER'; readonly assuredOn: IsoDate };

export type ArrangementEvent =
  | Fact<'AssuranceWaived', OfArrangement & { signatory: string; because: string; signedOn: IsoDate }>
  | Fact<'ArrangementEntered', OfArrangement & { about: string; from: IsoDate; to?: IsoDate } & Assurance>;

export const arrangementSchemas = {
  AssuranceWaived: schema([], ['signatory']),
  ArrangementEntered: schema(),
} satisfies Record<ArrangementEvent['type'], EventSchema>;
