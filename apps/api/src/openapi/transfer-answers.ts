import type { ToldTransfer, Transfers } from '#domain';
import type { InPages } from '#questions';
import {
  CODE,
  DATE,
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

export const TRANSFER_ANSWERS = {
  Transfers: objectOf<InPages<Transfers> & ToldOfNoDay>({
    practice: orNull(CODE),
    commissioner: orNull(CODE),
    takenPence: PENCE,
    givenPence: PENCE,
    netPence: { ...PENCE, description: 'What their actuals gained: given less taken' },
    next: NEXT,
    rows: listOf(
      objectOf<ToldTransfer>({
        transfer: TEXT,
        practice: CODE,
        to: CODE,
        year: YEAR,
        month: { type: 'integer', minimum: 1, maximum: 12, description: '1 is April' },
        line: TEXT,
        pence: PENCE,
        activity: orNull({ type: 'integer', minimum: 1 }),
        challenge: orNull(TEXT),
        because: orNull(TEXT),
        recordedOn: DATE,
        recordedSince: { ...listOf(CODE), description: 'Whose actual in force there was recorded after the transfer' },
        withoutActual: { ...listOf(CODE), description: 'Who has no actual in force there any more' },
        position: POSITION,
      }),
    ),
    ...toldOfNoDay,
  }),
} satisfies Record<string, Schema>;
