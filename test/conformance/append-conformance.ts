import {
  BeforeLastEvent,
  FoundMore,
  hashOf,
  MAX_APPEND_BYTES,
  MAX_APPEND_EVENTS,
  MAX_EVENT_BYTES,
  TooLarge,
  WrongRevision,
  type Append,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '#event-store';
import { canonicalJson } from '#audit';
import { aStoreEach } from './opened.js';
import {
  anAppend,
  anEvent,
  claimOf,
  EVENING,
  everything,
  MORNING,
  NOON,
  places,
  recorded,
  type Opening,
} from './sample.js';

export function appendConformance(open: Opening): void {
  describe('append', () => {
    const store = aStoreEach(open);
    whatIsWritten(store);
    expectedRevisions(store);
    describe('a key of the directory that was asked to decide', () => askedKeys(store));
    describe('a repeat', () => repeats(store));
    manyWriters(store);
    limits(store);
  });
  describe('the clock', () => clocks(open));
}

function whatIsWritten(store: () => EventStore): void {
  test('answers with what every later reading gives, readable at once', async () => {
    const event = anEvent({ data: { patients: 6_500, note: null, nested: { b: [1, 'two'], a: true } } });
    const [stored] = await store().append(anAppend('organisation-A99001', -1, { events: [event] }));
    expect(stored).toMatchObject({ ...event, stream: 'organisation-A99001', revision: 0, effectiveAt: MORNING });
    expect(await store().readStream('organisation-A99001')).toEqual([stored]);
    expect(await everything(store())).toEqual([stored]);
    expect(await store().head()).toEqual({ position: stored!.position, count: 1, effectiveAt: MORNING });
  });

  test('a batch is written whole, in its order', async () => {
    const events = ['first', 'second', 'third'].map((order) => anEvent({ data: { order } }));
    const stored = await store().append(anAppend('case-1', -1, { events }));
    expect(places(stored)).toEqual(['case-1@0', 'case-1@1', 'case-1@2']);
    expect((await store().readStream('case-1')).map(({ data }) => data['order'])).toEqual(['first', 'second', 'third']);
  });

  test('the hash is that of the canonical bytes, as anyone can work it out', async () => {
    const [stored] = await recorded(store(), 'case-é', { data: { b: 1, a: 'ü' } });
    const [read] = await store().readStream('case-é');
    expect(read!.hash).toBe(recomputed(read!));
    expect(stored!.hash).toBe(read!.hash);
  });

  test('text comes back character for character, composed or not', async () => {
    const [composed, decomposed] = ['case-caf\u00e9', 'case-cafe\u0301'];
    await recorded(store(), composed, { data: { name: 'Zo\u00eb', plain: '\u0000 \u2028 👩‍⚕️ \\ "' } });
    await recorded(store(), decomposed, { data: { name: 'Zoe\u0308' } });
    const [[first], [second]] = [await store().readStream(composed), await store().readStream(decomposed)];
    expect(first!.data).toEqual({ name: 'Zo\u00eb', plain: '\u0000 \u2028 👩‍⚕️ \\ "' });
    expect(second!.data).toEqual({ name: 'Zoe\u0308' });
    expect([first!.revision, second!.revision]).toEqual([0, 0]);
  });

  test('numbers come back exactly', async () => {
    const amounts = [0, -1, 1.5, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 5e-324];
    await recorded(store(), 'case-1', { data: { amounts } });
    expect((await store().readStream('case-1'))[0]!.data).toEqual({ amounts });
  });

  test('a type that nobody has heard of is kept and told like any other', async () => {
    const [stored] = await recorded(store(), 'case-1', { type: 'NeverHeardOf — ü', data: { since: '1948' } });
    expect(await store().readAll({ after: 0n, limit: 1, types: ['NeverHeardOf — ü'] })).toEqual([stored]);
    expect(await store().readStream('case-1')).toEqual([stored]);
  });

  test.each([
    ['no event', { events: [] }],
    ['an id that is no UUID', { events: [{ ...anEvent(), id: 'first' }] }],
    ['an id in capitals', { events: [{ ...anEvent(), id: anEvent().id.toUpperCase() }] }],
    ['an empty type', { events: [{ ...anEvent(), type: '' }] }],
    ["a type of a server's own", { events: [{ ...anEvent(), type: '$>' }] }],
    ['no name of a stream', { stream: '' }],
    ['half a character in a name', { stream: 'case-\ud83d' }],
    ['a kind of id with the sign that ends it', { claims: [{ kind: 'agree-ment', id: 'X' }] }],
    ['a revision that is none', { expectedRevision: -2 }],
    ['a number of streams that is none', { found: [{ key: 'pct', streams: -1 }] }],
    ['half a character in a key', { found: [{ key: 'pct-\ud83d', streams: 0 }] }],
  ])('%s is a mistake of the caller, and costs the next append nothing', async (_, wrong) => {
    await expect(store().append({ ...anAppend('case-1', -1), ...wrong })).rejects.toThrow(RangeError);
    await expect(store().append(anAppend('case-1', -1))).resolves.toHaveLength(1);
  });
}

const recomputed = (event: StoredEvent): string =>
  hashOf({ ...event, dataJson: canonicalJson(event.data), metadataJson: canonicalJson(event.metadata) });

function expectedRevisions(store: () => EventStore): void {
  test.each([
    ['a first event where no stream was expected', 0, -1, undefined],
    ['a next event after the last', 2, 1, undefined],
    ['a first event where a stream was expected', 0, 0, { expected: 0, actual: -1 }],
    ['no stream expected where one is', 1, -1, { expected: -1, actual: 0 }],
    ['a revision that has passed', 3, 1, { expected: 1, actual: 2 }],
    ['a revision still to come', 2, 5, { expected: 5, actual: 1 }],
  ])('%s', async (_, before, expectedRevision, refused) => {
    await recorded(store(), 'case-1', ...Array.from({ length: before }, () => ({})));
    const appended = store().append(anAppend('case-1', expectedRevision));
    if (refused === undefined) await expect(appended).resolves.toHaveLength(1);
    else await expect(appended).rejects.toMatchObject({ stream: 'case-1', ...refused });
    expect(await store().readStream('case-1')).toHaveLength(before + (refused === undefined ? 1 : 0));
  });

  test('a stream that was read and has moved since refuses the append', async () => {
    await recorded(store(), 'agreements-A99001', {}, {});
    const moved = anAppend('account-A99001', -1, { unmoved: [{ stream: 'agreements-A99001', revision: 0 }] });
    await expect(store().append(moved)).rejects.toThrow(WrongRevision);
    await expect(store().append(moved)).rejects.toMatchObject({ stream: 'agreements-A99001', expected: 0, actual: 1 });
    expect(await store().revisions(['account-A99001'])).toEqual([-1]);
  });

  test('streams that stand where they were read let it through, an absent one too', async () => {
    await recorded(store(), 'agreements-A99001', {}, {});
    const unmoved = [
      { stream: 'agreements-A99001', revision: 1 },
      { stream: 'group-G1', revision: -1 },
    ];
    await expect(store().append(anAppend('account-A99001', -1, { unmoved }))).resolves.toHaveLength(1);
  });
}

/** Found under a key, as the suite has it. */
const under = (...keys: readonly string[]) => ({ data: { keys } });

function askedKeys(store: () => EventStore): void {
  const resting = (stream: string, streams: number, key = 'pct'): Append =>
    anAppend(stream, -1, { found: [{ key, streams }] });

  test('refuses the append where it leads further since', async () => {
    await recorded(store(), 'agreements-A', under('pct'));
    await recorded(store(), 'agreements-B', under('pct'));
    const decided = resting('account-A', 1);
    await expect(store().append(decided)).rejects.toThrow(FoundMore);
    await expect(store().append(decided)).rejects.toMatchObject({ key: 'pct', expected: 1, actual: 2 });
    expect(await store().revisions(['account-A'])).toEqual([-1]);
  });

  test('lets it through where it leads to as many streams, none too', async () => {
    await expect(store().append(resting('account-A', 0))).resolves.toHaveLength(1);
    await recorded(store(), 'agreements-A', under('pct'), under('pct', 'other'));
    await expect(store().append(resting('account-B', 1))).resolves.toHaveLength(1);
    await recorded(store(), 'agreements-A', under('pct'));
    await expect(store().append(resting('account-C', 1))).resolves.toHaveLength(1);
    await expect(store().append(resting('account-D', 1, 'other'))).resolves.toHaveLength(1);
    await expect(store().append(resting('account-E', 0, 'another'))).resolves.toHaveLength(1);
  });

  test('may be one under which the append itself is found', async () => {
    const append = (stream: string, streams: number): Append => ({
      ...resting(stream, streams),
      events: [anEvent(under('pct'))],
    });
    await expect(store().append(append('case-1', 0))).resolves.toHaveLength(1);
    await expect(store().append(append('case-2', 0))).rejects.toMatchObject({ expected: 0, actual: 1 });
    await expect(store().append(append('case-2', 1))).resolves.toHaveLength(1);
  });

  test('has a repeat answered as the first time, whatever it leads to by then', async () => {
    const append = resting('account-A', 0);
    const stored = await store().append(append);
    await recorded(store(), 'agreements-A', under('pct'));
    expect(await store().append(append)).toEqual(stored);
  });

  test('stands still at once with the append, whoever else writes', async () => {
    const pairs = Array.from({ length: 12 }, (_, index) => index);
    await Promise.all(
      pairs.map((index) => {
        const decided = () =>
          store()
            .append(resting(`account-${index}`, 0, `key-${index}`))
            .catch(unlessFoundMore);
        const other = () => recorded(store(), `agreements-${index}`, under(`key-${index}`));
        return index % 2 === 0 ? Promise.all([decided(), other()]) : Promise.all([other(), decided()]);
      }),
    );
    const log = await everything(store());
    for (const index of pairs) {
      const [decided, other] = [`account-${index}`, `agreements-${index}`].map((name) =>
        log.findIndex(({ stream }) => stream === name),
      ) as [number, number];
      expect(other).not.toBe(-1);
      expect(decided).toBeLessThan(other); // −1 where it was refused
    }
  });
}

function unlessFoundMore(error: unknown): void {
  if (!(error instanceof FoundMore)) throw error;
}

function repeats(store: () => EventStore): void {
  const first = (): Append =>
    anAppend('case-1', -1, {
      events: [anEvent({ commandId: 'first' }), anEvent({ data: { b: 1, a: 'ü' }, commandId: 'first' })],
      claims: [claimOf('AG-1'), claimOf('AG-2')],
    });

  test('of the same append has no second effect and the first answer', async () => {
    const append = first();
    const stored = await store().append(append);
    expect(await store().append(append)).toEqual(stored);
    expect(await everything(store())).toEqual(stored);
    expect(await store().holderOf('agreement', 'AG-1')).toMatchObject({ commandId: 'first', stream: 'case-1' });
  });

  test('has it also after other events, in the stream and elsewhere', async () => {
    const append = first();
    const stored = await store().append(append);
    await recorded(store(), 'case-2', {}, {});
    await recorded(store(), 'case-1', {}, {}, {});
    expect(await store().append(append)).toEqual(stored);
    expect(await store().head()).toMatchObject({ count: 7 });
  });

  test('has it also when a stream has moved that was read to decide', async () => {
    await recorded(store(), 'agreements-A99001', {});
    const append = { ...first(), unmoved: [{ stream: 'agreements-A99001', revision: 0 }] };
    const stored = await store().append(append);
    await recorded(store(), 'agreements-A99001', {});
    expect(await store().append(append)).toEqual(stored);
  });

  test('many times at once is one append', async () => {
    const append = first();
    const answers = await Promise.all(Array.from({ length: 12 }, () => store().append(append)));
    expect(new Set(answers.map((stored) => stored[0]!.position))).toEqual(new Set([answers[0]![0]!.position]));
    expect(await everything(store())).toHaveLength(2);
  });

  test('with other content is not taken for it', async () => {
    const append = first();
    await store().append(append);
    const [a, b] = append.events;
    const changed = { ...append, events: [a!, { ...b!, data: { b: 2 } }] };
    await expect(store().append(changed)).rejects.toMatchObject({ stream: 'case-1', expected: -1, actual: 1 });
    expect(await store().readStream('case-1')).toMatchObject([{ data: {} }, { data: { a: 'ü', b: 1 } }]);
  });

  test('of a part of a batch, or of a batch and more, is not taken for it', async () => {
    const { events } = first();
    const append = anAppend('case-1', -1, { events });
    await store().append(append);
    const others = [[...events, anEvent()], [anEvent(), events[1]!], events.slice(1), events.toReversed()];
    for (const other of others) {
      await expect(store().append({ ...append, events: other })).rejects.toThrow(WrongRevision);
    }
    expect(await store().revisions(['case-1'])).toEqual([1]);
  });

  test('at another revision is another append', async () => {
    const append = anAppend('case-1', -1);
    await store().append(append);
    await expect(store().append({ ...append, expectedRevision: 4 })).rejects.toThrow(WrongRevision);
    await expect(store().append({ ...append, expectedRevision: 0 })).resolves.toMatchObject([{ revision: 1 }]);
  });
}

function manyWriters(store: () => EventStore): void {
  test('of many writers to one stream exactly one wins each revision', async () => {
    const race = (revision: number) =>
      Promise.allSettled(Array.from({ length: 20 }, () => store().append(anAppend('case-1', revision))));
    for (const revision of [-1, 0, 1]) {
      const outcomes = await race(revision);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(errors.every((error) => error instanceof WrongRevision)).toBe(true);
    }
    expect(places(await store().readStream('case-1'))).toEqual(['case-1@0', 'case-1@1', 'case-1@2']);
  });

  test('many writers to many streams all get through, in one order that all readers see', async () => {
    const streams = Array.from({ length: 25 }, (_, index) => `case-${index}`);
    await Promise.all(streams.map((stream) => recorded(store(), stream, {}, {}, {}, {})));
    const log = await everything(store());
    expect(log).toHaveLength(100);
    expect(log.every(({ position }, index) => index === 0 || position > log[index - 1]!.position)).toBe(true);
    for (const stream of streams) {
      expect(await store().readStream(stream)).toEqual(log.filter((event) => event.stream === stream));
    }
  });

  test('one that is refused does not take its neighbours with it', async () => {
    const [before, wrong, after] = await Promise.allSettled([
      store().append(anAppend('case-1', -1)),
      store().append(anAppend('case-1', 7)),
      store().append(anAppend('case-1', 0)),
    ]);
    expect([before.status, wrong.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store().revisions(['case-1'])).toEqual([1]);
  });
}

/** An event whose data and metadata take exactly so many bytes. Each é is one character and two bytes. */
function ofBytes(bytes: number): NewEvent {
  const empty = anEvent({ data: { text: '' } });
  const room = bytes - canonicalJson(empty.data).length - canonicalJson(empty.metadata).length;
  return { ...empty, data: { text: 'é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2) } };
}

function limits(store: () => EventStore): void {
  const atTheLimit = [MAX_EVENT_BYTES, MAX_APPEND_BYTES - MAX_EVENT_BYTES];

  test('an event at the limit is taken, and read back', async () => {
    await store().append(anAppend('case-1', -1, { events: [ofBytes(MAX_EVENT_BYTES)] }));
    const [read] = await store().readStream('case-1');
    expect(read!.hash).toBe(recomputed(read!));
  });

  test('an event one byte past the limit is too large', async () => {
    const appended = store().append(anAppend('case-1', -1, { events: [ofBytes(MAX_EVENT_BYTES + 1)] }));
    await expect(appended).rejects.toThrow(TooLarge);
    await expect(appended).rejects.toThrow(/524289.*524288/);
  });

  test('an append at the limit is taken', async () => {
    await expect(store().append(anAppend('case-1', -1, { events: atTheLimit.map(ofBytes) }))).resolves.toHaveLength(2);
  });

  test('as many events as an append may hold are taken where their bytes are as many as they may be', async () => {
    const each = MAX_APPEND_BYTES / MAX_APPEND_EVENTS;
    const events = Array.from({ length: MAX_APPEND_EVENTS }, () => ofBytes(each));
    await expect(store().append(anAppend('case-1', -1, { events }))).resolves.toHaveLength(MAX_APPEND_EVENTS);
  });

  test('one event more is too large, however small they are', async () => {
    const events = Array.from({ length: MAX_APPEND_EVENTS + 1 }, () => anEvent());
    const appended = store().append(anAppend('case-1', -1, { events }));
    await expect(appended).rejects.toThrow(TooLarge);
    await expect(appended).rejects.toThrow(/1001 events.*1000/);
  });

  test('an append one byte past the limit is too large, and leaves nothing', async () => {
    const events = [ofBytes(atTheLimit[0]! - 1), ofBytes(atTheLimit[1]! + 2)];
    const appended = store().append(anAppend('case-1', -1, { events }));
    await expect(appended).rejects.toThrow(TooLarge);
    await expect(appended).rejects.toThrow(/1000001.*1000000/);
    expect(await store().head()).toEqual({ position: 0n, count: 0, effectiveAt: undefined });
  });
}

function clocks(open: Opening): void {
  describe('simulated', () => {
    const store = aStoreEach(open, 'simulated');

    test('takes the time that the command brings, and the same time again', async () => {
      const stored = await recorded(store(), 'case-1', { at: MORNING }, { at: NOON }, { at: NOON });
      expect(stored.map(({ effectiveAt }) => effectiveAt)).toEqual([MORNING, NOON, NOON]);
      expect(store().clock).toBe('simulated');
    });

    test('refuses a time before the last event, on any stream', async () => {
      await recorded(store(), 'case-1', { at: NOON });
      await expect(recorded(store(), 'case-2', { at: MORNING })).rejects.toThrow(BeforeLastEvent);
      expect(await store().revisions(['case-2'])).toEqual([-1]);
    });

    test('refuses an append whose own events run backwards', async () => {
      const events = [anEvent({ at: NOON }), anEvent({ at: MORNING })];
      await expect(store().append(anAppend('case-1', -1, { events }))).rejects.toThrow(BeforeLastEvent);
    });
  });

  describe('of the system', () => {
    const store = aStoreEach(open, 'system');

    test('a clock set back is taken; the effective time stays at the greatest', async () => {
      const stored = await recorded(store(), 'case-1', { at: NOON }, { at: MORNING }, { at: EVENING });
      expect(stored.map(({ effectiveAt }) => effectiveAt)).toEqual([NOON, NOON, EVENING]);
      expect(stored.map(({ metadata }) => metadata.recordedAt)).toEqual([NOON, MORNING, EVENING]);
      expect(store().clock).toBe('system');
    });
  });
}
