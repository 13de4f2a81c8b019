import { basisAmount, basisPointsOf } from './basis.js';

describe('what the inputs of a budget come to (rule 45)', () => {
  test('history, or the fair share, as it stands', () => {
    expect(basisAmount({ method: 'HISTORIC', historicPence: 7, fairSharePence: 9 })).toEqual({
      methodPence: 7,
      historicPartPence: 7,
      fairSharePartPence: null,
      roundedUp: false,
      expectedPence: 7,
    });
    expect(basisAmount({ method: 'WEIGHTED_CAPITATION', historicPence: 7, fairSharePence: 9 })).toMatchObject({
      methodPence: 9,
      historicPartPence: null,
      fairSharePartPence: 9,
    });
  });

  test('a blend is rounded once, up, and its parts make it up', () => {
    // 0.8 × 150,000,000 + 0.2 × 138,000,001 = 120,000,000 + 27,600,000.2
    const inputs = { historicPence: 150_000_000, fairSharePence: 138_000_001, historicBp: 8000 };
    expect(basisAmount({ method: 'BLENDED', ...inputs, contingencyPence: 3_600_000 })).toEqual({
      methodPence: 147_600_001,
      historicPartPence: 120_000_000,
      fairSharePartPence: 27_600_001,
      roundedUp: true,
      expectedPence: 144_000_001,
    });
  });

  test.each([
    [0, 0, 138],
    [10_000, 150, 0],
  ])('history at %i basis points', (historicBp, historicPartPence, fairSharePartPence) =>
    expect(basisAmount({ method: 'BLENDED', historicPence: 150, fairSharePence: 138, historicBp })).toMatchObject({
      historicPartPence,
      fairSharePartPence,
      roundedUp: false,
    }),
  );

  test('a blend of nothing is nothing', () =>
    expect(basisAmount({ method: 'BLENDED', historicPence: 0, fairSharePence: 0, historicBp: 5000 })).toMatchObject({
      methodPence: 0,
      historicPartPence: 0,
      fairSharePartPence: 0,
      expectedPence: 0,
    }));

  test('a local method is not worked out', () =>
    expect(basisAmount({ method: 'LOCAL', contingencyPence: 5 })).toMatchObject({
      methodPence: null,
      expectedPence: null,
    }));

  test('a blend passes 2^53 on the way and keeps its pennies', () =>
    expect(
      basisAmount({ method: 'BLENDED', historicPence: 9e15, fairSharePence: 9e15 - 1, historicBp: 5000 }),
    ).toMatchObject({ methodPence: 9e15, roundedUp: true }));
});

test.each([
  [6_000_000, 138_000_000, 435], // 434.78…
  [-6_000_000, 138_000_000, -435],
  [1, 20_000, 1], // a half away from 0
  [-1, 20_000, -1],
  [-1, 20_001, 0],
  [5, 0, null],
])('%i of %i is %p basis points', (pence, of, bp) => expect(basisPointsOf(pence, of)).toBe(bp));

test.each([
  // 3 × 0.5 and 4 × 0.5: 1.5 + 2 = 3.5, up to 4: the penny is history's
  [3, 4, 5000, 2, 2],
  // 1 × 0.9 and 9 × 0.1: 0.9 + 0.9 = 1.8, up to 2: a penny to each
  [1, 9, 9000, 1, 1],
  // 1 × 0.5 and 2 × 0.5: 0.5 + 1 = 1.5, up to 2
  [1, 2, 5000, 1, 1],
])('a blend of %i and %i at %i is %i and %i', (historicPence, fairSharePence, historicBp, ...parts) =>
  expect(basisAmount({ method: 'BLENDED', historicPence, fairSharePence, historicBp })).toMatchObject({
    historicPartPence: parts[0],
    fairSharePartPence: parts[1],
  }),
);
