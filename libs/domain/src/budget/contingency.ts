import { plus, type Pence } from '#kernel';
import type { Account, Entry } from '../account/state.js';
import { lineAmounts } from '../service-lines.js';
import { chainOf } from '../statement/counting-entries.js';
import { wholeOf } from './explained-budget.js';

/** What was taken off a practice's budget as a contingency, and what of it was given back (rule 48). */
export type Contingency = { readonly heldPence: Pence; readonly returnedPence: Pence };

const NOTHING: Contingency = { heldPence: 0, returnedPence: 0 };

function withEntry(sum: Contingency, account: Account, entry: Entry): Contingency {
  const origin = chainOf(account, entry).at(-1)!;
  if (origin.reason !== 'CONTINGENCY' || origin.returns !== undefined) return sum;
  if (origin !== entry) return { ...sum, returnedPence: plus(sum.returnedPence, wholeOf(entry.lines)) };
  let { heldPence, returnedPence } = sum;
  for (const [, pence] of lineAmounts(entry.lines)) {
    if (pence < 0) heldPence = plus(heldPence, -pence);
    else returnedPence = plus(returnedPence, pence);
  }
  return { heldPence, returnedPence };
}

export const contingencyOf = (account: Account): Contingency =>
  [...account.entries.values()].reduce((sum, entry) => withEntry(sum, account, entry), NOTHING);
