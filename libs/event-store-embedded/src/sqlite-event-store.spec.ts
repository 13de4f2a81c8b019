import { randomUUID } from 'node:crypto';
import Database from 'libsql';
import { StoreUnavailable, type Append } from '#event-store';
import { settledClock } from './schema.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/** A store whose database the test can bring to fail. */
function aStore() {
  const db = new Database(':memory:');
  const clock = settledClock(db, ':memory:', 'system');
  const directoryKeys = () => ['everyone'];
  return { db, store: new SqliteEventStore({ db, path: 'ledger.db', clock, directoryKeys, unlock: () => undefined }) };
}

const anAppend = (stream: string, text = ''): Append => ({
  stream,
  expectedRevision: -1,
  events: [
    {
      id: randomUUID(),
      type: 'Noted',
      version: 1,
      data: { text },
      metadata: {
        recordedAt: '2008-04-01T09:00:00.000Z',
        actor: 'a.clerk',
        commandId: stream,
        command: 'Note',
        contentHash: '',
      },
    },
  ],
  claims: [{ kind: 'command', id: stream }],
  unmoved: [],
  found: [],
});

const large = 'x'.repeat(400_000);

async function expectNothingOf(store: SqliteEventStore, stream: string): Promise<void> {
  expect(await store.readStream(stream)).toEqual([]);
  expect(await store.revisions([stream])).toEqual([-1]);
  expect(await store.holderOf('command', stream)).toBeUndefined();
  expect((await store.lookUp('everyone')).map((entry) => entry.stream)).not.toContain(stream);
}

test('a full disk refuses what does not fit, whole, and takes it when there is room', async () => {
  const { db, store } = aStore();
  await store.append(anAppend('case-1'));
  db.exec('PRAGMA max_page_count=20');
  const refused = store.append(anAppend('case-2', large));
  await expect(refused).rejects.toThrow(StoreUnavailable);
  await expect(refused).rejects.toThrow(/nothing was written.*ledger.db: the disk is full/);
  await expectNothingOf(store, 'case-2');
  db.exec('PRAGMA max_page_count=1000000');
  expect(await store.append(anAppend('case-2', large))).toMatchObject([{ position: 2n, revision: 0 }]);
  await store.close();
});

test('a commit that fails fails for all who shared it, and none of it is served', async () => {
  const { db, store } = aStore();
  await store.append(anAppend('case-1'));
  db.exec(`PRAGMA foreign_keys=ON; CREATE TABLE absent (id INTEGER PRIMARY KEY);
    CREATE TABLE broken (id INTEGER REFERENCES absent DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER at_commit AFTER INSERT ON event BEGIN INSERT INTO broken VALUES (1); END`);
  const outcomes = await Promise.allSettled(['case-2', 'case-3'].map((stream) => store.append(anAppend(stream))));
  expect(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof StoreUnavailable),
  ).toEqual([true, true]);
  for (const stream of ['case-2', 'case-3']) await expectNothingOf(store, stream);
  expect(await store.head()).toMatchObject({ position: 1n });
  db.exec('DROP TRIGGER at_commit');
  expect(await store.append(anAppend('case-3'))).toMatchObject([{ position: 2n }]);
  await store.close();
});

test('a write that cannot be taken back stops the store', async () => {
  const { db, store } = aStore();
  await store.append(anAppend('case-1'));
  db.exec('BEGIN');
  await expect(store.head()).rejects.toThrow(StoreUnavailable);
  await expect(store.append(anAppend('case-2'))).rejects.toThrow(/could not be taken back/);
});

test('a name that SQLite would cut short or change is refused', async () => {
  const { store } = aStore();
  await expect(store.append(anAppend('case-1\u0000case-2'))).rejects.toThrow(RangeError);
  await expect(store.readStream('case-\ud800')).rejects.toThrow(RangeError);
  await store.close();
});

test('more appends at once than one transaction takes are all written, in the order of asking', async () => {
  const { store } = aStore();
  const streams = Array.from({ length: 700 }, (_, index) => `case-${index}`);
  const stored = await Promise.all(streams.map((stream) => store.append(anAppend(stream))));
  expect(stored.map(([event]) => event!.position)).toEqual(streams.map((_, index) => BigInt(index + 1)));
  await store.close();
});
