import { WAITING_KINDS, type WaitingKind } from '#domain';
import type { Waiting, WaitingRow } from '#questions';
import {
  CODE,
  COUNT,
  DATE,
  PENCE,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  orNull,
  toldOfNoDay,
  type FieldsOf,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const row = objectOf<WaitingRow>({
  kind: { type: 'string', enum: [...WAITING_KINDS] },
  holder: orNull(CODE),
  commissioner: orNull(CODE),
  year: orNull(YEAR),
  what: { ...TEXT, description: 'Of what it is: a month, a case, a dispute, a challenge, an agreement, a use' },
  dueOn: { ...DATE, description: 'The last day in time' },
  daysOver: { ...COUNT, minimum: 1 },
  by: { ...orNull(TEXT), description: 'The version of policy that says the limit' },
  agreement: { ...orNull(TEXT), description: 'The agreement that it rests on' },
  pence: orNull(PENCE),
  because: TEXT,
});

const byKind = objectOf<Waiting['byKind']>(
  Object.fromEntries(WAITING_KINDS.map((kind) => [kind, COUNT])) as FieldsOf<Record<WaitingKind, number>>,
);

export const WAITING_ANSWERS = {
  Waiting: objectOf<Waiting & ToldOfNoDay>(
    {
      holder: CODE,
      commissioner: CODE,
      year: YEAR,
      on: DATE,
      waiting: { ...COUNT, description: 'Rows on all pages' },
      byKind,
      rows: listOf(row),
      next: NEXT,
      ...toldOfNoDay,
    },
    ['holder', 'commissioner', 'year'],
  ),
} satisfies Record<string, Schema>;
