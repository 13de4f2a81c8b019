import { createHash, randomUUID } from 'node:crypto';
import type { Append, Claim, Clock, DirectoryKeys, EventStore, NewEvent, StoredEvent } from '#event-store';
import type { JsonObject } from '#kernel';

/** What the suite asks of a store that it opens. */
export type Asked = { readonly clock: Clock; readonly directoryKeys: DirectoryKeys };

export type Opened = {
  readonly store: EventStore;
  /** Closes the store and opens the same one again. */
  readonly reopen: () => Promise<EventStore>;
  /** Closes what is open and takes away whatever it left. */
  readonly destroy: () => Promise<void>;
};

export type Opening = (asked: Asked) => Promise<Opened>;

/** In the suite an event is found under whatever its data lists as `keys`. */
export const keysInData: DirectoryKeys = ({ data }) => (data['keys'] ?? []) as readonly string[];

export const MORNING = '2008-04-01T09:00:00.000Z';
export const NOON = '2008-04-01T12:00:00.000Z';
export const EVENING = '2008-04-01T18:00:00.000Z';

export type Sample = {
  readonly type?: string;
  readonly at?: string;
  readonly data?: JsonObject;
  readonly commandId?: string;
};

export const anEvent = ({ type = 'ListSizeRecorded', at = MORNING, data = {}, commandId }: Sample = {}): NewEvent => ({
  id: randomUUID(),
  type,
  version: 1,
  data,
  metadata: {
    recordedAt: at,
    actor: 'a.clerk',
    commandId: commandId ?? randomUUID(),
    command: 'RecordListSize',
    contentHash: createHash('sha256').update('content').digest('hex'),
  },
});

/** One event and whatever else the append is to say. */
export const anAppend = (stream: string, expectedRevision: number, rest: Partial<Append> = {}): Append => ({
  stream,
  expectedRevision,
  events: [anEvent()],
  claims: [],
  unmoved: [],
  found: [],
  ...rest,
});

/** Appends events of these types to a stream, one append each, in order. */
export async function recorded(
  store: EventStore,
  stream: string,
  ...samples: readonly Sample[]
): Promise<StoredEvent[]> {
  const [revision] = await store.revisions([stream]);
  const stored: StoredEvent[] = [];
  for (const [index, sample] of samples.entries()) {
    stored.push(...(await store.append(anAppend(stream, revision! + index, { events: [anEvent(sample)] }))));
  }
  return stored;
}

export const claimOf = (id: string, insteadOf?: string): Claim => ({
  kind: 'agreement',
  id,
  ...(insteadOf === undefined ? {} : { insteadOf }),
});

export const places = (events: readonly StoredEvent[]): string[] =>
  events.map(({ stream, revision }) => `${stream}@${revision}`);

export const everything = (store: EventStore): Promise<readonly StoredEvent[]> =>
  store.readAll({ after: 0n, limit: 10_000 });
