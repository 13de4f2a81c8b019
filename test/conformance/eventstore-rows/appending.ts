import { ANY, ErrorType, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { note, texts, type Append, type Here } from './here.js';

export function appending(append: Append, here: Here): void {
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
      message: '',
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

  test('of two writers with one expected revision exactly one wins, and the other is told the next', async () => {
    await append(note(), NO_STREAM);
    const outcomes = await Promise.allSettled([append(note(), 0n), append(note(), 0n)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { actualVersion: 1n } });
  });

  test('takes up to 1,048,576 bytes, and refuses more', async () => {
    const half = 'x'.repeat(524_000);
    await append([note(half), note(half)], NO_STREAM);
    const over = append([note(half), note(half), note(half)], 1n);
    await expect(over).rejects.toMatchObject({ type: ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED });
    expect(await texts(here())).toHaveLength(2);
  });

  test('refuses what comes after its deadline by the clock of the server, and writes nothing', async () => {
    const { client, stream } = here();
    const late = client.appendToStream(stream, note(), { expectedRevision: NO_STREAM, deadline: -1_000 });
    await expect(late).rejects.toMatchObject({ type: ErrorType.DEADLINE_EXCEEDED });
    await expect(texts(here())).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });

  test('an empty batch is a success though there is no stream', async () => {
    expect(await append([], ANY)).toMatchObject({ success: true });
    await expect(texts(here())).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });
}
