import { randomUUID } from 'node:crypto';
import type { NewEvent } from '#event-store';
import { openEmbedded } from './open.js';

const noted = (number: number): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  version: 1,
  data: { number },
  metadata: {
    recordedAt: '2008-04-01T09:00:00.000Z',
    actor: 'a.clerk',
    commandId: 'notes',
    command: 'Note',
    contentHash: '',
  },
});

test('appends of any number of events follow on from each other', async () => {
  const store = await openEmbedded({ path: ':memory:', directoryKeys: ({ type }) => [type] });
  const numbers = [1, 2, 3, 63, 64, 65, 100, 128, 200];
  let expectedRevision = -1;
  const all: number[] = [];
  for (const count of numbers) {
    const events = Array.from({ length: count }, (_, index) => noted(all.length + index));
    await store.append({ stream: 'case-1', expectedRevision, events, claims: [], unmoved: [], found: [] });
    all.push(...events.map((_, index) => all.length + index));
    expectedRevision += count;
  }
  const stored = await store.readAll({ after: 0n, limit: 1_000 });
  expect(stored.map(({ data }) => data['number'])).toEqual(all);
  expect(stored.map(({ revision }) => revision)).toEqual(all);
  expect(stored.map(({ position }) => Number(position))).toEqual(all.map((index) => index + 1));
  expect(await store.lookUp('Noted')).toEqual([{ stream: 'case-1', position: 1n }]);
  await store.close();
});
