import { StoreDamaged } from '#event-store';
import { checkEmbedded, openEmbedded } from '#event-store-embedded';
import {
  chance,
  closedStore,
  flipped,
  killedStore,
  laid,
  learnt,
  removeStores,
  storeWithKeys,
  tried,
  triedWithKeys,
} from './damaged-stores.js';
import type { Outcome, Sample } from './damaged-stores.js';

/**
 * A byte that changed on the disk between closing and opening is found, at opening, at reading or by `store check`, or it
 * does no harm: every acknowledged event reads back as it was. After `store repair` the store has every acknowledged event,
 * or the repair leaves it as it is and says what is lost. LEDGER_SOAK=1 tries many more; LEDGER_SEED=n repeats a run.
 */
const SOAK = process.env['LEDGER_SOAK'] !== undefined;
const SEED = Number(process.env['LEDGER_SEED'] ?? 20081103);
const PAGE_BYTES = 4096;

beforeAll(() => console.log(`seed ${SEED}`));
afterAll(removeStores);

/** Tries a flip at each offset, and counts what became of them. */
async function tryFlips(sample: Sample, suffix: string, offsets: readonly number[], seed: number): Promise<void> {
  const random = chance(seed);
  const truth = await learnt(laid(sample.files), sample);
  expect(truth).not.toBe('found');
  const counts = new Map<Outcome, number>();
  for (const offset of offsets) {
    const by = 1 + Math.floor(random() * 255);
    try {
      const outcome = await tried(sample, flipped(sample.files, suffix, offset, by), truth);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    } catch (cause) {
      throw new Error(`seed ${SEED}: byte ${offset} of ${suffix || 'the database'} changed by ${by}`, { cause });
    }
  }
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(offsets.length);
  expect(counts.get('by the store') ?? 0).toBeGreaterThan(0);
}

/** Offsets in every page, near its beginning where SQLite keeps its order, and anywhere. */
function offsetsIn(bytes: number, each: number, random: () => number): readonly number[] {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return Array.from({ length: pages * each }, (_, index) => {
    const within = index % 3 === 0 ? Math.floor(random() * 64) : Math.floor(random() * PAGE_BYTES);
    return Math.min(bytes - 1, (index % pages) * PAGE_BYTES + within);
  });
}

const SOAK_MS = 3_600_000;

describe('a byte that changed is found, or does no harm:', () => {
  let closed: Sample;
  let killed: Sample;
  beforeAll(async () => {
    closed = await closedStore();
    killed = await killedStore();
  });

  test(
    "in the database's header",
    async () => {
      const step = SOAK ? 1 : 10;
      const offsets = Array.from({ length: 100 / step }, (_, index) => index * step + (SEED % step));
      await tryFlips(closed, '', offsets, SEED);
    },
    SOAK_MS,
  );

  test(
    'in any page of the database',
    async () => {
      const offsets = offsetsIn(closed.files['']!.length, SOAK ? 150 : 2, chance(SEED + 1));
      await tryFlips(closed, '', offsets, SEED + 2);
    },
    SOAK_MS,
  );

  test(
    'in the count of what a page holds, and in all that leads a page',
    async () => {
      const pages = Math.floor(closed.files['']!.length / PAGE_BYTES);
      const within = SOAK ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] : [3, 4];
      const offsets = Array.from({ length: pages }, (_, page) => within.map((at) => page * PAGE_BYTES + at)).flat();
      await tryFlips(closed, '', offsets, SEED + 8);
    },
    SOAK_MS,
  );

  test(
    "in SQLite's log, left by a kill",
    async () => {
      const bytes = killed.files['-wal']!.length;
      const random = chance(SEED + 3);
      const offsets = Array.from({ length: SOAK ? 1500 : 15 }, () => Math.floor(random() * bytes));
      await tryFlips(killed, '-wal', [3, 17, 30, ...offsets], SEED + 4);
    },
    SOAK_MS,
  );

  test(
    'in the checkpoint',
    async () => {
      const bytes = closed.files['.checkpoint']!.length;
      const step = SOAK ? 1 : 41;
      const offsets = Array.from({ length: Math.floor(bytes / step) }, (_, index) => index * step);
      await tryFlips(closed, '.checkpoint', offsets, SEED + 5);
    },
    SOAK_MS,
  );

  test(
    'in the mark, left by a kill',
    async () => {
      const truth = await learnt(laid(killed.files), killed);
      for (let offset = 0; offset < killed.files['.acknowledged']!.length; offset += SOAK ? 1 : 15) {
        await tried(killed, flipped(killed.files, '.acknowledged', offset, 1), truth);
      }
    },
    SOAK_MS,
  );
});

/** Of either database four bytes from the 60th: 3 of a store, 2 of a keyring. */
describe('a number of the format that is another is found by the opening and by the check:', () => {
  const FIRST = 60;
  const LAST = 63;
  test.each([
    ['less than nothing', FIRST, 0x80],
    ['none', LAST, 3],
    ['that of an older store', LAST, 3 ^ 1],
  ])('of a store, %s', async (_, offset, by) => {
    const sample = await closedStore();
    const truth = await learnt(laid(sample.files), sample);
    expect(await tried(sample, flipped(sample.files, '', offset, by), truth)).toBe('by the store');
  });

  test.each([
    ['less than nothing', FIRST, 0x80],
    ['none', LAST, 2],
    ['that of an older keyring', LAST, 2 ^ 1],
  ])('of a keyring, %s', async (_, offset, by) => {
    const sample = await storeWithKeys('closed');
    const truth = await sample.keysTold(laid(sample.files));
    expect(await triedWithKeys(sample, flipped(sample.files, '.keyring', offset, by), truth)).toBe('by the store');
  });
});

/** SQLite reads such a file, and writes nothing to it. */
describe('a header that lets nobody write is found by the check:', () => {
  const WRITE_FORMAT_AT = 18;

  test('of a store', async () => {
    const sample = await closedStore();
    const truth = await learnt(laid(sample.files), sample);
    const files = flipped(sample.files, '', WRITE_FORMAT_AT, 25);
    await tried(sample, files, truth);
    const { findings } = await checkEmbedded({ path: laid(files), ...sample.domain });
    expect(findings).toEqual([
      { part: 'file', detail: 'SQLite: nothing can be written, as the header says format 27' },
    ]);
  });

  test('of a keyring', async () => {
    const sample = await storeWithKeys('closed');
    const truth = await sample.keysTold(laid(sample.files));
    const files = flipped(sample.files, '.keyring', WRITE_FORMAT_AT, 25);
    expect(await triedWithKeys(sample, files, truth)).toBe('by the store');
  });
});

/** No hash covers an index, and SQLite does not compare it with the events. */
describe('an index that leads astray is found by whoever follows it:', () => {
  // Of the sample: revision 5 of case-1 is at position 21, and of another stream at 22; every even position is Noted.
  test.each([
    ['to an event of another stream', Buffer.from('case-1\x05\x15'), 22, 'stream'],
    ['to an event of another type', Buffer.from('Noted\x16'), 23, 'type'],
    ['to no event', Buffer.from('Noted\x16'), 99, 'type'],
  ] as const)('%s', async (_, entry, leadsTo, by) => {
    const sample = await closedStore();
    const at = sample.files['']!.indexOf(entry) + entry.length - 1;
    expect(at).toBeGreaterThan(entry.length);
    const path = laid(flipped(sample.files, '', at, entry.at(-1)! ^ leadsTo));
    const store = await openEmbedded({ path, directoryKeys: sample.domain.directoryKeys });
    const asked =
      by === 'stream' ? store.readStream('case-1') : store.readAll({ after: 0n, limit: 1000, types: ['Noted'] });
    await expect(asked).rejects.toThrow(StoreDamaged);
    expect(await store.readStream('case-é')).toHaveLength(12);
    await store.close();
  });
});

describe('a byte that changed in the keyring is found by the check, or does no harm:', () => {
  test.each([
    ['in the file', 'closed', '.keyring', SOAK ? 120 : 6],
    ['in its log, left by a kill', 'killed', '.keyring-wal', SOAK ? 20 : 1],
  ] as const)(
    '%s',
    async (_, left, suffix, each) => {
      const sample = await storeWithKeys(left);
      const truth = await sample.keysTold(laid(sample.files));
      expect(truth).toContain('Dr 39');
      const random = chance(SEED + 7);
      const counts = new Map<Outcome, number>();
      for (const offset of offsetsIn(sample.files[suffix]!.length, each, random)) {
        const by = 1 + Math.floor(random() * 255);
        const files = flipped(sample.files, suffix, offset, by);
        const outcome = await triedWithKeys(sample, files, truth).catch((cause: unknown) => {
          throw new Error(`seed ${SEED}: byte ${offset} of ${suffix} changed by ${by}`, { cause });
        });
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      }
      expect((counts.get('by the store') ?? 0) + (counts.get('by the check') ?? 0)).toBeGreaterThan(0);
    },
    SOAK_MS,
  );
});

/** Where two files are damaged at once, one byte in each; where none of them says any more what the other lost, too. */
describe('bytes that changed in two files are found, or do no harm:', () => {
  test.each([
    ['the log and its checkpoint', closedStore, ['', '.checkpoint'], SOAK ? 800 : 12],
    ["SQLite's log and the mark, left by a kill", killedStore, ['-wal', '.acknowledged'], SOAK ? 800 : 12],
    ['the log and the mark, left by a kill', killedStore, ['', '.acknowledged'], SOAK ? 300 : 3],
  ] as const)(
    '%s',
    async (_, made, suffixes, times) => {
      const sample = await made();
      const truth = await learnt(laid(sample.files), sample);
      const random = chance(SEED + 6);
      for (let time = 0; time < times; time++) {
        const flips = suffixes.map((suffix) => {
          const offset = Math.floor(random() * sample.files[suffix]!.length);
          return { suffix, offset, by: 1 + Math.floor(random() * 255) };
        });
        const files = flips.reduce((now, { suffix, offset, by }) => flipped(now, suffix, offset, by), sample.files);
        await tried(sample, files, truth).catch((cause: unknown) => {
          throw new Error(`seed ${SEED}: ${JSON.stringify(flips)}`, { cause });
        });
      }
    },
    SOAK_MS,
  );
});

describe('a file that was cut off is found, or it does no harm:', () => {
  test.each([
    ['the database', ''],
    ['the checkpoint', '.checkpoint'],
  ])('%s', async (_, suffix) => {
    const sample = await closedStore();
    const truth = await learnt(laid(sample.files), sample);
    const bytes = sample.files[suffix]!;
    for (const part of [0, 0.1, 0.35, 0.5, 0.8, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      await tried(sample, { ...sample.files, [suffix]: cut }, truth);
    }
  });

  test.each([
    ["SQLite's log", '-wal'],
    ['the mark', '.acknowledged'],
  ])('%s, left by a kill', async (_, suffix) => {
    const sample = await killedStore();
    const truth = await learnt(laid(sample.files), sample);
    const bytes = sample.files[suffix]!;
    for (const part of [0, 0.1, 0.35, 0.5, 0.8, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      await tried(sample, { ...sample.files, [suffix]: cut }, truth);
    }
  });
});
