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
  mustBeRight(filter);
  const { limit = DEFAULT_LIMIT } = filter;
  const streams = await streamsOf(store, filter);
  if (streams?.length === 0) return { events: [], next: null };
  const found: StoredEvent[] = [];
  for (let after = BigInt(filter.after ?? 0); ;) {
    const page: ReadAll = {
      after,
      limit: PAGE,
      ...(streams ? { streams } : {}),
      ...(filter.type === undefined ? {} : { types: [filter.type] }),
    };
    const events = await store.readAll(page);
    for (const event of events) {
      if (!fits(event, filter)) continue;
      if (found.length === limit) return { events: found.map(listed), next: Number(found.at(-1)!.position) };
      found.push(event);
    }
    if (events.length < PAGE) return { events: found.map(listed), next: null };
    after = events.at(-1)!.position;
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

/** Whether an event, or its stream, names a code. */
const names = ({ stream, data }: StoredEvent, code: string, fields: readonly string[]): boolean =>
  stream === streamOf.organisation(code) ||
  stream === streamOf.group(code) ||
  stream.startsWith(streamOf.account(code, '')) ||
  stream.startsWith(streamOf.finance(code, '')) ||
  stream === streamOf.agreements(code) ||
  fields.some((field) => data[field] === code);

function fits(event: StoredEvent, { stream, holder, commissioner, year, actor, commandId }: EventFilter): boolean {
  const { data, metadata } = event;
  return (
    (stream === undefined || event.stream === stream) &&
    (holder === undefined || names(event, holder, CODE_FIELDS)) &&
    (commissioner === undefined || names(event, commissioner, CODE_FIELDS)) &&
    (year === undefined || data['year'] === year || data['fromYear'] === year) &&
    (actor === undefined || metadata.actor === actor) &&
    (commandId === undefined || metadata.commandId === commandId)
  );
}

function mustBeRight({ after, limit, year }: EventFilter): void {
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
