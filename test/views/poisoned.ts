import { randomUUID } from 'node:crypto';
import type { EventStore, StoredEvent } from '#event-store';
import type { Ledger } from '#ledger';
import { ViewsRunner, type ViewName, type ViewsStatus, type ViewStore } from '#projections';
import { StreamReader } from '#questions';

export type Poison = { readonly type: string; readonly version: number; readonly data: object };

/** What a newer ledger may have written. */
export const OF_LATER: Poison = {
  type: 'BudgetPromised',
  version: 1,
  data: { claim: 'S-later', pence: 500, censusDate: '2007-05-01', patients: 900 },
};
/** A shape that no rule here can add up. */
export const SHAPELESS: Poison = { type: 'ActualsRecorded', version: 1, data: { claim: 'S-later' } };
export const OF_A_LATER_VERSION: Poison = { type: 'BudgetEntryPosted', version: 9, data: { pence: 500 } };

/** Puts an event into the log past all checks. */
export async function poisoned(ledger: Ledger, stream: string, { type, version, data }: Poison): Promise<StoredEvent> {
  const [revision] = await ledger.store.revisions([stream]);
  const { effectiveAt } = await ledger.store.head();
  const commandId = randomUUID();
  const metadata = { recordedAt: effectiveAt!, actor: 'a.newcomer', commandId, command: 'Promise', contentHash: '' };
  const event = { id: randomUUID(), type, version, data: data as StoredEvent['data'], metadata };
  const append = { stream, expectedRevision: revision!, events: [event], claims: [], unmoved: [], found: [] };
  const [stored] = await ledger.store.append(append);
  return stored!;
}

/** The log as a newer program reads it, which knows what the event is. */
export function understanding(store: EventStore, poison: StoredEvent): StreamReader {
  const known = (event: StoredEvent): StoredEvent =>
    event.id === poison.id ? { ...event, type: typeIn(event.stream), version: 1 } : event;
  const all = (events: readonly StoredEvent[]) => events.map(known);
  return new StreamReader(
    new Proxy(store, {
      get(target, name: keyof EventStore) {
        if (name === 'readAll') return async (page: never) => all(await target.readAll(page));
        if (name === 'readStream')
          return async (...of: Parameters<EventStore['readStream']>) => all(await target.readStream(...of));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    }),
  );
}

const typeIn = (stream: string) => (stream.startsWith('account-') ? 'SavingsClaimed' : 'ListSizeRecorded');

/** A runner of one process, and of the next. */
export const runnerOf = (reader: StreamReader, views: ViewStore, batch = 1_000): ViewsRunner =>
  new ViewsRunner({ reader, views, now: () => '1970-01-01T00:00:00.000Z', batch });

export const stoppedIn = ({ views }: ViewsStatus): readonly ViewName[] =>
  views.flatMap(({ view, state }) => (state === 'stopped' ? [view] : []));
