import { medianOf } from './rows.mjs';

/** What is called flat: the answer after a million events may take so much longer than after ten thousand. */
const FLAT = 1.5;

/** What each workload must show: the first divided by the second, or the figure itself. */
export const TARGETS = [
  { row: ['W1', 'embedded'], by: ['W1', 'sqlite-loop'], atLeast: 0.8 },
  { row: ['W1', 'embedded'], by: ['W1', 'emmett-sqlite'], atLeast: 8 },
  { row: ['W1', 'embedded'], by: ['W1', 'emmett-postgresql'], atLeast: 3 },
  { row: ['W2', 'embedded'], by: ['W2', 'emmett-postgresql'], atLeast: 10 },
  { row: ['W3', 'embedded'], by: ['W3', 'emmett-sqlite'], atLeast: 3 },
  { row: ['W1', 'eventstoredb'], by: ['W1', 'bare-client'], atLeast: 0.8 },
  { row: ['W2', 'eventstoredb'], by: ['W2', 'bare-client'], atLeast: 0.8 },
  { row: ['W3', 'eventstoredb'], by: ['W3', 'bare-client'], atLeast: 0.8 },
  { row: ['W4', 'embedded'], by: ['W4', 'sqlite-loop'], atLeast: 0.5 },
  { row: ['W4-england', 'embedded'], by: ['W4-england', 'sqlite-loop'], atLeast: 0.5 },
  { row: ['W4', 'embedded'], by: ['W4', 'emmett-postgresql'], atLeast: 100 },
  { row: ['W4-double-memory', 'embedded'], by: ['W4-memory', 'embedded'], atMost: 1.3 },
  { row: ['W5', 'embedded'], atMost: 5, unit: 'ms' },
  { row: ['W5-busy', 'embedded'], atMost: 5, unit: 'ms' },
  { row: ['W5-p50', 'embedded'], by: ['W5-10k-p50', 'embedded'], atMost: FLAT },
  { row: ['W7-lost', 'embedded'], atMost: 0, unit: '' },
  { row: ['W7-doubled', 'embedded'], atMost: 0, unit: '' },
  { row: ['W7-holes', 'embedded'], atMost: 0, unit: '' },
  { row: ['W7-lost', 'eventstoredb'], atMost: 0, unit: '' },
  { row: ['W7-doubled', 'eventstoredb'], atMost: 0, unit: '' },
  { row: ['W7-holes', 'eventstoredb'], atMost: 0, unit: '' },
];

/**
 * @param {readonly import('./rows.mjs').Row[]} rows
 * @returns {readonly { what: string, value: number, unit: string, limit: string, isMet: boolean }[]} of what was measured
 */
export const judged = (rows, targets = TARGETS) =>
  targets.flatMap(({ row, by, atLeast, atMost, unit = '×' }) => {
    const [figure, divisor] = [medianOf(rows, ...row), by === undefined ? 1 : medianOf(rows, ...by)];
    if (figure === undefined || divisor === undefined) return [];
    const value = figure / divisor;
    const [workload, subject] = row;
    const divided = by === undefined ? '' : ` by ${(by[0] === workload ? [by[1]] : by).join(' ')}`;
    const limit = atLeast === undefined ? `at most ${atMost} ${unit}` : `at least ${atLeast} ${unit}`;
    const isMet = atLeast === undefined ? value <= atMost : value >= atLeast;
    return [{ what: `${workload} ${subject}${divided}`, value, unit, limit: limit.trim(), isMet }];
  });
