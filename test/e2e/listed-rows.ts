import { Rejected } from '#domain';
import {
  LISTS,
  type Checkpoint,
  type List,
  type ListName,
  type ListQuery,
  type RowOf,
  type Views,
  type ViewsStatus,
} from '#projections';

type Rows = { readonly [Name in ListName]?: readonly object[] };
type Values = Readonly<Record<string, unknown>>;

const LOG = { first: 1, log: 'a', version: 1, apart: [] };

/** Rows in memory, for tests of the HTTP layer only: what views are, the tests of their stores and runner say. */
export class ListedRows implements Views {
  /** What `status` says beside the positions. */
  state: Pick<ViewsStatus, 'state' | 'reason' | 'progress'> & Partial<ViewsStatus> = { state: 'live' };
  head = 0;
  /** What reading fails with. */
  failure: Error | undefined;
  /** Called after each page that was read. */
  afterPage = (_pages: number): void => {};
  /** Called when somebody waits for a position. */
  onReach = (): void => {};
  private pages = 0;
  private tell = () => {};

  constructor(
    readonly rows: Rows = {},
    private position?: number,
  ) {}

  /** The views have counted up to a position. */
  moveTo(position: number): void {
    this.position = position;
    this.head = Math.max(this.head, position);
    this.tell();
  }

  async checkpoint(): Promise<Checkpoint | undefined> {
    return this.position === undefined
      ? undefined
      : { position: this.position, day: '2008-06-30', count: this.position, ...LOG };
  }

  async page<Name extends ListName>(list: Name, query: ListQuery) {
    if (this.failure) throw this.failure;
    const checkpoint = await this.checkpoint();
    const { key }: List = LISTS[list];
    const order = [query.sort.column, ...key];
    const found = (this.rows[list] ?? [])
      .filter((row) => fits(list, row as Values, query))
      .toSorted((a, b) => compared(order, a as Values, b as Values) * (query.sort.descending ? -1 : 1));
    const from = placeIn(query);
    const items = found.slice(from, from + query.limit) as unknown as RowOf<Name>[];
    const after = from + items.length;
    this.pages += 1;
    this.afterPage(this.pages);
    return { items, next: after < found.length ? `row ${after}` : null, checkpoint };
  }

  async reach(position: number, waitMs: number): Promise<boolean> {
    const limit = AbortSignal.timeout(waitMs);
    this.onReach();
    while ((this.position ?? 0) < position && !limit.aborted) {
      await new Promise<void>((resolve) => {
        this.tell = resolve;
        limit.addEventListener('abort', () => resolve());
      });
    }
    return (this.position ?? 0) >= position;
  }

  async status(): Promise<ViewsStatus> {
    const [position, head] = [this.position ?? 0, Math.max(this.head, this.position ?? 0)];
    return { views: [], ...this.state, position, head, remaining: head - position };
  }
}

function fits(list: ListName, row: Values, { equal, between, containing }: ListQuery): boolean {
  const searched = Object.entries((LISTS[list] as List).columns).filter(([, column]) => column.searched);
  return (
    Object.entries(equal).every(([column, value]) => row[column] === value) &&
    Object.entries(between).every(
      ([column, { from, to }]) =>
        (from === undefined || (row[column] as string) >= from) && (to === undefined || (row[column] as string) <= to),
    ) &&
    (containing === undefined ||
      searched.some(([column]) => String(row[column]).toLowerCase().includes(containing.toLowerCase())))
  );
}

function compared(order: readonly string[], a: Values, b: Values): number {
  const column = order.find((name) => a[name] !== b[name]);
  return column === undefined ? 0 : (a[column] as string) < (b[column] as string) ? -1 : 1;
}

function placeIn({ after }: ListQuery): number {
  if (after === undefined) return 0;
  const place = /^row (\d+)$/.exec(after)?.[1];
  if (place !== undefined) return Number(place);
  throw new Rejected('INVALID', 'after is no cursor', [{ field: 'after', message: 'is no cursor of this list' }]);
}

/** Every list by its path after /api/v1/. */
export const LIST_PATHS: readonly (readonly [path: string, list: ListName])[] = [
  ['organisations', 'organisations'],
  ['groups', 'groups'],
  ['agreements', 'agreements'],
  ['statements', 'statements'],
  ['exposures', 'exposures'],
  ['roll-ups', 'rollUps'],
  ['timeline', 'timeline'],
  ['journal', 'journal'],
  ['overdue', 'overdue'],
];

const VALUE_OF_KIND = {
  text: 'TEXT',
  pence: 1,
  count: 1,
  share: 7000,
  position: 1,
  flag: true,
  year: '2007-08',
  date: '2007-04-01',
  instant: '2007-04-01T09:00:00.000Z',
  json: ['A', 'B'],
} as const;

/** A row with a value in every column, but for `given`. */
export function aRow(list: ListName, given: object = {}): object {
  const columns = Object.entries((LISTS[list] as List).columns);
  return { ...Object.fromEntries(columns.map(([name, { kind }]) => [name, VALUE_OF_KIND[kind]])), ...given };
}
