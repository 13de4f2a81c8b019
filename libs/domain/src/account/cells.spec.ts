import { aRef } from '#testing';
import { NO_CELLS, cellOf, cellsInOrder, withActuals, withRestatement, type Cells } from './cells.js';
import type { ActualsVersion, Coverage } from './events.js';

const NOTHING: Cells = NO_CELLS;
const row = (pence: number, { month = 1, line = 'EL' as const } = {}) => ({ month, line, pence });

const recorded = (
  cells: Cells,
  position: number,
  version: ActualsVersion,
  rows: readonly ReturnType<typeof row>[],
  covers?: Coverage,
) => withActuals(cells, { version, rows, ...(covers ? { covers } : {}) }, aRef(position));

/** Pence of April's elective line. */
const april = (cells: Cells) => {
  const cell = cellOf(cells, 'EL', 1);
  return cell && [...cell.rows, ...cell.restatements].reduce((sum, { pence }) => sum + pence, 0);
};

describe('rule 3: the version in force', () => {
  test.each([
    ['ESTIMATE', 'FLEX', 2],
    ['ESTIMATE', 'FREEZE', 2],
    ['FLEX', 'FREEZE', 2],
    ['FLEX', 'ESTIMATE', 1],
    ['FREEZE', 'ESTIMATE', 1],
    ['FREEZE', 'FLEX', 1],
    ['ESTIMATE', 'ESTIMATE', 2],
    ['FLEX', 'FLEX', 2],
    ['FREEZE', 'FREEZE', 2],
  ] as const)('of %s and then %s the number %i is', (first, second, wins) => {
    const cells = recorded(recorded(NOTHING, 1, first, [row(1)]), 2, second, [row(2)]);
    expect(april(cells)).toBe(wins);
  });

  test('a command replaces all rows of the cells that it names, and leaves the others', () => {
    const dated = [
      { ...row(10), from: '2007-04-01', to: '2007-04-10' },
      { ...row(20), from: '2007-04-11', to: '2007-04-30' },
      row(7, { month: 2 }),
    ];
    const before = withActuals(NOTHING, { version: 'FLEX', rows: dated }, aRef(1));
    expect(april(before)).toBe(30);
    const after = recorded(before, 2, 'FLEX', [row(5)]);
    expect(april(after)).toBe(5);
    expect(cellOf(after, 'EL', 2)?.rows).toEqual([{ pence: 7 }]);
  });

  test('a cell that is covered without a row is 0', () => {
    const before = recorded(NOTHING, 1, 'FLEX', [row(5)]);
    expect(april(recorded(before, 2, 'FLEX', [], { months: [1], lines: ['EL'] }))).toBe(0);
    expect(april(recorded(before, 2, 'FLEX', [], { months: [1], lines: 'ALL' }))).toBe(0);
    expect(april(recorded(before, 2, 'FLEX', [], { months: [2], lines: 'ALL' }))).toBe(5);
  });

  test('a restatement adds to what is in force, and goes with it', () => {
    const frozen = recorded(NOTHING, 1, 'FREEZE', [row(100)]);
    const restated = withRestatement(frozen, [{ month: 1, line: 'EL', deltaPence: -30 }], aRef(2));
    expect(april(restated)).toBe(70);
    expect(april(recorded(restated, 3, 'FLEX', [row(5)]))).toBe(70);
    expect(april(recorded(restated, 3, 'FREEZE', [row(5)]))).toBe(5);
  });
});

test('cells stand in the order of lines and months, however they came', () => {
  const rows = [row(1, { month: 12 }), row(2, { month: 1 })];
  const cells = withActuals(NOTHING, { version: 'FLEX', rows: [{ month: 1, line: 'AE', pence: 3 }, ...rows] }, aRef(1));
  expect(cellsInOrder(cells).map(({ line, month }) => `${line} ${month}`)).toEqual(['EL 1', 'EL 12', 'AE 1']);
});
