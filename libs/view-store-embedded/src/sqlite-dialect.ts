import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Dialect } from '#view-store-sql';

export const sqlite: Dialect = {
  text: sql`text`, // compared by its bytes, as SQLite does unless told otherwise
  number: sql`integer`,
  // STRICT: nothing but whole numbers and text; narrow rows stand in the index of their key
  tableEnd: (narrow) => (narrow ? sql`strict, without rowid` : sql`strict`),
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  parameters: 500, // measured: fewer take more calls, more take longer to prepare than they save
  turn: () => turn(), // libsql blocks while it works, and gives memory back only between turns
};
