import { withItem, type EventRef, type Evolution } from '../history.js';
import type { Classification, DocumentEvent } from './events.js';

export type Classified = {
  readonly document: string;
  readonly holder: string;
  readonly as: Classification;
  readonly organisation: string;
  readonly because: string;
  readonly decidedOn: string;
  readonly ref: EventRef;
};

/** Everything that one document was held to be, in recorded order. */
export type Classifications = readonly Classified[];

export const classifications: Evolution<Classifications, DocumentEvent> = {
  initial: [],
  evolve: {
    DocumentClassified: (state, { document, holder, as, organisation, because, decidedOn }, ref) =>
      withItem(state, { document, holder, as, organisation, because, decidedOn, ref }),
  },
};

/** What a document counts as for a holder: as it was classified last. */
export const classifiedFor = (all: Classifications, holder: string): Classified | undefined =>
  all.findLast((classified) => classified.holder === holder);
