import streams from '@eventstore/db-client/generated/streams_pb.js';
import { appendAnswer, appendMessage } from './append-message.js';

const correlation = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const event = { id: 'c9bf9e57-1685-4c89-bafb-ff5af830be8a', type: 'Noted', data: Buffer.from('é'.repeat(200)) };

test.each([-1, 0, 127, 128, 5_000_000_000])(
  'an append that expects revision %d is what the client reads',
  (revision) => {
    const metadata = Buffer.from('{}');
    const message = appendMessage({
      correlation,
      name: 'ledger/ä',
      expectedRevision: revision,
      deadlineMs: 1_700_000_000_123,
      events: [
        { ...event, metadata },
        { ...event, metadata: undefined },
      ],
    });
    const read = streams.BatchAppendReq.deserializeBinary(message);
    const options = read.getOptions()!;
    expect(read.getCorrelationId()!.getString()).toBe(correlation);
    expect(read.getIsFinal()).toBe(true);
    expect(Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString()).toBe('ledger/ä');
    expect(options.hasNoStream() ? -1 : Number(options.getStreamPosition())).toBe(revision);
    expect(options.getDeadline()!.toDate().getTime()).toBe(1_700_000_000_123);
    const events = read.getProposedMessagesList().map((proposed) => ({
      id: proposed.getId()!.getString(),
      type: proposed.getMetadataMap().get('type'),
      data: Buffer.from(proposed.getData_asU8()),
      metadata: Buffer.from(proposed.getCustomMetadata_asU8()).toString(),
    }));
    expect(events).toEqual([
      { ...event, metadata: '{}' },
      { ...event, metadata: '' },
    ]);
  },
);

test('an answer is known by its correlation, as two numbers too, and tells the position', () => {
  const numbers = [0x3f2504e04f8941d3n, BigInt.asIntN(64, 0x9a0c0305e82c3301n)].map(varint);
  const structured = Buffer.concat([Buffer.from([8]), numbers[0]!, Buffer.from([16]), numbers[1]!]);
  const uuid = Buffer.concat([Buffer.from([10, structured.length]), structured]);
  const position = Buffer.concat([Buffer.from([8]), varint(9_007_199_254_740_991n)]);
  const success = Buffer.concat([Buffer.from([26, position.length]), position]);
  const answer = Buffer.concat([Buffer.from([10, uuid.length]), uuid, Buffer.from([26, success.length]), success]);
  expect(appendAnswer(answer)).toEqual({
    correlation: correlation.replaceAll('-', ''),
    position: 9_007_199_254_740_991,
    error: undefined,
  });
});

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
