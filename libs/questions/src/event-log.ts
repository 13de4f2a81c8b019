import { setImmediate as turn } from 'node:timers/promises';
import { Rejected, streamOf, type FieldError } from '#domain';
import type { EventStore, ReadAll, StoredEvent } from '#event-store';
import { isYear, type JsonObject } from '#kernel';
import { CODE_FIELDS, keyOf } from './directory-keys.js';

/** Which events to list. Codes, a year and a type as they stand in the events. */
export type EventFilter = {
  /** Exclusive position. */
  readonly after?: number;
  /** 1 to 1000, 100 by default. */
  readonly limit?: number;
  readonly stream?: string;
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year?: string;
  readonly type?: string;
  readonly actor?: string;
  readonly commandId?: string;
};

/** An event as it is shown outside. Personal fields stay sealed. */
export type ListedEvent = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly data: JsonObject;
  readonly metadata: object;
};

export type EventPage = {
  readonly events: readonly ListedEvent[];
  /** The `after` of the next page; null on the last one. */
  readonly next: number | null;
};

const DEFAULT_LIMIT = 100;
const MOST = 1000;
/** Events looked at in one go while searching for those that fit. */
const PAGE = 1000;

export const listed = ({
  id,
  type,
  version,
  stream,
  revision,
  position,
  effectiveAt,
  data,
  metadata,
}: StoredEvent): ListedEvent => ({
  id,
  type,
  version,
  stream,
  revision,
  position: Number(position),
  data,
  metadata: { ...metadata, effectiveAt },
});

/** Lists events by position, filtered. @throws Rejected INVALID for a filter that is not as it must be */
export async function listEvents(store: EventStore, filter: EventFilter): Promise<EventPage> {
  mustBeEventFilter(filter);
  const { limit = DEFAULT_LIMIT } = filter;
  const found: ListedEvent[] = [];
  const { position: head } = await store.head(); // later events may stand in streams that are not looked through
  for await (const event of fitting(store, filter, head)) {
    if (found.length === limit) return { events: found, next: found.at(-1)!.position };
    found.push(event);
  }
  return { events: found, next: null };
}

/** Which events to read on and on. */
export type EventsFilter = Omit<EventFilter, 'limit'>;

/**
 * All events that fit, by position, up to and with `upTo`.
 * @throws Rejected INVALID for a filter that is not as it must be, at once and not when the first is read
 */
export function eventsUpTo(store: EventStore, filter: EventsFilter, upTo: bigint): AsyncIterable<ListedEvent> {
  mustBeEventFilter(filter);
  return fitting(store, filter, upTo);
}

/**
 * All events that fit, history first, then live, without gap or repeat, until `signal` aborts or the store closes.
 * @throws Rejected INVALID for a filter that is not as it must be, at once and not when the first is read
 */
export function followEvents(store: EventStore, filter: EventsFilter, signal: AbortSignal): AsyncIterable<ListedEvent> {
  mustBeEventFilter(filter);
  return following(store, filter, signal);
}

/** History is found through the directory and the indexes; what is recorded meanwhile lies after the head. */
async function* following(store: EventStore, filter: EventsFilter, signal: AbortSignal): AsyncGenerator<ListedEvent> {
  const { position: head } = await store.head();
  yield* fitting(store, filter, head, signal);
  const after = BigInt(filter.after ?? 0);
  for await (const event of store.subscribe(after > head ? after : head, signal)) {
    if (fits(event, filter) && (await isInItsStreams(store, event, filter))) yield listed(event);
  }
}

async function* fitting(
  store: EventStore,
  filter: EventsFilter,
  upTo: bigint,
  signal?: AbortSignal,
): AsyncGenerator<ListedEvent> {
  const streams = await streamsOf(store, filter);
  if (streams?.length === 0) return;
  for (let after = BigInt(filter.after ?? 0); ;) {
    const page: ReadAll = {
      after,
      limit: PAGE,
      upTo,
      ...(streams ? { streams } : {}),
      ...(filter.type === undefined ? {} : { types: [filter.type] }),
    };
    const events = await store.readAll(page);
    for (const event of events) {
      if (signal?.aborted) return;
      if (fits(event, filter)) yield listed(event);
    }
    if (events.length < PAGE) return;
    after = events.at(-1)!.position;
    await turn(); // a search through the whole log must let others get a word in
  }
}

/** The streams that may hold what is asked for; undefined where any may. */
async function streamsOf(store: EventStore, filter: EventFilter): Promise<readonly string[] | undefined> {
  if (filter.commandId !== undefined) {
    const holding = await store.holderOf('command', filter.commandId);
    return holding ? [holding.stream] : [];
  }
  if (filter.stream !== undefined) return [filter.stream];
  const code = filter.holder ?? filter.commissioner;
  if (code === undefined) return undefined;
  return (await store.lookUp(keyOf.about(code))).map(({ stream }) => stream);
}

/** A stream's name alone may begin as another's does. */
async function isInItsStreams(store: EventStore, { stream }: StoredEvent, filter: EventsFilter): Promise<boolean> {
  const streams = await streamsOf(store, filter);
  return streams === undefined || streams.includes(stream);
}

/** Whether an event speaks of a code. */
export const speaksOf = (event: StoredEvent, code: string): boolean => names(event, code, CODE_FIELDS);

/** Whether an event, or its stream, names a code. */
const names = ({ stream, data }: StoredEvent, code: string, fields: readonly string[]): boolean =>
  stream === streamOf.organisation(code) ||
  stream === streamOf.group(code) ||
  stream.startsWith(streamOf.account(code, '')) ||
  stream.startsWith(streamOf.finance(code, '')) ||
  stream === streamOf.agreements(code) ||
  fields.some((field) => data[field] === code);

function fits(event: StoredEvent, filter: EventsFilter): boolean {
  const { stream, holder, commissioner, year, type, actor, commandId } = filter;
  const { data, metadata } = event;
  return (
    (type === undefined || event.type === type) &&
    (stream === undefined || event.stream === stream) &&
    (holder === undefined || names(event, holder, CODE_FIELDS)) &&
    (commissioner === undefined || names(event, commissioner, CODE_FIELDS)) &&
    (year === undefined || data['year'] === year || data['fromYear'] === year) &&
    (actor === undefined || metadata.actor === actor) &&
    (commandId === undefined || metadata.commandId === commandId)
  );
}

/** @throws Rejected INVALID naming each field that is not as it must be */
export function mustBeEventFilter({ after, limit, year }: EventFilter): void {
  const errors: FieldError[] = [];
  if (after !== undefined && !(Number.isSafeInteger(after) && after >= 0)) {
    errors.push({ field: 'after', message: 'must be a position, a whole number from 0' });
  }
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 1 && limit <= MOST)) {
    errors.push({ field: 'limit', message: `must be a whole number from 1 to ${MOST}` });
  }
  if (year !== undefined && !isYear(year))
    errors.push({ field: 'year', message: 'must be a financial year such as 2007-08' });
  if (errors.length > 0) {
    throw new Rejected('INVALID', errors.map(({ field, message }) => `${field} ${message}`).join('; '), errors);
  }
}
