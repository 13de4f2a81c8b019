import { randomUUID } from 'node:crypto';
import type { EventStore } from '#event-store';
import { openEmbedded } from './open.js';

let store: EventStore;
beforeEach(async () => {
  store = await openEmbedded({ path: ':memory:', directoryKeys: () => [] });
});
afterEach(() => store.close());

const recordedAt = '2008-04-01T09:00:00.000Z';
const metadata = { recordedAt, actor: 'a.clerk', commandId: 'notes', command: 'Note', contentHash: '' };

/** @returns what the append was answered with */
const noted = (stream: string, texts: readonly string[]) =>
  store.append({
    ...{ stream, expectedRevision: -1, claims: [], unmoved: [], found: [] },
    events: texts.map((text) => ({ id: randomUUID(), type: 'Noted', version: 1, data: { text }, metadata })),
  });

test.each(['case-1', 'case-"1"', 'case-\\1', 'case-1\n2', 'case-\u0001', 'case-\u007f', 'case-é€𝄞', 'case-\u2028'])(
  'what was appended to a stream named %j is read as it was written',
  async (stream) => {
    const appended = await noted(stream, ['', 'a "quoted" word', '\0\n\\', 'é€𝄞']);
    expect(await store.readStream(stream)).toEqual(appended);
    expect(await store.readAll({ after: 0n, limit: 10 })).toEqual(appended);
    expect(await store.readAll({ after: 1n, limit: 2, streams: [stream] })).toEqual(appended.slice(1, 3));
  },
);

test('a stream that is not there has no events', async () => {
  await noted('case-1', ['one']);
  expect(await store.readStream('case-2')).toEqual([]);
});
