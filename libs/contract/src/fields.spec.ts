import 'reflect-metadata';
import * as composite from './composite-kinds.js';
import * as kinds from './kinds.js';
import type { Kind } from './shape.js';

const LONE_HALF = '\ud800';
const TWELVE = Array.from({ length: 12 }, () => 1);

const whole = ['1.5', '1', 1.5, NaN, Infinity, 2 ** 53, null, true, [], {}, 1n];
const table: Record<string, { kind: Kind; good: unknown[]; bad: unknown[] }> = {
  pence: { kind: kinds.pence, good: [0, 1, 2 ** 53 - 1], bad: [-1, ...whole] },
  signedPence: { kind: kinds.signedPence, good: [0, -1, 1, 1 - 2 ** 53], bad: [...whole, -(2 ** 53)] },
  positivePence: { kind: kinds.positivePence, good: [1], bad: [0, -1, ...whole] },
  nonZeroPence: { kind: kinds.nonZeroPence, good: [1, -1], bad: [0, -0, ...whole] },
  basisPoints: { kind: kinds.basisPoints, good: [0, 7000, 10_000], bad: [-1, 10_001, ...whole] },
  month: { kind: kinds.month, good: [1, 12], bad: [0, 13, -1, ...whole] },
  position: { kind: kinds.position, good: [0, 1042], bad: [-1, ...whole] },
  date: {
    kind: kinds.date,
    good: ['2007-04-01', '2008-02-29', '1999-12-31'],
    bad: ['2007-02-29', '2007-13-01', '2007-4-1', '2007-04-01T00:00:00Z', ' 2007-04-01', '', 20070401, null],
  },
  instant: {
    kind: kinds.instant,
    good: ['2007-11-14T23:59:59Z', '2007-11-14T23:59:59.123Z', '2007-11-14T23:59:59+01:00'],
    bad: ['2007-11-14', '2007-11-14T23:59:59', '2007-11-14T24:00:00Z', '2007-02-30T00:00:00Z', 0, null],
  },
  year: {
    kind: kinds.year,
    good: ['2007-08', '1999-00', '2009-10'],
    bad: ['2007-09', '2007/08', '2007', '07-08', 2007, null],
  },
  line: { kind: kinds.line, good: kinds.LINES.slice(), bad: ['el', 'XX', '', 'ALL', 'constructor', 1, null, ['EL']] },
  code: {
    kind: kinds.code,
    good: ['5X1', 'A99001', 'Q39', 'GRP-1', 'a_b.c:d/e', 'X'.repeat(30)],
    bad: ['', 'X'.repeat(31), 'A 1', ' A1', 'A1\n', 'Á1', 12, null, {}],
  },
  id: {
    kind: kinds.id,
    good: ['TS1', 'AG1 in force', 'é', 'x'.repeat(200), '🏥'.repeat(200)],
    bad: ['', ' ', ' a', 'a ', 'a\nb', 'a\u200bb', 'a\u0000', LONE_HALF, 'x'.repeat(201), '🏥'.repeat(201), 7, null],
  },
  text: {
    kind: kinds.text(),
    good: ['x', 'Two\nlines, a “quote” and 🏥', 'x'.repeat(4000)],
    bad: ['', ' ', '\n', 'x'.repeat(4001), 'a\u0000b', `a${LONE_HALF}`, 7, null, ['x']],
  },
  trueOrFalse: { kind: kinds.trueOrFalse, good: [true, false], bad: ['true', 0, 1, null] },
  oneOf: {
    kind: kinds.oneOf(['LIST', 'EQUAL']),
    good: ['LIST', 'EQUAL'],
    bad: ['list', '', 'toString', null, ['LIST']],
  },
  weights: {
    kind: composite.weights,
    good: [TWELVE, [...TWELVE.slice(1), 0]],
    bad: [
      TWELVE.slice(1),
      [...TWELVE, 1],
      TWELVE.map(() => 0),
      [...TWELVE.slice(1), -1],
      [...TWELVE.slice(1), 0.5],
      {},
      null,
    ],
  },
  allOrLines: {
    kind: composite.allOrLines(),
    good: ['ALL', ['EL'], ['EL', 'DC']],
    bad: [[], 'EL', ['ALL'], ['EL', 'EL'], ['XX'], null, {}],
  },
  linesMap: {
    kind: composite.byLine(kinds.pence, {}),
    good: [{ EL: 1 }, { EL: 0, OTHER: 2 }],
    bad: [
      {},
      { EL: -1 },
      { EL: 0.5 },
      { XX: 1 },
      { EL: null },
      [],
      ['EL'],
      null,
      'EL',
      JSON.parse('{"EL":1,"__proto__":1}'),
    ],
  },
  signedLinesMap: { kind: composite.byLine(kinds.signedPence, {}), good: [{ EL: -1 }], bad: [{}, { EL: '-1' }] },
  weightsMap: {
    kind: composite.byLine(composite.weights, {}),
    good: [{ EL: TWELVE }],
    bad: [{}, { EL: TWELVE.slice(1) }, { XX: TWELVE }, TWELVE],
  },
  distinctList: {
    kind: composite.listOf(kinds.month, { least: 1, distinct: true }),
    good: [[1], [1, 2]],
    bad: [[], [1, 1], [0], '1', { 0: 1, length: 1 }, null],
  },
};

const cases = (which: 'good' | 'bad') =>
  Object.entries(table).flatMap(([name, { kind, [which]: values }]) => values.map((value) => ({ name, kind, value })));

test.each(cases('good'))('$name takes $value', ({ kind, value }) => expect(kind.check(value)).toEqual([]));

test.each(cases('bad'))('$name refuses $value', ({ kind, value }) => expect(kind.check(value)).not.toEqual([]));

test.each([
  [kinds.pence, '1.5', '', 'must be a whole number of pence, 0 or more; got "1.5"'],
  [kinds.date, '2007-02-29', '', 'must be a date written YYYY-MM-DD; got "2007-02-29"'],
  [kinds.oneOf(['LIST', 'EQUAL']), 'HEADS', '', 'must be one of LIST, EQUAL; got "HEADS"'],
  [kinds.month, [[]], '', 'must be a month from 1 (April) to 12 (March); got a list of 1'],
  [kinds.id, 'y'.repeat(300), '', `must be ${kinds.id.wanted}; got "${'y'.repeat(60)}…"`],
  [composite.byLine(kinds.pence, {}), { EL: -1 }, 'EL', 'must be a whole number of pence, 0 or more; got -1'],
  [
    composite.byLine(kinds.pence, {}),
    { XX: 1 },
    'XX',
    `is not a service line; the lines are ${kinds.LINES.join(', ')}`,
  ],
  [composite.weights, TWELVE.map(() => 0), '', `must be ${composite.weights.wanted}; got 12 times 0`],
  [composite.weights, [...TWELVE.slice(1), -1], '[11]', 'must be a whole number, 0 or more; got -1'],
  [composite.listOf(kinds.month, { distinct: true }), [4, 5, 4], '[2]', '4 stands twice; already at [0]'],
])('the message says what is wanted and what was got (%#)', (kind, value, field, message) =>
  expect(kind.check(value)).toEqual([{ field, message }]),
);
