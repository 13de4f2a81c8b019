import type { EntryReason } from '../account/events.js';
import type { Account, Entry } from '../account/state.js';
import type { Line } from '../service-lines.js';
import type { Segment } from './segments.js';

/** Reasons whose cuts a guarantee that protects the baseline keeps out. The others always count (rule 6). */
const PROTECTED_AGAINST: ReadonlySet<EntryReason> = new Set(['CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET']);

/** Rule 6: whether a line of an entry counts in a segment. */
export function entryCounts(account: Account, entry: Entry, line: Line, segment: Segment): boolean {
  const source = originOf(account, entry);
  const amount = source?.lines[line];
  if (!source || amount === undefined) return false; // what is given back counts for nothing, or has not the line
  if (!PROTECTED_AGAINST.has(source.reason) || amount >= 0 || !segment.protection) return true;
  return source.decidedOn < segment.protection.since;
}

/** The entry that `entry` gives back, through any chain of returns; itself where it gives back none. */
export function originOf(account: Account, entry: Entry): Entry | undefined {
  let origin: Entry | undefined = entry;
  const seen = new Set<Entry>();
  while (origin?.returns !== undefined && !seen.has(origin)) {
    seen.add(origin);
    origin = account.entries.get(origin.returns);
  }
  return origin;
}
