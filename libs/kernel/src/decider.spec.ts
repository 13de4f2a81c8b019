import { lifted, schema, versionOf } from './decider.js';

describe('the data of an old event', () => {
  const agreementSigned = schema([
    ({ payee, ...rest }) => ({ ...rest, shares: [{ party: payee }] }),
    (data) => ({ ...data, currency: 'GBP' }),
  ]);

  test('the version written today follows the lifts', () => {
    expect(versionOf(agreementSigned)).toBe(3);
    expect(versionOf(schema())).toBe(1);
  });

  test.each([
    [1, { payee: 'A99001', cap: 5 }, { cap: 5, shares: [{ party: 'A99001' }], currency: 'GBP' }],
    [2, { cap: 5, shares: [] }, { cap: 5, shares: [], currency: 'GBP' }],
    [3, { cap: 5, shares: [], currency: 'EUR' }, { cap: 5, shares: [], currency: 'EUR' }],
  ])('of version %i is lifted step by step to the shape of today', (version, data, today) => {
    const before = structuredClone(data);
    expect(lifted(agreementSigned, version, data)).toEqual(today);
    expect(data).toEqual(before);
  });

  test.each([0, 4, -1, 1.5, NaN])('of version %p is not read at all', (version) =>
    expect(() => lifted(agreementSigned, version, {})).toThrow(RangeError),
  );
});
