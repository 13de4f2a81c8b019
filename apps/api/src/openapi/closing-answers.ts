import type { PriorYearItem, PriorYearItems } from '#questions';
import {
  CODE,
  INSTANT,
  PENCE,
  POSITION,
  TEXT,
  YEAR,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

export const CLOSING_ANSWERS = {
  PriorYearItems: objectOf<PriorYearItems & ToldOfNoDay>({
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
    ...toldOfNoDay,
  }),
} satisfies Record<string, Schema>;
