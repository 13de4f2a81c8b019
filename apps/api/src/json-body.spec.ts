import type { Request } from 'express';
import { jsonBody } from './json-body.js';

const bodyOf = (text: string) =>
  jsonBody({ headers: { 'content-type': 'application/json' }, body: Buffer.from(text) } as unknown as Request);

test.each([
  '{"a":{"x":1},"b":{"x":2}}',
  '[{"x":1},{"x":2}]',
  '{"x":"\\"x\\":","y":["x","x"],"z":{}}',
  '{"x" : "}", "y" : "{\\"x\\":1,\\"x\\":2}"}',
  '{"é":1,"e":2,"😀":3}',
])('keys of different objects, and what only looks like a key, are no repeats: %s', (text) =>
  expect(bodyOf(text)).toEqual(JSON.parse(text)),
);

test.each(['{"x":1,"y":{"z":1},"x":2}', '{"a":[{"x":1,"\\u0078":2}]}', '{"x":{"x":1},"x" \n:2}'])(
  'a key that stands twice in one object is refused: %s',
  (text) => expect(() => bodyOf(text)).toThrow('the body gives x twice in one object'),
);

test('a long text is read in no time that matters', () => {
  const text = JSON.stringify({ name: '"\\'.repeat(140_000) });
  expect(bodyOf(text)).toEqual(JSON.parse(text));
});

test('a byte order mark is no part of the body', () => expect(bodyOf('\ufeff{"x":1}')).toEqual({ x: 1 }));
