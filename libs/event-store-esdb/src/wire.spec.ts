import { fieldOf, WireReader, WireWriter } from './wire.js';

/** As the language's own integers of 64 bits have it. */
function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

test.each(Array.from({ length: 64 }, (_, bits) => [bits]))('a number of 64 bits is read to its bit %d', (bits) => {
  for (const value of [
    1n << BigInt(bits),
    BigInt.asUintN(bits + 1, 0xa5c3_96f0_1e78_d2b4n),
    (2n << BigInt(bits)) - 1n,
  ]) {
    expect(new WireReader(varint(value)).hex()).toBe(value.toString(16).padStart(16, '0'));
  }
});

test.each([0, 127, 128, 16_383, 16_384, 500_000])('%d bytes are read as they were written', (length) => {
  const bytes = Buffer.alloc(length, 7);
  const message = new WireWriter(fieldOf(length) + 6).bytes(4, bytes).varint(2, 5_000_000_000).whole();
  const reader = new WireReader(message);
  expect([reader.next(), reader.bytes().equals(bytes)]).toEqual([4, true]);
  expect([reader.next(), reader.varint(), reader.next()]).toEqual([2, 5_000_000_000, 0]);
});

test.each([[[]], [[0x80]], [[0xff, 0xff, 0xff]]])(
  'a number that does not end is an error, not a search without end',
  (bytes) => {
    expect(() => new WireReader(Buffer.from(bytes)).varint()).toThrow('ends before its last field');
    expect(() => new WireReader(Buffer.from(bytes)).hex()).toThrow('ends before its last field');
    const inside = Buffer.from([0x0a, bytes.length, ...bytes, 0x01]);
    const reader = new WireReader(inside);
    expect(reader.next()).toBe(1);
    expect(() => reader.message().varint()).toThrow('ends before its last field');
  },
);

test('a message of another size than was said is not sent', () => {
  expect(() => new WireWriter(10).varint(1, 5).whole()).toThrow('2 of 10 bytes');
});
