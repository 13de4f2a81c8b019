import { randomUUID } from 'node:crypto';
import { ANY, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { note, texts, type Append, type Here } from './here.js';

export function repeats(append: Append, here: Here): void {
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
    expect(await append(note('b', id, 'Said'), NO_STREAM)).toEqual(first);
    expect((await texts(here())).map(({ text }) => text)).toEqual(['a']);
  });

  test.each([ANY, STREAM_EXISTS] as const)('expecting %s has it while the server lives', async (expected) => {
    await append(note('a'), NO_STREAM);
    const event = note('b');
    const first = await append(event, expected);
    expect(await append(event, expected)).toEqual(first);
    expect(await texts(here())).toHaveLength(2);
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
