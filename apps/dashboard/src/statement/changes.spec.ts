import type { Bridge, BridgeLine } from '../answers.js';
import { barsOf } from './changes.js';

const line = (position: number, event: string, deltaPence: number): BridgeLine => ({
  position,
  event,
  deltaPence,
  recordedAt: '2007-11-15T14:00:00.000Z',
});

const bridge = (lines: readonly BridgeLine[], openingPence = 1_000): Bridge => ({
  openingPence,
  lines,
  closingPence: lines.reduce((sum, { deltaPence }) => sum + deltaPence, openingPence),
  asAt: '2008-03-31',
  knownAt: '2008-03-31T23:59:59.999Z',
  position: 99,
  clock: 'simulated',
});

test('few changes have a bar each, and lead from the opening to the closing figure', () => {
  const bars = barsOf(bridge([line(1, 'ActualsRecorded', 500), line(2, 'BudgetEntryPosted', -300)]));
  expect(bars.map(({ name, deltaPence, afterPence }) => [name, deltaPence, afterPence])).toEqual([
    ['Actuals recorded, 15 Nov 2007', 500, 1_500],
    ['Budget entry posted, 15 Nov 2007', -300, 1_200],
  ]);
});

test('many changes have a bar for each kind of event, and none is left out', () => {
  const lines = Array.from({ length: 45 }, (_, index) =>
    line(index, index % 3 === 0 ? 'BudgetEntryPosted' : 'ActualsRecorded', index),
  );
  const bars = barsOf(bridge(lines));
  expect(bars.map(({ name }) => name)).toEqual(['Budget entry posted (15)', 'Actuals recorded (30)']);
  expect(bars.at(-1)!.afterPence).toBe(bridge(lines).closingPence);
  expect(bars.flatMap((bar) => bar.lines)).toHaveLength(45);
});

test('the least of very many kinds are one bar', () => {
  const lines = Array.from({ length: 60 }, (_, index) =>
    line(index, `Kind${String.fromCharCode(97 + (index % 30))}`, index),
  );
  const bars = barsOf(bridge(lines));
  expect(bars).toHaveLength(20);
  expect(bars.at(-1)!.name).toBe('Other changes (22)');
  expect(bars.at(-1)!.afterPence).toBe(bridge(lines).closingPence);
});
