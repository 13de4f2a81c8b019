import type { Bridge } from '../statement/bridge.js';
import { differenceLines, largest, sumOfLines } from './difference-lines.js';

const line = (position: number, deltaPence: number, event = 'ActualsRecorded') => ({
  event,
  deltaPence,
  position,
  recordedAt: '2008-06-30T09:00:00.000Z',
  commandId: `c${position}`,
});
const bridgeOf = (openingPence: number, ...lines: readonly Bridge['lines'][number][]): Bridge => {
  const closingPence = lines.reduce((sum, { deltaPence }) => sum + deltaPence, openingPence);
  return { holder: 'A99001', year: '2007-08', openingPence, lines, closingPence, residualPence: 0 };
};

test('each event that moved the figure is a line', () =>
  expect(differenceLines(100, bridgeOf(100, line(7, 50), { ...line(8, -20), label: 'late' }))).toEqual([
    { event: 'ActualsRecorded', deltaPence: 50, position: 7 },
    { event: 'ActualsRecorded', deltaPence: -20, position: 8, label: 'late' },
  ]));

test('beyond what one event carries, the largest stand by themselves and the others by their types', () => {
  const many = bridgeOf(0, line(1, 5), line(2, -90), line(3, 7, 'ActualsRestated'), line(4, 90), line(5, -6));
  const lines = differenceLines(0, many, 2);
  expect(lines).toEqual([
    { event: 'ActualsRecorded', deltaPence: -90, position: 2 },
    { event: 'ActualsRecorded', deltaPence: 90, position: 4 },
    { event: 'ActualsRecorded', deltaPence: -1, events: 2 },
    { event: 'ActualsRestated', deltaPence: 7, events: 1 },
  ]);
  expect(sumOfLines(lines)).toBe(many.closingPence);
});

test('of equal ones the earlier stand by themselves', () =>
  expect(largest([line(1, 5), line(2, -5), line(3, 5)], 2).map(({ position }) => position)).toEqual([1, 2]));

test('what a change of the rules alone has moved is a line of its own', () => {
  const lines = differenceLines(100, bridgeOf(101, line(7, 50)));
  expect(lines[0]).toEqual({ event: 'RulesChanged', deltaPence: 1 });
  expect(100 + sumOfLines(lines)).toBe(151);
});
