import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  ErrorType,
  NO_STREAM,
  streamNameFilter,
  type ReadAllOptions,
  type ReadStreamOptions,
} from '@eventstore/db-client';
import { note, textOf, texts, type Append, type Here } from './here.js';

/** Characters of the name of a stream. */
const VERY_LONG = 1_100_000;

export function reading(append: Append, here: Here): void {
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

  test('everything knows no filter, though one is given', async () => {
    const { client, stream } = here();
    await append(note('a'), NO_STREAM);
    const filter = streamNameFilter({ prefixes: ['of no stream'] });
    const options: ReadAllOptions = { direction: BACKWARDS, fromPosition: END, maxCount: 50, ...{ filter } };
    const found: string[] = [];
    for await (const { event } of client.readAll(options)) found.push(event!.streamId);
    expect(found).toContain(stream);
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

export function readingAtEdges(append: Append, here: Here): void {
  const revisions = async (options: ReadStreamOptions): Promise<bigint[]> => {
    const found: bigint[] = [];
    for await (const { event } of here().client.readStream(here().stream, options)) found.push(event!.revision);
    return found;
  };

  test('backwards from nowhere gives the first event and no other', async () => {
    await append([note('a'), note('b')], NO_STREAM);
    expect(await revisions({ direction: BACKWARDS })).toEqual([0n]);
  });

  test.each([
    ['no event at all', { maxCount: 0 }],
    ['what comes after the end', { fromRevision: END }],
  ] as const)('to ask for %s is an error', async (_, options) => {
    await append(note('a'), NO_STREAM);
    await expect(revisions(options)).rejects.toMatchObject({ type: ErrorType.UNKNOWN });
  });

  test('an id comes back in small letters', async () => {
    const id = randomUUID();
    await append(note('a', id.toUpperCase() as typeof id), NO_STREAM);
    for await (const { event } of here().client.readStream(here().stream)) expect(event!.id).toBe(id);
  });

  test('everything backwards from a position on begins before the event that lies there, at once', async () => {
    const { position } = await append([note('a'), note('b')], NO_STREAM);
    const found: string[] = [];
    for await (const { event } of here().client.readAll({
      direction: BACKWARDS,
      fromPosition: position!,
      maxCount: 8,
    })) {
      if (event!.streamId === here().stream) found.push(textOf(event!.data));
    }
    expect(found).toEqual(['a']);
  });

  test('a stream that was deleted is not there', async () => {
    await append(note('a'), NO_STREAM);
    await here().client.deleteStream(here().stream, { expectedRevision: 0n });
    await expect(texts(here())).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });

  test('of a stream that was ended for ever the end is told, and nothing more is read or written', async () => {
    const { position } = await append(note('a'), NO_STREAM);
    const { client, stream } = here();
    await client.tombstoneStream(stream, { expectedRevision: 0n });
    const filter = streamNameFilter({ prefixes: [stream] });
    for await (const { event } of client.subscribeToAll({ fromPosition: position!, filter })) {
      expect(event).toMatchObject({ type: '$streamDeleted', revision: 9_223_372_036_854_775_807n });
      break;
    }
    await expect(texts(here())).rejects.toMatchObject({ type: ErrorType.STREAM_DELETED });
    await expect(append(note('b'), 0n)).rejects.toMatchObject({ type: ErrorType.STREAM_DELETED });
  });

  test('names that differ only in how they are composed are two streams, and one may be very long', async () => {
    const { client, stream } = here();
    const [composed, decomposed] = [`${stream}-\u00e9`, `${stream}-e\u0301`];
    const long = `${stream}-${'\u00e9'.repeat(VERY_LONG)}`;
    for (const [index, name] of [composed, decomposed, long].entries()) {
      await client.appendToStream(name, note(`${index}`), { expectedRevision: NO_STREAM });
    }
    for (const [index, name] of [composed, decomposed, long].entries()) {
      expect((await texts({ client, stream: name })).map(({ text }) => text)).toEqual([`${index}`]);
    }
  });
}

/** What a server keeps about a stream, beside its events. */
export function readingMetadata(append: Append, here: Here): void {
  test('$maxCount hides from the stream, and not from everything', async () => {
    const { position } = await append([note('a'), note('b'), note('c')], NO_STREAM);
    const [first] = await texts(here());
    const { client, stream } = here();
    const metadata = await client.setStreamMetadata(stream, { maxCount: 1 });
    expect((await texts(here())).map(({ text }) => text)).toEqual(['c']);
    const found: string[] = [];
    for await (const { event } of client.readAll({ fromPosition: first!.position! })) {
      if (event!.streamId === stream) found.push(textOf(event!.data));
      if (event!.position!.commit >= position!.commit) break;
    }
    expect(found).toEqual(['a', 'b', 'c']);
    const told = await client.getStreamMetadata(stream);
    expect(told).toMatchObject({ metadata: { maxCount: 1 }, metastreamRevision: metadata.position!.commit });
  });
}
