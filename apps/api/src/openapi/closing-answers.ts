import type { InPages, PriorYearItem, PriorYearItems } from '#questions';
import {
  CODE,
  INSTANT,
  PENCE,
  POSITION,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

export const CLOSING_ANSWERS = {
  PriorYearItems: objectOf<InPages<PriorYearItems> & ToldOfNoDay>({
    commissioner: CODE,
    year: YEAR,
    closedAt: orNull(INSTANT),
    closedPence: PENCE,
    nowPence: PENCE,
    deltaPence: PENCE,
    next: NEXT,
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
    ...toldOfNoDay,
  }),
} satisfies Record<string, Schema>;
