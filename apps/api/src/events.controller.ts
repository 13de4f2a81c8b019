import { All, Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Ledger } from '#ledger';
import {
  eventsUpTo,
  followEvents,
  mustBeEventFilter,
  type EventFilter,
  type EventPage,
  type ListedEvent,
} from '#questions';
import { formatOf } from './asked-format.js';
import { sendCsv } from './csv/send-csv.js';
import { eventFile } from './event-file.js';
import { linkToNext } from './link-to-next.js';
import { lastEventId } from './live/last-event-id.js';
import { sendLive, type LiveEntry, type LiveSettings } from './live/send-live.js';
import { onlyAllowing } from './method.js';
import { invalid, mustBeFree, queryOf, wholeNumber } from './query-fields.js';
import { mustReach } from './reached-position.js';
import { readBy } from './reader.js';
import { LEDGER, LIVE, WAIT_MS } from './tokens.js';

/** The parameters of a list of events, and what each is, for OpenAPI. */
export const EVENT_FILTERS: { readonly [Name in keyof Required<EventFilter>]: string } = {
  after: 'Only events after this position',
  limit: 'Events at most, 1 to 1000; 100 when left out, and all of them in a CSV file',
  stream: 'Only events of this stream',
  holder: 'Only events that concern this practice or group',
  commissioner: 'Only events that concern this commissioner',
  year: 'Only events of this financial year',
  type: 'Only events of this type',
  actor: 'Only what this actor recorded',
  commandId: 'Only what this command recorded',
};

@Controller('api/v1/events')
export class EventsController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(WAIT_MS) private readonly waitMs: number,
    @Inject(LIVE) private readonly live: LiveSettings,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { fields, format: given, atLeast } = queryOf(request);
    const format = formatOf(request, given, ['json', 'csv', 'live']);
    const filter = filterOf(fields);
    mustBeEventFilter(filter);
    await mustReach(this.ledger.store, atLeast, this.waitMs);
    if (format === 'live') return this.follow(request, response, filter);
    if (format === 'csv') return this.file(request, response, filter);
    response.json(await this.page(request, response, filter));
  }

  @All()
  refuse(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }

  private async page(request: Request, response: Response, filter: EventFilter): Promise<EventPage> {
    const page = await readBy(this.ledger, request).events(filter);
    linkToNext(request, response, page.next);
    return page;
  }

  /** All that fit, up to what is the log's last event now, unless there is a limit. */
  private async file(request: Request, response: Response, filter: EventFilter): Promise<void> {
    const { store } = this.ledger;
    const { position } = await store.head();
    const named = { named: nameOf(filter), position: Number(position) };
    if (filter.limit !== undefined) {
      const { events } = await this.page(request, response, filter);
      return sendCsv(response, { ...named, text: eventFile(events) });
    }
    let rowCount = 0;
    const events = counted(eventsUpTo(store, filter, position), () => (rowCount += 1));
    const send = () => sendCsv(response, { ...named, text: eventFile(events) });
    const told = () => ({ rowCount, answerPosition: named.position });
    await readBy(this.ledger, request).read('events', filter, send, told);
  }

  private async follow(request: Request, response: Response, { limit, ...filter }: EventFilter): Promise<void> {
    if (limit !== undefined) throw invalid('limit', 'is no parameter of live entries, which go on and on');
    const after = lastEventId(request) ?? filter.after;
    await mustReach(this.ledger.store, after, this.waitMs); // a position of another log would pass over this one's
    const from = { ...filter, ...(after === undefined ? {} : { after }) };
    await readBy(this.ledger, request).read('events', { ...from, live: true }, () => undefined); // as it begins: it may never end
    await sendLive(request, response, this.live, (signal) => entriesOf(followEvents(this.ledger.store, from, signal)));
  }
}

async function* entriesOf(events: AsyncIterable<ListedEvent>): AsyncGenerator<LiveEntry> {
  for await (const event of events) yield { id: event.position, event: 'entry', data: event };
}

/** The same events, each told of as it goes. */
async function* counted(events: AsyncIterable<ListedEvent>, tell: () => void): AsyncGenerator<ListedEvent> {
  for await (const event of events) {
    tell();
    yield event;
  }
}

const nameOf = ({ after: _after, limit: _limit, ...filter }: EventFilter) => ['events', ...Object.values(filter)];

function filterOf(fields: Readonly<Record<string, string>>): EventFilter {
  const entries = Object.entries(fields);
  const known = [...Object.keys(EVENT_FILTERS), 'format', 'atLeast'].join(', ');
  mustBeFree(
    entries.flatMap(([field, text]) => {
      if (!Object.hasOwn(EVENT_FILTERS, field))
        return [{ field, message: `is not a parameter here; there are: ${known}` }];
      return text === '' ? [{ field, message: 'is empty' }] : [];
    }),
  );
  const isNumber = (field: string) => field === 'after' || field === 'limit';
  return Object.fromEntries(entries.map(([field, text]) => [field, isNumber(field) ? wholeNumber(text) : text]));
}
