import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  ErrorType,
  EventStoreDBClient,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type AppendExpectedRevision,
  type EventData,
  type Position,
} from '@eventstore/db-client';

const note = (text = '', id = randomUUID()): EventData =>
  binaryEvent({ id, type: 'Noted', data: Buffer.from(text), metadata: Buffer.from('{}') });

/**
 * What the adapter takes a server to do, each row with the bare client and nothing of the ledger's: run on a real server
 * it tells when a new version does otherwise, run on the stand-in it tells that the stand-in does the same.
 */
export function eventStoreRows(name: string, address: string): void {
  describe(`${name} behaves as the adapter takes it to`, () => {
    let client: EventStoreDBClient;
    let stream: string;
    beforeEach(() => {
      client = EventStoreDBClient.connectionString(address);
      stream = `rows-${randomUUID()}`;
    });
    afterEach(() => client.dispose());
    const append = (events: EventData | EventData[], expectedRevision: AppendExpectedRevision) =>
      client.appendToStream(stream, events, { expectedRevision });
    const here = () => ({ client, stream });
    describe('appending', () => appending(append, here));
    describe('a repeat', () => repeats(append, here));
    describe('reading', () => reading(append, here));
    describe('subscribing', () => subscribing(append, here));
  });
}

type Append = (
  events: EventData | EventData[],
  expected: AppendExpectedRevision,
) => ReturnType<EventStoreDBClient['appendToStream']>;
type Here = () => { readonly client: EventStoreDBClient; readonly stream: string };

function appending(append: Append, here: Here): void {
  test('tells the revision and the position of the last event', async () => {
    const { success, nextExpectedRevision, position } = await append([note(), note()], NO_STREAM);
    expect({ success, nextExpectedRevision }).toEqual({ success: true, nextExpectedRevision: 1n });
    expect(position!.commit).toBe(position!.prepare);
    const all = await texts(here());
    expect(all.map(({ position: each }) => each!.commit)).toEqual([expect.any(BigInt), position!.commit]);
  });

  test.each([
    ['no stream, where one is', NO_STREAM, 'no_stream', 0n],
    ['a revision still to come', 5n, 5n, 0n],
  ] as const)('refuses %s', async (_, expected, expectedVersion, actualVersion) => {
    await append(note(), NO_STREAM);
    const refused = {
      type: ErrorType.WRONG_EXPECTED_VERSION,
      streamName: here().stream,
      expectedVersion,
      actualVersion,
    };
    await expect(append(note(), expected)).rejects.toMatchObject(refused);
  });

  test('refuses a revision of a stream that is not there', async () => {
    await expect(append(note(), 0n)).rejects.toMatchObject({ expectedVersion: 0n, actualVersion: 'no_stream' });
    await expect(append(note(), STREAM_EXISTS)).rejects.toMatchObject({ actualVersion: 'no_stream' });
  });

  test('of two writers with one expected revision exactly one wins', async () => {
    const outcomes = await Promise.allSettled([append(note(), NO_STREAM), append(note(), NO_STREAM)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('takes up to 1,048,576 bytes, and refuses more', async () => {
    const half = 'x'.repeat(524_000);
    await append([note(half), note(half)], NO_STREAM);
    const over = append([note(half), note(half), note(half)], 1n);
    await expect(over).rejects.toMatchObject({ type: ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED });
    expect(await texts(here())).toHaveLength(2);
  });

  test('an empty batch is a success though there is no stream', async () => {
    expect(await append([], ANY)).toMatchObject({ success: true });
    await expect(texts(here())).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });
}

function repeats(append: Append, here: Here): void {
  test('with its original revision has the original answer, later too, and no effect', async () => {
    const events = [note('a'), note('b')];
    const first = await append(events, NO_STREAM);
    expect(await append(events, NO_STREAM)).toEqual(first);
    await append(note('c'), 1n);
    expect(await append(events, NO_STREAM)).toEqual(first);
    expect((await texts(here())).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  test('with other content has it too: the first content stays', async () => {
    const id = randomUUID();
    const first = await append(note('a', id), NO_STREAM);
    expect(await append(note('b', id), NO_STREAM)).toEqual(first);
    expect((await texts(here())).map(({ text }) => text)).toEqual(['a']);
  });

  test('with the current revision is written again', async () => {
    const event = note('a');
    await append(event, NO_STREAM);
    expect(await append(event, 0n)).toMatchObject({ nextExpectedRevision: 1n });
    expect(await texts(here())).toHaveLength(2);
  });

  test('with a stale revision that is not its own is refused', async () => {
    const event = note('c');
    await append([note('a'), note('b')], NO_STREAM);
    await append(event, 1n);
    await expect(append(event, 0n)).rejects.toMatchObject({ actualVersion: 2n });
  });

  test('of a part of a batch is refused', async () => {
    const known = note('a');
    await append(known, NO_STREAM);
    await expect(append([known, note('b')], NO_STREAM)).rejects.toMatchObject({ actualVersion: 0n });
  });

  test('one id twice in a batch, and in two streams, is written each time', async () => {
    const event = note('a');
    await append([event, event], NO_STREAM);
    expect(await texts(here())).toHaveLength(2);
    const other = { ...here(), stream: `${here().stream}-other` };
    await here().client.appendToStream(other.stream, event, { expectedRevision: NO_STREAM });
    expect(await texts(other)).toHaveLength(1);
  });
}

function reading(append: Append, here: Here): void {
  test('a stream that is not there is an error, past the end there is nothing', async () => {
    await expect(texts(here())).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
    await append(note('a'), NO_STREAM);
    const { client, stream } = here();
    const past: unknown[] = [];
    for await (const event of client.readStream(stream, { fromRevision: 5n })) past.push(event);
    expect(past).toEqual([]);
  });

  test('backwards from the end', async () => {
    await append([note('a'), note('b'), note('c')], NO_STREAM);
    const { client, stream } = here();
    const found: bigint[] = [];
    const options = { direction: BACKWARDS, fromRevision: END, maxCount: 2 } as const;
    for await (const { event } of client.readStream(stream, options)) found.push(event!.revision);
    expect(found).toEqual([2n, 1n]);
  });

  test('everything from a position on begins with the event that lies there', async () => {
    await append([note('a'), note('b'), note('c')], NO_STREAM);
    const [, second] = await texts(here());
    const { client, stream } = here();
    const found: string[] = [];
    for await (const { event } of client.readAll({ fromPosition: second!.position!, maxCount: 2 })) {
      if (event!.streamId === stream) found.push(textOf(event!.data));
    }
    expect(found).toEqual(['b', 'c']);
  });

  test('a position inside a record is an error', async () => {
    await append(note('a'), NO_STREAM);
    const position = (await texts(here()))[0]!.position!;
    const inside = { commit: position.commit + 1n, prepare: position.prepare + 1n };
    await append(note('b'), 0n);
    const read = async () => {
      for await (const _event of here().client.readAll({ fromPosition: inside, maxCount: 1 }));
    };
    await expect(read()).rejects.toMatchObject({ type: ErrorType.UNKNOWN });
  });
}

function subscribing(append: Append, here: Here): void {
  test('tells what comes after a position, that it has caught up, and then what is new', async () => {
    await append([note('a'), note('b')], NO_STREAM);
    const [first] = await texts(here());
    const { client, stream } = here();
    const filter = streamNameFilter({ prefixes: [stream] });
    const told: string[] = [];
    const subscription = client.subscribeToAll({ fromPosition: first!.position ?? START, filter });
    subscription.on('caughtUp', () => {
      told.push('caught up');
      void append(note('c'), 1n);
    });
    for await (const { event } of subscription) {
      told.push(textOf(event!.data));
      if (told.length === 3) break;
    }
    expect(told).toEqual(['b', 'caught up', 'c']);
  });
}

type Text = { readonly text: string; readonly position: Position | undefined };

async function texts({ client, stream }: ReturnType<Here>): Promise<Text[]> {
  const found: Text[] = [];
  for await (const { event } of client.readStream(stream)) {
    found.push({ text: textOf(event!.data), position: event!.position });
  }
  return found;
}

const textOf = (data: unknown): string => Buffer.from(data as Uint8Array).toString('utf8');
