import type { AnsweredFrom, PriorYearItem, PriorYearItems } from '#questions';
import { from } from './claims-answers.js';
import { CODE, INSTANT, PENCE, POSITION, TEXT, YEAR, listOf, objectOf, orNull, type Schema } from './schema.js';

export const CLOSING_ANSWERS = {
  PriorYearItems: objectOf<PriorYearItems & Omit<AnsweredFrom, 'asAt' | 'derivation'>>({
    commissioner: CODE,
    year: YEAR,
    closedAt: orNull(INSTANT),
    closedPence: PENCE,
    nowPence: PENCE,
    deltaPence: PENCE,
    rows: listOf(
      objectOf<PriorYearItem>(
        {
          holder: CODE,
          label: TEXT,
          event: TEXT,
          deltaPence: PENCE,
          position: POSITION,
          recordedAt: INSTANT,
          commandId: TEXT,
        },
        ['label'],
      ),
    ),
    ...from,
  }),
} satisfies Record<string, Schema>;
