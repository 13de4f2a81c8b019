import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely';
import type { Cell } from './cells.js';

/** Tables and columns are named at run time, by the lists. */
export type Db = Kysely<Record<string, Record<string, Cell>>>;

/** In what the databases differ. */
export type Dialect = {
  /** The type of a column of text, which must compare and sort by its bytes in UTF-8. */
  readonly text: RawBuilder<unknown>;
  /** The type of a column of whole numbers up to 2^53. */
  readonly number: RawBuilder<unknown>;
  /** Ends a CREATE TABLE; `narrow` of a table that is read in the order of its key alone. */
  tableEnd(narrow: boolean): RawBuilder<unknown> | undefined;
  /** Whether `part` is within `text`, byte for byte. */
  contains(text: Expression<unknown>, part: string): Expression<SqlBool>;
  /** Parameters of one statement at most, for writing at its best. */
  readonly parameters: number;
  /** Lets others have their turn, between two statements of a long transaction. */
  turn(): Promise<void>;
};
