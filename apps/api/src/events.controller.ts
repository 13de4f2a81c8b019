import { All, Controller, Get, Inject, NotAcceptableException, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Ledger } from '#ledger';
import { listEvents, type EventFilter, type EventPage } from '#questions';
import { onlyAllowing } from './method.js';
import { mustBeFree, queryOf, wholeNumber } from './query-fields.js';
import { mustReach } from './reached-position.js';
import { LEDGER, WAIT_MS } from './tokens.js';

/** The parameters of a list of events, and what each is, for OpenAPI. */
export const EVENT_FILTERS: { readonly [Name in keyof Required<EventFilter>]: string } = {
  after: 'Only events after this position',
  limit: 'Events at most, 1 to 1000; 100 when left out',
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
  ) {}

  @Get()
  async list(@Req() request: Request): Promise<EventPage> {
    if (!request.accepts('application/json')) throw new NotAcceptableException('events are given as application/json');
    const { fields, atLeast } = queryOf(request);
    const filter = filterOf(fields);
    await mustReach(this.ledger.store, atLeast, this.waitMs);
    return listEvents(this.ledger.store, filter);
  }

  @All()
  refuse(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    onlyAllowing('GET, HEAD', request, response);
  }
}

function filterOf(fields: Readonly<Record<string, string>>): EventFilter {
  const entries = Object.entries(fields);
  const known = Object.keys(EVENT_FILTERS).join(', ');
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
