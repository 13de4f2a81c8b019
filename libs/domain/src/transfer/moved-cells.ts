import type { Month, Pence } from '#kernel';
import { cellOf, type Cells } from '../account/cells.js';
import type { Account } from '../account/state.js';
import { withEntry, withItem } from '../history.js';
import type { Line } from '../service-lines.js';
import type { MadeTransfer, Transfer } from './state.js';

/** What a transfer adds to a practice's actual of one line in one month: below 0 where it takes. */
export function movedTo({ practice, to, rows }: MadeTransfer, code: string, line: Line, month: Month): Pence {
  const pence = rows.find((row) => row.line === line && row.month === month)?.pence ?? 0;
  if (code === practice) return 0 - pence;
  return code === to ? pence : 0;
}

function withTransfer(cells: Cells, made: MadeTransfer, code: string): Cells {
  const next = [...cells];
  for (const { line, month } of made.rows) {
    const cell = cellOf(next, line, month);
    if (!cell) continue; // its actual was recorded in error: the cell does not count until it has one again
    const moved = { pence: movedTo(made, code, line, month), ref: made.ref, transfer: made.transfer };
    const restatements = withItem(cell.restatements, moved);
    next[month - 1] = withEntry(next[month - 1]!, line, { ...cell, restatements });
  }
  return next;
}

/** Rule 87: a practice's account with all that was transferred from and to it, whatever record is in force now. */
export function withTransfers(account: Account, code: string, transfers: readonly Transfer[]): Account {
  const made = transfers.flatMap((transfer) => transfer.made ?? []);
  if (made.length === 0) return account;
  return { ...account, cells: made.reduce((cells, each) => withTransfer(cells, each, code), account.cells) };
}
