import type { Cell, Cells } from '../account/cells.js';
import type { Account } from '../account/state.js';

type Sum = { readonly pence: number };

const sameSums = <T extends Sum>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a.length === b.length && a.every((item, index) => item.pence === b[index]!.pence && same(item, b[index]!));

/** Whether two records of a cell say the same pence of the same days, whatever their version. */
const sameCell = (a: Cell, b: Cell | undefined): boolean =>
  b !== undefined &&
  sameSums(a.rows, b.rows, (x, y) => x.days?.first === y.days?.first && x.days?.last === y.days?.last) &&
  sameSums(a.restatements, b.restatements, () => true);

const sameCells = (a: Cells, b: Cells): boolean =>
  a.every((lines, month) => {
    const others = b[month]!;
    return (
      lines === others ||
      (lines.size === others.size && [...lines].every(([line, cell]) => sameCell(cell, others.get(line))))
    );
  });

/** Whether what two states of an account say beside their cells is the same, as far as amounts rest on it. */
export const sameBeside = (a: Account, b: Account): boolean =>
  a.budget === b.budget &&
  a.entries === b.entries &&
  a.costs === b.costs &&
  a.cases === b.cases &&
  a.adjustments === b.adjustments;

/** Whether no entitlement can differ between two states of an account: what is paid or offered moves none (rule 14). */
export const sameWorth = (a: Account, b: Account): boolean =>
  sameBeside(a, b) && a.overspend === b.overspend && sameCells(a.cells, b.cells);
