import { sql } from 'kysely';
import type { Dialect } from '#view-store-sql';

export const postgres: Dialect = {
  text: sql`text collate "C"`, // by bytes, whatever the locale of the database
  number: sql`bigint`,
  tableEnd: () => undefined,
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  parameters: 10_000, // of the 65,535 that a statement can have
  turn: () => Promise.resolve(),
};
