import { setImmediate as turn } from 'node:timers/promises';
import { openEmbedded } from '#event-store-embedded';
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
  const reader = new StreamReader(slow() as EventStore, 1);
  await reader.read(['A']);
  const [[a], [b]] = await Promise.all([reader.read(['A']), reader.read(['B'])]);
  expect([a?.revision, b?.revision]).toEqual([0, 0]);
});
