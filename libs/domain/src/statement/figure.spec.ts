import { dayOf } from '#kernel';
import { aRef } from '#testing';
import { figureOf, splitByBasis } from './figure.js';
import type { SegmentPosition } from './position.js';
import type { RulingEffects } from './rulings.js';
import type { Segment } from './segments.js';

const DAYS = { first: dayOf('2007-04-01'), last: dayOf('2008-03-31') };

const of = (variancePence: number, changes: Partial<Segment> = {}): SegmentPosition => ({
  segment: {
    days: DAYS,
    basis: 'GUIDANCE',
    shareBp: 7000,
    recovery: { kind: 'NONE' },
    standsAlone: false,
    terms: [],
    ...changes,
  },
  budgetPence: variancePence,
  actualPence: 0,
  serviceCostPence: 0,
  adjustmentPence: 0,
  variancePence,
});
const alone = (agreement: string, changes: Partial<Segment> = {}) => ({ agreement, standsAlone: true, ...changes });
const figure = (positions: readonly SegmentPosition[], recoveryDue = 0, effects?: RulingEffects) =>
  figureOf(positions, recoveryDue, effects);
const ruling = (changes: Partial<RulingEffects> = {}): RulingEffects => ({
  portions: new Map(),
  refs: [aRef()],
  ...changes,
});

describe('rule 10: pools', () => {
  test('segments add up before the share is taken', () =>
    expect(figure([of(300), of(-100)])).toMatchObject({
      variancePence: 200,
      grossPence: 200,
      overspendPence: 0,
      entitledPence: 140,
    }));

  test('an overspend earns nothing and owes nothing', () =>
    expect(figure([of(-300), of(100)])).toMatchObject({
      grossPence: 0,
      overspendPence: 200,
      netPence: 0,
      entitledPence: 0,
      parts: [],
    }));

  test('an agreement that stands alone keeps its saving from the overspend of the rest, and the rest from its own', () => {
    expect(figure([of(300, alone('AG1')), of(-100)])).toMatchObject({
      grossPence: 300,
      overspendPence: 100,
      entitledPence: 210,
    });
    expect(figure([of(-100, alone('AG1')), of(300)])).toMatchObject({
      grossPence: 300,
      overspendPence: 100,
      entitledPence: 210,
    });
  });

  test('two that stand alone are two pools; the segments of one of them one', () => {
    expect(figure([of(300, alone('AG1')), of(-100, alone('AG2'))]).grossPence).toBe(300);
    expect(figure([of(300, alone('AG1')), of(-100, alone('AG1'))]).grossPence).toBe(200);
  });

  test('recovery is at most what was saved', () => {
    expect(figure([of(300)], 100)).toMatchObject({ recoveredPence: 100, netPence: 200, entitledPence: 140 });
    expect(figure([of(300)], 1000)).toMatchObject({ recoveredPence: 300, netPence: 0, entitledPence: 0 });
    expect(figure([of(-300)], 1000)).toMatchObject({ recoveredPence: 0 });
  });
});

describe('rule 11: the share', () => {
  test.each([
    [1, 7000, 1],
    [10, 7000, 7],
    [6_605_433, 7000, 4_623_804],
    [3, 3333, 1],
    [5, 10_000, 5],
    [5, 0, 0],
  ])('of %i pence at %i basis points is %i, rounded up', (pence, shareBp, entitled) =>
    expect(figure([of(pence, { shareBp })]).entitledPence).toBe(entitled),
  );

  test('is rounded up once, not by segment', () =>
    expect(figure([of(1, { shareBp: 5000 }), of(1, { shareBp: 5001, basis: 'AGREEMENT' })]).entitledPence).toBe(2));

  test('what one basis and share saved and lost comes together first', () => {
    const split = [of(100, { shareBp: 10_000 }), of(-40, { shareBp: 10_000 }), of(60, { shareBp: 5000 })];
    expect(figure(split).entitledPence).toBe(
      figure([of(60, { shareBp: 10_000 }), of(60, { shareBp: 5000 })]).entitledPence,
    );
  });

  test('an overspend at one share takes from the savings at all others in proportion', () =>
    expect(
      figure([of(300, { shareBp: 10_000 }), of(100, { shareBp: 5000 }), of(-200, { shareBp: 7000 })]).entitledPence,
    ).toBe(175));

  test('recovery takes from all pools in proportion', () =>
    expect(figure([of(300, { shareBp: 10_000 }), of(100, alone('AG1', { shareBp: 0 }))], 200).entitledPence).toBe(150));

  test('parts tell the bases, the strongest first, without zeros, to the penny', () =>
    expect(
      figure([of(100), of(100, { basis: 'GUARANTEE', agreement: 'AG1' }), of(0, { basis: 'AGREEMENT' })]).parts,
    ).toEqual([
      { basis: 'GUARANTEE', pence: 70 },
      { basis: 'GUIDANCE', pence: 70 },
    ]));

  test('of an odd penny the stronger basis has it', () =>
    expect(
      figure([
        of(1, { shareBp: 10_000 }),
        of(0),
        of(1, { basis: 'GUARANTEE', shareBp: 5000 }),
        of(1, { basis: 'AGREEMENT', shareBp: 5000 }),
      ]).parts,
    ).toEqual([
      { basis: 'GUARANTEE', pence: 1 },
      { basis: 'GUIDANCE', pence: 1 },
    ]));

  test('numbers past 2^53 on the way lose nothing', () =>
    expect(
      figure([of(8_000_000_000_001, { shareBp: 7001 }), of(999_999_999_999, { shareBp: 3333 })]).entitledPence,
    ).toBe(5_934_100_000_001));

  test('without a part the basis is the strongest among the segments', () => {
    expect(figure([of(-1), of(-1, { basis: 'GUARANTEE' })]).basis).toBe('GUARANTEE');
    expect(figure([]).basis).toBeUndefined();
  });

  test('the share is told where there is one', () => {
    expect(figure([of(1), of(-5)]).shareBp).toBe(7000);
    expect(figure([of(1), of(-5, { shareBp: 5000 })]).shareBp).toBeUndefined();
  });
});

describe('rule 23: a ruling', () => {
  test('is the basis of the whole', () =>
    expect(figure([of(100), of(50, { basis: 'GUARANTEE' })], 0, ruling())).toMatchObject({
      entitledPence: 105,
      basis: 'RULING',
      parts: [{ basis: 'RULING', pence: 105 }],
    }));

  test('sets the share of every segment, and leaves pools and recovery', () =>
    expect(
      figure([of(100), of(-40, { shareBp: 100 })], 10, ruling({ shareBp: { bp: 10_000, ref: aRef() } })),
    ).toMatchObject({ shareBp: 10_000, recoveredPence: 10, entitledPence: 50 }));

  test('sets the sum, even beyond what was saved', () =>
    expect(figure([of(100)], 0, ruling({ entitlement: { pence: 900, ref: aRef() } }))).toMatchObject({
      netPence: 100,
      entitledPence: 900,
      parts: [{ basis: 'RULING', pence: 900 }],
    }));
});

test('splitting a group’s figure by bases: what nothing weighs goes to one of them', () => {
  expect(splitByBasis(10, [0n, 0n, 0n, 0n], 'GUARANTEE')).toEqual([{ basis: 'GUARANTEE', pence: 10 }]);
  expect(splitByBasis(0, [1n, 0n, 0n, 0n], 'GUIDANCE')).toEqual([]);
  expect(splitByBasis(10, [0n, 1n, 0n, 2n], 'GUIDANCE')).toEqual([
    { basis: 'GUARANTEE', pence: 3 },
    { basis: 'GUIDANCE', pence: 7 },
  ]);
});
