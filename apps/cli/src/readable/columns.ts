export type Row = readonly string[];

/** Rows as lines of aligned columns; `right` names the columns of amounts. */
export function columns(rows: readonly Row[], right: readonly number[] = []): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => (right.includes(index) ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!)))
      .join('  ')
      .trimEnd(),
  );
}

export const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
