import { ACCOUNT_TELLINGS } from '#domain';
import type { OwedThen, StatedAccounts } from '#questions';
import {
  CODE,
  DATE,
  FLAG,
  INSTANT,
  PENCE,
  POSITION,
  TEXT,
  YEAR,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type FieldsOf,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const owed: FieldsOf<OwedThen> = {
  entitledPence: PENCE,
  paidPence: PENCE,
  outstandingPence: PENCE,
  releaseFundPence: orNull(PENCE),
  affordablePence: orNull(PENCE),
  shortfallPence: orNull(PENCE),
};

export const STATED_ACCOUNTS_ANSWERS = {
  StatedAccounts: objectOf<StatedAccounts & ToldOfNoDay>({
    commissioner: CODE,
    year: YEAR,
    closedAt: orNull(INSTANT),
    signedPence: orNull({ ...PENCE, description: 'A surplus above 0, a deficit below' }),
    statedPence: orNull({ ...PENCE, description: 'As signed, or as restated last' }),
    restatedByPence: orNull(PENCE),
    ...owed,
    rows: listOf(
      objectOf<StatedAccounts['rows'][number]>({
        kind: { type: 'string', enum: [...ACCOUNT_TELLINGS] },
        on: DATE,
        recordedOn: DATE,
        month: orNull({ type: 'integer', minimum: 1, maximum: 12, description: '1 is April' }),
        outturnPence: PENCE,
        changePence: orNull({ ...PENCE, description: 'Less what was told before' }),
        estimated: FLAG,
        because: orNull(TEXT),
        organisation: orNull(CODE),
        actor: TEXT,
        position: POSITION,
        ...owed,
      }),
    ),
    ...toldOfNoDay,
  }),
} satisfies Record<string, Schema>;
