import { setImmediate as turn } from 'node:timers/promises';
import { openEmbedded } from '#event-store-embedded';
import { organisation } from '#domain';
import type { EventStore, NewEvent } from '#event-store';
import { StreamReader } from './stream-reader.js';

const census = (code: string, patients: number): NewEvent => ({
  id: `00000000-0000-8000-8000-${String(patients).padStart(12, '0')}`,
  type: 'ListSizeRecorded',
  version: 1,
  data: { practice: code, censusDate: '2007-04-01', patients },
  metadata: {
    recordedAt: '2007-04-02T09:00:00.000Z',
    actor: 'a.clerk',
    commandId: `${code}-${patients}`,
    command: 'RecordListSize',
    contentHash: '',
  },
});

const record = (store: EventStore, code: string, patients: number) =>
  store.append({
    stream: code,
    expectedRevision: patients - 1,
    events: [census(code, patients)],
    claims: [],
    unmoved: [],
    found: [],
  });

let store: EventStore;
beforeEach(async () => {
  store = await openEmbedded({ path: ':memory:', clock: 'simulated', directoryKeys: () => [] });
});
afterEach(() => store.close());

test('a stream is read again only when it has moved, and what it was stays as it was', async () => {
  const reader = new StreamReader(store);
  await record(store, 'A', 0);
  const [before] = await reader.read(['A']);
  expect((await reader.read(['A']))[0]).toBe(before);
  await record(store, 'A', 1);
  const [after] = await reader.read(['A']);
  expect([before?.revision, after?.revision]).toEqual([0, 1]);
});

/** The same store, which counts the events that are read. */
function counted(): { readonly store: EventStore; read: number } {
  const counts = {
    read: 0,
    store: {
      async readStream(...of: Parameters<EventStore['readStream']>) {
        const events = await store.readStream(...of);
        counts.read += events.length;
        return events;
      },
    } as EventStore,
  };
  return counts;
}

test('a long stream is read once, then from the last kept state before what is asked, however it grew', async () => {
  for (let patients = 0; patients < 25; patients += 1) await record(store, 'A', patients);
  const counts = counted();
  const reader = new StreamReader(counts.store, { every: 4 });
  const sizes = async (position: number) => {
    const before = counts.read;
    const { censuses } = (await reader.known('A', organisation, position)).stateAt(organisation, position);
    return { known: censuses.at(-1)?.patients, read: counts.read - before };
  };
  expect(await sizes(22)).toMatchObject({ known: 21 });
  expect(await sizes(11)).toEqual({ known: 10, read: 3 });
  await record(store, 'A', 25);
  expect(await sizes(26)).toEqual({ known: 25, read: 6 });
  expect(await sizes(24)).toEqual({ known: 23, read: 0 });
});

test('of a short stream what is known is kept, and only what came since is read', async () => {
  for (let patients = 0; patients < 9; patients += 1) await record(store, 'A', patients);
  const counts = counted();
  const reader = new StreamReader(counts.store);
  for (const [position, read] of [
    [3, 3],
    [2, 3],
    [8, 8],
    [9, 9],
    [5, 9],
  ] as const) {
    expect((await reader.known('A', organisation, position)).lengthAt(position)).toBe(position);
    expect(counts.read).toBe(read);
  }
});

/** The same store, whose answer about revisions takes its time, as over a network. */
const slow = (): Pick<EventStore, 'revisions' | 'readStream'> => ({
  readStream: (stream) => store.readStream(stream),
  async revisions(streams) {
    await turn();
    return store.revisions(streams);
  },
});

test('a stream that another reader pushes out in the meantime is answered all the same', async () => {
  for (const code of ['A', 'B']) await record(store, code, 0);
  const reader = new StreamReader(slow() as EventStore, { events: 1 });
  await reader.read(['A']);
  const [[a], [b]] = await Promise.all([reader.read(['A']), reader.read(['B'])]);
  expect([a?.revision, b?.revision]).toEqual([0, 0]);
});
