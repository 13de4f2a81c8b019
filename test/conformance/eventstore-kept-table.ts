import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DirectoryKeys, EventStore } from '#event-store';
import { openEventStoreDb } from '#event-store-esdb';
import { announcedAndLeft, changing } from './eventstore-announced.js';
import { anAppend, anEvent, keysInData, NOON, recorded } from './sample.js';

/** Events that are enough for a table to be kept. */
const ENOUGH = 1_000;
const AN_APPEND = 250;

let folder: string;
let namespace: string;
let address: string;
const opened: EventStore[] = [];

type How = {
  readonly directoryKeys?: DirectoryKeys;
  readonly directoryVersion?: number;
  readonly of?: string;
  readonly limitMs?: number;
};

async function open({ directoryKeys = keysInData, directoryVersion = 1, of = namespace, limitMs = 10_000 }: How = {}) {
  const keptTable = { folder, directoryVersion };
  const store = await openEventStoreDb({ address, namespace: of, directoryKeys, keptTable, recentEvents: 0, limitMs });
  opened.push(store);
  return store;
}

/** A ledger that was written and closed, and its table kept. */
async function written(of = namespace): Promise<void> {
  const store = await open({ of });
  for (let revision = -1; revision < ENOUGH - 1; revision += AN_APPEND) {
    const events = Array.from({ length: AN_APPEND }, () => anEvent({ at: NOON, data: { keys: ['first'] } }));
    await store.append(anAppend('case-1', revision, { events }));
  }
  await store.close();
}

/** What a store says of its log. */
async function saidBy(store: EventStore) {
  const log = await store.readAll({ after: 0n, limit: 5_000 });
  return {
    log,
    head: await store.head(),
    upToNoon: await store.positionAt(NOON),
    found: await store.lookUp('first'),
    last: await store.readAll({ after: log[ENOUGH - 3]!.position, limit: 9, streams: ['case-1'] }),
  };
}

/** Another key for each event: where it is found, the log was read anew. */
const OTHER_KEYS: DirectoryKeys = () => ['other'];

/** The table that is kept between openings, on whatever stands at the address. */
export function keptTableConformance(name: string, at: string): void {
  describe(`${name}, with a table of the log kept,`, () => {
    beforeEach(() => {
      address = at;
      folder = mkdtempSync(join(tmpdir(), 'ledger-kept-'));
      namespace = `kept-${randomUUID()}`;
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      rmSync(folder, { recursive: true });
    });
    whatIsKept();
    whatIsNotUsed();
  });
}

function whatIsKept(): void {
  test('an opening reads what is new, and says of the log what one without a table says', async () => {
    await written();
    const other = await openEventStoreDb({ address, namespace, directoryKeys: keysInData });
    opened.push(other);
    await recorded(other, 'case-2', { data: { keys: ['first'] } }, {});
    const store = await open({ directoryKeys: OTHER_KEYS });
    expect(await saidBy(store)).toEqual({ ...(await saidBy(other)), found: (await store.lookUp('first')).slice(0, 1) });
    expect(await store.lookUp('other')).toMatchObject([{ stream: 'case-2' }]);
    await expect(store.append(anAppend('case-1', ENOUGH - 1))).resolves.toMatchObject([{ revision: ENOUGH }]);
  });

  test('an opening hears of an append that was announced long before, and not written', async () => {
    const store = await open();
    await announcedAndLeft(store, { key: 'key', address, namespace });
    await store.close();
    await written();
    const again = await open({ limitMs: 600, directoryKeys: (event) => [...keysInData(event), 'new'] });
    await expect(again.append(changing('key', 'agreements-A'))).rejects.toThrow(/command crashed is about to/);
    expect(await again.lookUp('new')).toEqual([]);
  });

  test('several processes keep one and the same, each of them right', async () => {
    await written();
    const stores = await Promise.all([open(), open(), open()]);
    await Promise.all(stores.map((store, index) => recorded(store, `case-${index + 2}`, {}, {})));
    await Promise.all(stores.map((store) => store.close()));
    expect((await saidBy(await open())).log).toHaveLength(ENOUGH + 6);
  });
}

function whatIsNotUsed(): void {
  test('one that another version of the directory made is made anew', async () => {
    await written();
    const store = await open({ directoryKeys: OTHER_KEYS, directoryVersion: 2 });
    expect(await store.lookUp('other')).toMatchObject([{ stream: 'case-1' }]);
    expect(await store.lookUp('first')).toEqual([]);
  });

  test('one of another ledger is not taken for this one', async () => {
    await written();
    const [tableOfThis] = readdirSync(folder);
    await written(`${namespace}-other`);
    const tableOfOther = readdirSync(folder).find((file) => file !== tableOfThis);
    renameSync(join(folder, tableOfOther!), join(folder, tableOfThis!));
    const store = await open({ directoryKeys: OTHER_KEYS });
    expect(await store.lookUp('other')).toMatchObject([{ stream: 'case-1' }]);
  });
}
