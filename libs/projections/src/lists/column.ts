/**
 * What a column of a list holds. Pence, positions and counts are whole numbers below 2^53; a share is in basis points;
 * a year is financial, such as 2007-08, a date YYYY-MM-DD in London, an instant RFC 3339 in UTC; json is a list of codes
 * or names.
 */
export type ColumnKind =
  'text' | 'pence' | 'count' | 'share' | 'position' | 'flag' | 'year' | 'date' | 'instant' | 'json';

export type Column = {
  readonly kind: ColumnKind;
  /** Said of the column in OpenAPI and in the documentation. */
  readonly about: string;
  /** Whether it may be null. */
  readonly optional?: true;
  /** The query parameter that must equal it. */
  readonly filter?: string;
  /** A column of lists: the filter finds rows, too, in whose list the value is. */
  readonly also?: string;
  /** Query parameters that bound it, each inclusive. */
  readonly range?: readonly [from: string, to: string];
  /** Whether the parameter `q` looks in it, for a part of it, in any case. */
  readonly searched?: true;
  readonly sortable?: true;
};

export type Columns = Readonly<Record<string, Column>>;

/** A list that the API shows, as it is kept. Columns stand in the order in which a file has them. */
export type List<C extends Columns = Columns> = {
  readonly about: string;
  readonly columns: C;
  /** Columns that together name a row; they break every tie of a sort, in this order. */
  readonly key: readonly string[];
  /** As the parameter `sort` has it: a sortable column, with − in front for the other way round. */
  readonly sort: string;
};

type ValueOf<K extends ColumnKind> = K extends 'text' | 'year' | 'date' | 'instant'
  ? string
  : K extends 'flag'
    ? boolean
    : K extends 'json'
      ? readonly string[]
      : number;

export type Row<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends { optional: true }
    ? ValueOf<C[Name]['kind']> | null
    : ValueOf<C[Name]['kind']>;
};

export const list = <const C extends Columns>(of: List<C>): List<C> => of;
