import { actualOf } from '../budget/forecast.js';
import { cellOf, type Cell } from '../account/cells.js';
import { rowsMustNotRepeat } from '../account/rules.js';
import type { Decide, DecisionFacts } from '../decision.js';
import { Rejected } from '../refusals.js';
import type { TransferCommands } from './commands.js';
import type { TransferRow } from './events.js';

type Given = TransferCommands['TransferActivity'];

function cellMustBeKnown(facts: DecisionFacts, practice: string, year: string, { line, month }: TransferRow): Cell {
  const cell = cellOf(facts.account(practice, year).cells, line, month);
  if (cell) return cell;
  throw new Rejected(
    'NOTHING_TO_TRANSFER',
    `no actual of ${practice} of ${line} in month ${month} of ${year} is in force`,
  );
}

/** Rule 87: what is taken must be there, and what it is given to must be known; so neither side makes a month count. */
function mustBeThere({ practice, to, year, rows }: Given, facts: DecisionFacts): void {
  const taken = rows.map((row) => ({ row, cell: cellMustBeKnown(facts, practice, year, row) }));
  for (const row of rows) cellMustBeKnown(facts, to, year, row);
  for (const { row, cell } of taken) {
    const there = actualOf(cell);
    if (row.pence > there) {
      const where = `${practice} of ${row.line} in month ${row.month} of ${year}`;
      throw new Rejected('MORE_THAN_RECORDED', `the actual of ${where} is ${there} pence, not ${row.pence}`);
    }
  }
}

export const transferDeciders: { readonly [C in keyof TransferCommands]: Decide<TransferCommands[C]> } = {
  TransferActivity(data, { facts }) {
    rowsMustNotRepeat(data.rows, data.year);
    mustBeThere(data, facts);
    return [{ type: 'ActivityTransferred', data }];
  },
};
