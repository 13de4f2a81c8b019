import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, sha256 } from './canonical.js';

describe('canonical JSON', () => {
  test('numbers and strings as in RFC 8785, 3.2.2', () => {
    const value: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('keys sort by their UTF-16 units, as in RFC 8785, 3.2.3', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  test('is what the library of the standard’s author writes', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(canonicalJson(value)).toBe(canonicalize(value))),
      { numRuns: 2_000 },
    ));

  test.each(['', ' ', '"', '\\', '/', '\u007f', '\u0080', '\u2028', '\ud800', '£', '😀', '[', ']', '~', '#', '!'])(
    'of the text %j',
    (text) => expect(canonicalJson({ [text]: text })).toBe(canonicalize({ [text]: text })),
  );

  test('the order in which keys were written makes no difference', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    ));

  test('what is read from it is written the same again', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    ));

  test('a field without a value is left out', () => expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}'));

  test.each([[undefined], [NaN], [Infinity], [1n], [() => 1], [new Date(0)], [[undefined]]])('%p is refused', (value) =>
    expect(() => canonicalJson(value)).toThrow(),
  );
});

describe('SHA-256', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'], // FIPS 180-4
  ])('of %j', (text, hash) => expect(sha256(text)).toBe(hash));

  test('is of the UTF-8 bytes', () => expect(sha256('£')).not.toBe(sha256('\u00c2\u00a3')));
});
