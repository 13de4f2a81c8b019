import { setImmediate as turn } from 'node:timers/promises';
import { Rejected } from '#domain';
import { LISTS, MOST, type Checkpoint, type Columns, type ListName, type ListQuery } from '#projections';
import { csvText, type CellValue } from '../csv/csv-text.js';
import { isOneCase } from '../csv/one-case.js';
import type { ReadPage, ServedViews } from './served-views.js';

/** Rows that are read before the first is sent: so many come out whole, however the views move meanwhile. */
const MOST_HELD = 50_000;
/** How often reading begins anew because the views have moved. */
const TRIES = 10;

/** The views moved while a list was read: another page would leave rows out, or give some twice. */
class ViewsMoved extends Rejected {
  constructor() {
    super('NOT_YET', 'the views moved again and again while the list was read: ask for less of it, or once more');
  }
}

export type ListFile = {
  readonly checkpoint: Checkpoint;
  readonly text: AsyncIterable<string>;
  /** Rows that were read until now: all of them, once the text is at its end. */
  readonly rowCount: () => number;
};

/**
 * All rows that fit as a CSV file, as they stood at one checkpoint. Of a list that is too long to be held, the rest is
 * read while it is sent.
 * @throws Rejected NOT_YET when the views do not stand still for long enough; from `text`, once it is being read, too
 */
export async function wholeList(views: ServedViews, list: ListName, query: ListQuery): Promise<ListFile> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await begun(views, list, query);
    } catch (error) {
      if (!(error instanceof ViewsMoved) || tried === TRIES) throw error;
    }
  }
}

async function begun(views: ServedViews, list: ListName, query: ListQuery): Promise<ListFile> {
  let rows = 0;
  const pages = countedPages(steadyPages(views, list, query), (more) => (rows += more));
  const held: string[] = [headerOf(list)];
  let checkpoint: Checkpoint | undefined;
  while (rows < MOST_HELD) {
    const { value: page, done } = await pages.next();
    if (done) break;
    checkpoint = page.checkpoint;
    held.push(rowsOf(list, page.items));
  }
  return { checkpoint: checkpoint!, text: heldAndRest(held, list, pages), rowCount: () => rows };
}

async function* countedPages(pages: AsyncIterable<ReadPage<ListName>>, tell: (rows: number) => void) {
  for await (const page of pages) {
    tell(page.items.length);
    yield page;
  }
}

async function* heldAndRest(held: readonly string[], list: ListName, pages: AsyncIterable<ReadPage<ListName>>) {
  yield* held;
  for await (const { items } of pages) yield rowsOf(list, items);
}

/** Page after page of one checkpoint. @throws ViewsMoved */
async function* steadyPages(
  views: ServedViews,
  list: ListName,
  query: ListQuery,
): AsyncGenerator<ReadPage<ListName>, void> {
  let first: Checkpoint | undefined;
  for (let after = query.after, more = true; more;) {
    const page = await views.page(list, { ...query, limit: MOST, ...(after === undefined ? {} : { after }) });
    first ??= page.checkpoint;
    if (!isSame(first, page.checkpoint)) throw new ViewsMoved();
    yield page;
    more = page.next !== null;
    after = page.next ?? undefined;
    await turn(); // others must get a word in
  }
}

const isSame = (a: Checkpoint, b: Checkpoint): boolean =>
  a.position === b.position && a.day === b.day && a.log === b.log && a.version === b.version;

const columnsOf = (list: ListName): readonly string[] => Object.keys(LISTS[list].columns as Columns);

export const headerOf = (list: ListName): string => csvText([columnsOf(list)]);

export function rowsOf(list: ListName, items: readonly object[]): string {
  const columns = columnsOf(list);
  return csvText(items.map((item) => columns.map((column) => cellOf(list, item as Item, column))));
}

type Item = Readonly<Record<string, CellValue>>;

const cellOf = (list: ListName, item: Item, column: string): CellValue =>
  list === 'journal' && column === 'amountPence' && isOneCase(String(item['type'])) ? null : item[column];
