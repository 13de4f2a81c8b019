import type { EntryReason } from '../account/events.js';
import type { Account, Entry } from '../account/state.js';
import type { Line } from '../service-lines.js';
import type { Segment } from './segments.js';

/** Reasons whose cuts a guarantee that protects the baseline keeps out. The others always count (rule 6). */
const PROTECTED_AGAINST: ReadonlySet<EntryReason> = new Set(['CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET']);

/** Rule 6: whether a line of an entry counts in a segment. */
export function entryCounts(account: Account, entry: Entry, line: Line, segment: Segment): boolean {
  const origin = chainOf(account, entry).at(-1)!;
  const amount = origin.lines[line];
  if (origin.returns !== undefined || amount === undefined) return false; // what is given back counts for nothing
  if (!PROTECTED_AGAINST.has(origin.reason) || amount >= 0 || !segment.protection) return true;
  return origin.decidedOn < segment.protection.since;
}

/** An entry and those that it gives back, one through the other; the last may return one that no longer counts. */
export function chainOf(account: Account, entry: Entry): readonly Entry[] {
  const chain = [entry];
  for (const { returns } of chain) {
    const returned = returns === undefined ? undefined : account.entries.get(returns);
    if (returned && !chain.includes(returned)) chain.push(returned);
  }
  return chain;
}
