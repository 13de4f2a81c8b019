import { schema, type EventSchema, type Fact, type IsoDate } from '#kernel';

/** What a paper that is presented as a promise is held to be. @see domain dossier 11, case 4 */
export type Classification = 'GUARANTEE' | 'COMFORT' | 'OTHER';

export type DocumentEvent = Fact<
  'DocumentClassified',
  {
    document: string;
    holder: string;
    as: Classification;
    organisation: string;
    decidedBy: string;
    because: string;
    decidedOn: IsoDate;
    heldBy?: string;
  }
>;

export const documentSchemas = {
  DocumentClassified: schema([], ['decidedBy']),
} satisfies Record<DocumentEvent['type'], EventSchema>;
