import { LISTS, type Column, type Columns, type List, type ListName, type TableName } from '#projections';

/** A table, or the view `rollUps`, as SQL has it. */
export type Table = {
  readonly name: string;
  readonly columns: Columns;
  readonly key: readonly string[];
};

const text = { kind: 'text', about: '' } as const;
const year = { kind: 'year', about: '' } as const;
const pence = { kind: 'pence', about: '' } as const;

/** The tables beside the lists. */
const OTHERS = {
  rollUpParts: {
    columns: {
      body: text,
      year,
      practice: text,
      entitledPence: pence,
      paidPence: pence,
      outstandingPence: pence,
      rulingPence: pence,
      guaranteePence: pence,
      agreementPence: pence,
      guidancePence: pence,
    },
    key: ['body', 'year', 'practice'],
  },
  holds: { columns: { subject: text, year, until: { kind: 'date', about: '' } }, key: ['subject', 'year'] },
} as const satisfies Record<Exclude<TableName, ListName>, { columns: Columns; key: readonly string[] }>;

export const isTable = (name: ListName): name is Exclude<ListName, 'rollUps'> => name !== 'rollUps';

export function tableOf(name: ListName | TableName): Table {
  const { columns, key }: Pick<List, 'columns' | 'key'> =
    name === 'rollUpParts' || name === 'holds' ? OTHERS[name] : LISTS[name];
  return { name, columns, key };
}

export const TABLES: readonly Table[] = [
  ...(Object.keys(LISTS) as ListName[]).filter(isTable).map(tableOf),
  tableOf('rollUpParts'),
  tableOf('holds'),
];

/** Columns of a table in the order of its list. */
export const columnsOf = ({ columns }: Table): readonly (readonly [name: string, column: Column])[] =>
  Object.entries(columns);

export const isKeptAsText = ({ kind }: Column): boolean => ['text', 'year', 'date', 'instant', 'json'].includes(kind);

export const searchedOf = (table: Table): readonly string[] =>
  columnsOf(table).flatMap(([name, { searched }]) => (searched ? [name] : []));

/** Columns that hold lists and may be asked for one of their members. */
export const memberColumnsOf = (table: Table): readonly string[] =>
  columnsOf(table).flatMap(([name, { kind, filter }]) =>
    kind === 'json' && (filter !== undefined || columnsOf(table).some(([, { also }]) => also === name)) ? [name] : [],
  );

/** The table of the members of such a column: `value`, and the key of the row in whose list it is. */
export const membersOf = (table: Table, column: string): string =>
  `${table.name}${column[0]!.toUpperCase()}${column.slice(1)}`;

/** What `q` looks in: all searched columns of a row, folded. No list has a column of this name. */
export const FOLDED = 'folded';

/**
 * Which columns have an index, each with the number of rows that share a value of it, roughly, in a ledger of all
 * England. SQLite goes by these numbers where a list is asked by several filters. What a key begins with needs none.
 */
type Indexed = { readonly rows: number; readonly sharing: Readonly<Record<string, number>> };

const INDEXED: Partial<Record<TableName, Indexed>> = {
  journal: {
    rows: 265_000,
    sharing: {
      recordedAt: 20,
      effectiveOn: 700,
      type: 10_000,
      holder: 30,
      commissioner: 1_700,
      year: 130_000,
      amountPence: 10,
      actor: 60_000,
      organisation: 60_000,
      command: 10_000,
      commandId: 2,
      label: 1,
      stream: 20,
      id: 1,
    },
  },
  statements: {
    rows: 26_000,
    sharing: {
      holderType: 12_000,
      year: 8_800,
      commissioner: 180,
      group: 15,
      basis: 6_500,
      figureStatus: 8_800,
      releaseStatus: 5_000,
      contested: 13_000,
      budgeted: 13_000,
      estimated: 13_000,
    },
  },
  organisations: { rows: 9_000, sharing: { type: 2_000, belongsTo: 60, group: 10 } },
  agreements: {
    rows: 9_000,
    sharing: { holder: 2, commissioner: 60, status: 3_000, edition: 3_000, guarantee: 4_500, protectsBaseline: 4_500 },
  },
  overdue: { rows: 5_000, sharing: { subject: 3 } },
  rollUpParts: { rows: 53_000, sharing: { practice: 6 } },
  holds: { rows: 17_000, sharing: { until: 500 } },
};

/** An index is of one column and then the key, so that a page comes out of it in the order of the key. */
export type Index = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sharing: number;
};

export function indexesOf({ name, key }: Table): readonly Index[] {
  const { rows, sharing } = INDEXED[name as TableName] ?? { rows: 0, sharing: {} };
  return Object.entries(sharing).map(([column, shared]) => ({
    name: `${name}By${column[0]!.toUpperCase()}${column.slice(1)}`,
    columns: [column, ...key.filter((other) => other !== column)],
    rows,
    sharing: shared,
  }));
}
