import {
  LISTS,
  type Change,
  type Checkpoint,
  type Column,
  type Columns,
  type ListName,
  type ListQuery,
  type RowOf,
  type RollUpPart,
  type TableName,
  type Tables,
  type ViewStore,
} from '#projections';

/** A store as one adapter opens it for a test. */
export type OpenedViews = {
  readonly store: ViewStore;
  /** Closes it, and opens it again. */
  reopen(): Promise<ViewStore>;
  /** Opens a second one in the same place, while the first is open. */
  second(): Promise<ViewStore>;
  /** Closes it, and takes away what it kept. */
  destroy(): Promise<void>;
};

export type OpeningViews = () => Promise<OpenedViews>;

export type Traits = {
  readonly outlivesClosing: boolean;
};

export function openedViewsEach(open: OpeningViews): () => OpenedViews {
  let opened: OpenedViews;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.destroy());
  return () => opened;
}

/** One store for all tests of the block, without a row at the beginning of each. */
export function emptiedViewsEach(open: OpeningViews): () => ViewStore {
  let opened: OpenedViews;
  beforeAll(async () => {
    opened = await open();
  });
  beforeEach(() => opened.store.advance(EVERY_TABLE.map(emptied), at(0)));
  afterAll(() => opened.destroy());
  return () => opened.store;
}

const EVERY_TABLE: readonly TableName[] = [
  ...(Object.keys(LISTS) as ListName[]).filter((name) => name !== 'rollUps'),
  'rollUpParts',
  'holds',
];

const emptied = (table: TableName): Change => ({ table, without: [{}], rows: [] });

export const at = (position: number): Checkpoint => ({
  position,
  day: '2008-04-01',
  count: position,
  first: Math.min(position, 1),
  log: 'first-event',
  version: 1,
  apart: [],
});

const USUAL: Readonly<Record<Column['kind'], unknown>> = {
  text: 'x',
  year: '2007-08',
  date: '2007-04-01',
  instant: '2007-04-01T09:00:00.000Z',
  flag: false,
  json: [],
  pence: 0,
  count: 0,
  share: 0,
  position: 0,
};

/** A row with what the test is about, and something usual elsewhere. */
export function aRow<Name extends keyof Tables & ListName>(name: Name, about: Partial<RowOf<Name>>): RowOf<Name> {
  const columns = Object.entries(LISTS[name].columns as Columns);
  const usual = columns.map(([column, { kind, optional }]) => [column, optional ? null : USUAL[kind]]);
  return { ...Object.fromEntries(usual), ...about } as RowOf<Name>;
}

export const aPart = (about: Partial<RollUpPart>): RollUpPart => ({
  body: '5QG',
  year: '2007-08',
  practice: 'A99001',
  entitledPence: 0,
  paidPence: 0,
  outstandingPence: 0,
  rulingPence: 0,
  guaranteePence: 0,
  agreementPence: 0,
  guidancePence: 0,
  ...about,
});

export const adding = <Name extends TableName>(table: Name, ...rows: readonly Tables[Name][]): Change =>
  ({ table, without: [], rows }) as unknown as Change;

export const taking = <Name extends TableName>(table: Name, ...without: readonly Partial<Tables[Name]>[]): Change =>
  ({ table, without, rows: [] }) as unknown as Change;

/** A query of everything, sorted as the list usually is, but for what the test is about. */
export function asking(name: ListName, about: Partial<ListQuery> = {}): ListQuery {
  const { sort } = LISTS[name];
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  return { equal: {}, between: {}, sort: { column, descending }, limit: 1000, ...about };
}

/** All pages of a query, one after the other. */
export async function pagedThrough<Name extends ListName>(
  store: Pick<ViewStore, 'page'>,
  name: Name,
  query: ListQuery,
): Promise<readonly RowOf<Name>[]> {
  const all: RowOf<Name>[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await store.page(name, { ...query, ...(after === undefined ? {} : { after }) });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    expect(page.next !== null && page.items.length < query.limit).toBe(false); // no short page but the last
    all.push(...page.items);
    after = page.next;
  }
  return all;
}
