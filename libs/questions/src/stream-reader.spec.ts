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

test('readers who push each other out of what is kept all get what they asked for', async () => {
  const codes = ['A', 'B', 'C', 'D'];
  for (const code of codes) await record(store, code, 0);
  const reader = new StreamReader(store, 1);
  for (let round = 0; round < 20; round += 1) {
    const kept = codes[round % 4]!;
    await reader.read([kept]);
    const others = codes.filter((code) => code !== kept);
    const all = await Promise.all([reader.read(others), reader.read([kept, ...others]), reader.read([kept])]);
    expect(all.flat().every((history) => history.revision === 0)).toBe(true);
  }
});
