import { judged } from './targets.mjs';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** As many digits as mean something. */
export function shown(value) {
  if (value >= 100 || Number.isInteger(value)) return grouped.format(value);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The figures as lines of a table: a row each. */
export const figureCells = (rows) =>
  rows.map(({ workload, subject, unit, median, min, max, runs }) => [
    workload,
    subject,
    unit,
    shown(median),
    `${shown(min)} to ${shown(max)}`,
    String(runs),
  ]);

export const FIGURE_HEADS = ['workload', 'subject', 'unit', 'median', 'least to most', 'runs'];

/** What the figures must show, and whether they do. */
export const targetCells = (rows) =>
  judged(rows).map(({ what, value, unit, limit, isMet }) => [
    what,
    `${shown(value)} ${unit}`,
    limit,
    isMet ? 'met' : 'MISSED',
  ]);

export const TARGET_HEADS = ['ratio or figure', 'measured', 'target', ''];

/** Columns as wide as they need to be. */
export function aligned(heads, lines) {
  const all = [heads, ...lines];
  const widths = heads.map((_, column) => Math.max(...all.map((cells) => cells[column].length)));
  return all.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** A table of Markdown, laid out as Prettier does. */
export function markdownTable(heads, lines) {
  const widths = heads.map((_, column) => Math.max(3, ...[heads, ...lines].map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...lines.map(line)];
}
