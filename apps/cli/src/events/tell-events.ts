import { setImmediate } from 'node:timers/promises';
import type { EventFilter, EventPage, ListedEvent } from '#questions';
import { columns, type Row } from '../readable/columns.js';
import type { Reach } from '../reach/reach.js';
import { withReach, type ReachOptions } from '../reach/with-reach.js';
import type { Terminal } from '../terminal.js';

export type EventsOptions = EventFilter & ReachOptions & { readonly all?: true };

/** Events that one call asks for when all are wanted: as many as one page may hold. */
const LARGEST_PAGE = 1000;

/** Lists events, a page or all of them. */
export async function tellEvents(terminal: Terminal, options: EventsOptions): Promise<void> {
  await withReach(terminal, { ...options, mustExist: true }, async (reach) => {
    const tell = options.json === true ? tellJson : tellTable;
    await tell(terminal, pagesOf(reach, options), options.all === true);
  });
}

function filterOf({
  after,
  limit,
  stream,
  holder,
  commissioner,
  year,
  type,
  actor,
  commandId,
  all,
}: EventsOptions): EventFilter {
  const most = limit ?? (all === true ? LARGEST_PAGE : undefined);
  const filter = { after, limit: most, stream, holder, commissioner, year, type, actor, commandId };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

async function* pagesOf(reach: Reach, options: EventsOptions): AsyncGenerator<EventPage> {
  let filter = filterOf(options);
  for (;;) {
    const page = await reach.events(filter);
    yield page;
    if (options.all !== true || page.next === null) return;
    filter = { ...filter, after: page.next };
    await setImmediate(); // lets a signal in
  }
}

/** One document, written page by page: a whole log need not fit into memory. */
async function tellJson(terminal: Terminal, pages: AsyncIterable<EventPage>, all: boolean): Promise<void> {
  let next: number | null = null;
  let parted = '';
  let begun = false;
  for await (const page of pages) {
    if (!all) return terminal.printJson(page);
    if (!begun) terminal.print('{"events":[');
    begun = true;
    if (page.events.length > 0) terminal.print(parted + page.events.map((event) => JSON.stringify(event)).join(',\n'));
    parted = page.events.length > 0 ? ',' : parted;
    next = page.next;
  }
  terminal.print(`],"next":${JSON.stringify(next)}}`);
}

async function tellTable(terminal: Terminal, pages: AsyncIterable<EventPage>): Promise<void> {
  let told = 0;
  let next: number | null = null;
  for await (const page of pages) {
    columns(page.events.map(rowOf), [0]).forEach(terminal.print);
    told += page.events.length;
    next = page.next;
  }
  if (told === 0) terminal.say('No event is recorded that fits.');
  if (next !== null) terminal.say(`There are more: --after ${next}, or --all.`);
}

type Metadata = {
  readonly recordedAt: string;
  readonly actor: string;
  readonly label?: string;
  readonly because?: string;
};

function rowOf({ position, type, stream, revision, metadata }: ListedEvent): Row {
  const { recordedAt, actor, label, because } = metadata as Metadata;
  const remarks = [label === undefined ? '' : `[${label}]`, because ?? ''].filter((remark) => remark !== '').join(' ');
  return [String(position), recordedAt, type, `${stream}@${revision}`, actor, remarks];
}
