import type { EventStore, ReadAll, StoredEvent } from '#event-store';
import { aStoreEach } from './opened.js';
import { EVENING, everything, MORNING, NOON, places, recorded, type Opening } from './sample.js';

export function readConformance(open: Opening): void {
  describe('reading', () => {
    const store = aStoreEach(open);
    streams(store);
    times(store);
    describe('page by page', () => pages(store));
  });
}

function streams(store: () => EventStore): void {
  test('a stream that is not there is empty, at revision −1', async () => {
    expect(await store().readStream('case-1')).toEqual([]);
    expect(await store().revisions(['case-1'])).toEqual([-1]);
    expect(await store().revisions([])).toEqual([]);
  });

  test('revisions answer in the order asked', async () => {
    await recorded(store(), 'case-1', {}, {}, {});
    await recorded(store(), 'case-2', {});
    expect(await store().revisions(['case-2', 'nowhere', 'case-1', 'case-2'])).toEqual([0, -1, 2, 0]);
  });

  test('a stream as it stood at a position', async () => {
    const [first] = await recorded(store(), 'case-1', {});
    const [between] = await recorded(store(), 'case-2', {});
    const [second] = await recorded(store(), 'case-1', {});
    const upTo = async (position: bigint) => places(await store().readStream('case-1', position));
    expect(await upTo(0n)).toEqual([]);
    expect(await upTo(first!.position)).toEqual(['case-1@0']);
    expect(await upTo(between!.position)).toEqual(['case-1@0']);
    expect(await upTo(second!.position)).toEqual(['case-1@0', 'case-1@1']);
    expect(await upTo(2n ** 63n)).toEqual(['case-1@0', 'case-1@1']);
  });
}

/** Every page of a reading, `limit` events at a time. */
async function paged(store: EventStore, limit: number, filter: Partial<ReadAll> = {}): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let after = 0n; ; after = found.at(-1)!.position) {
    const page = await store.readAll({ after, limit, ...filter });
    expect(page.length).toBeLessThanOrEqual(limit);
    found.push(...page);
    if (page.length === 0) return found;
  }
}

function pages(store: () => EventStore): void {
  beforeEach(async () => {
    for (const round of [1, 2, 3]) {
      for (const stream of ['case-1', 'case-2', 'dispute-1']) {
        await recorded(store(), stream, { type: round === 2 ? 'Ruled' : 'Raised' }, { type: 'Noted' });
      }
    }
  });

  test.each([1, 4, 17, 18, 1_000])('the whole log in pages of %i', async (limit) => {
    expect(await paged(store(), limit)).toEqual(await everything(store()));
  });

  test.each([
    ['one stream', { streams: ['case-2'] }],
    ['several streams', { streams: ['dispute-1', 'case-1', 'nowhere', 'case-1'] }],
    ['one type', { types: ['Ruled'] }],
    ['several types', { types: ['Ruled', 'Raised', 'Unheard', 'Ruled'] }],
    ['streams and types', { streams: ['case-1', 'dispute-1'], types: ['Noted', 'Ruled'] }],
    ['no stream', { streams: [] }],
    ['no type', { types: [] }],
  ])('only %s, in log order, page by page', async (_, filter: { streams?: string[]; types?: string[] }) => {
    const { streams = [], types = [] } = filter;
    const wanted = (await everything(store())).filter(
      ({ stream, type }) => (!filter.streams || streams.includes(stream)) && (!filter.types || types.includes(type)),
    );
    for (const limit of [2, 100]) expect(await paged(store(), limit, filter)).toEqual(wanted);
  });

  test('up to and with a position, whatever the filter', async () => {
    const log = await everything(store());
    const upTo = log[9]!.position;
    expect(await paged(store(), 4, { upTo })).toEqual(log.slice(0, 10));
    const filter = { upTo, streams: ['case-1'] };
    expect(await paged(store(), 4, filter)).toEqual(log.slice(0, 10).filter(({ stream }) => stream === 'case-1'));
    const ofType = { upTo, types: ['Noted'] };
    expect(await paged(store(), 4, ofType)).toEqual(log.slice(0, 10).filter(({ type }) => type === 'Noted'));
    expect(await store().readAll({ after: upTo, limit: 10, upTo })).toEqual([]);
  });

  test.each([1, 2, 5, 100])('one stream in stretches of %i, the last of them empty', async (limit) => {
    const whole = await store().readStream('case-1');
    expect(whole.length).toBeGreaterThan(2);
    const read: StoredEvent[] = [];
    for (let stretch = await store().readStream('case-1', undefined, { from: 0, limit }); stretch.length > 0;) {
      expect(stretch.length).toBeLessThanOrEqual(limit);
      read.push(...stretch);
      stretch = await store().readStream('case-1', undefined, { from: read.length, limit });
    }
    expect(read).toEqual(whole);
    const upTo = whole[1]!.position;
    expect(await store().readStream('case-1', upTo, { from: 1, limit })).toEqual(whole.slice(1, 2));
    expect(await store().readStream('nowhere', undefined, { from: 0, limit })).toEqual([]);
  });

  test('every stream with the number of its events, now and at any position', async () => {
    const log = await everything(store());
    for (const end of [0, 1, 7, log.length]) {
      const counted = new Map<string, number>();
      for (const { stream } of log.slice(0, end)) counted.set(stream, (counted.get(stream) ?? 0) + 1);
      const wanted = [...counted].map(([stream, events]) => ({ stream, events }));
      const found = await store().streams(end === 0 ? 0n : log[end - 1]!.position);
      expect(found.toSorted(byStream)).toEqual(wanted.toSorted(byStream));
    }
  });

  test('after the end there is nothing, yet', async () => {
    const { position } = await store().head();
    expect(await store().readAll({ after: position, limit: 10 })).toEqual([]);
    expect(await store().readAll({ after: position + 1_000n, limit: 10 })).toEqual([]);
  });
}

function times(store: () => EventStore): void {
  test('an empty store has no head and no time', async () => {
    expect(await store().head()).toEqual({ position: 0n, count: 0, effectiveAt: undefined });
    expect(await store().positionAt(EVENING)).toBe(0n);
  });

  test('a time leads to the last event known by then, also among equal ones', async () => {
    const [, second, third, fourth] = await recorded(
      store(),
      'case-1',
      { at: MORNING },
      { at: MORNING },
      { at: NOON },
      { at: MORNING },
    );
    expect(await store().positionAt('2008-04-01T08:59:59.999Z')).toBe(0n);
    expect(await store().positionAt(MORNING)).toBe(second!.position);
    expect(await store().positionAt('2008-04-01T11:59:59.999Z')).toBe(second!.position);
    expect(third!.position).toBeLessThan(fourth!.position);
    expect(await store().positionAt(NOON)).toBe(fourth!.position);
    expect(await store().positionAt(EVENING)).toBe(fourth!.position);
    expect(await store().head()).toEqual({ position: fourth!.position, count: 4, effectiveAt: NOON });
  });
}

const byStream = (a: { stream: string }, b: { stream: string }): number => (a.stream < b.stream ? -1 : 1);
