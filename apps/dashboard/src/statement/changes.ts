import type { Pence } from '#kernel';
import { entryAddress } from '../address.js';
import type { Bridge, BridgeLine } from '../answers.js';
import { eventName } from '../words/codes.js';
import { dayInShort, londonDate } from '../words/dates.js';

/** A bar of the waterfall: one change, or several of one kind. */
export type Bar = {
  readonly name: string;
  readonly deltaPence: Pence;
  /** What the figure was after it. */
  readonly afterPence: Pence;
  readonly lines: readonly ShownLine[];
  /** Lines that are not shown one by one. */
  readonly others: number;
};

export type ShownLine = {
  readonly name: string;
  readonly date: string;
  readonly deltaPence: Pence;
  readonly href: string;
};

/** As many bars as a reader takes in at a glance. */
const MOST_BARS = 20;
const MOST_LINES = 200;

/**
 * The changes as bars: each for itself where they are few; else those of one kind of event together, in the order in
 * which the kinds first moved the figure, and the least of them under one name.
 */
export function barsOf({ lines, openingPence }: Bridge): readonly Bar[] {
  const groups = lines.length <= MOST_BARS ? lines.map((each) => [each]) : together(lines);
  let current = openingPence;
  return groups.map((group) => {
    const deltaPence = sum(group);
    current += deltaPence;
    return {
      name: nameOf(group),
      deltaPence,
      afterPence: current,
      lines: group.slice(0, MOST_LINES).map(shown),
      others: Math.max(0, group.length - MOST_LINES),
    };
  });
}

const sum = (lines: readonly BridgeLine[]): Pence => lines.reduce((total, { deltaPence }) => total + deltaPence, 0);

function together(lines: readonly BridgeLine[]): readonly (readonly BridgeLine[])[] {
  const byType = new Map<string, BridgeLine[]>();
  for (const each of lines) {
    const same = byType.get(each.event);
    if (same) same.push(each);
    else byType.set(each.event, [each]);
  }
  const groups = [...byType.values()];
  if (groups.length <= MOST_BARS) return groups;
  const largest = new Set(groups.toSorted((a, b) => Math.abs(sum(b)) - Math.abs(sum(a))).slice(0, MOST_BARS - 1));
  return [...groups.filter((group) => largest.has(group)), groups.filter((group) => !largest.has(group)).flat()];
}

function nameOf(lines: readonly BridgeLine[]): string {
  const [first] = lines as [BridgeLine];
  if (lines.length === 1) return `${lineName(first)}, ${dayInShort(londonDate(first.recordedAt))}`;
  const isOneKind = lines.every(({ event }) => event === first.event);
  return `${isOneKind ? eventName(first.event) : 'Other changes'} (${lines.length})`;
}

const lineName = ({ event, label }: BridgeLine): string =>
  `${eventName(event)}${label === undefined ? '' : ` (${label})`}`;

const shown = (line: BridgeLine): ShownLine => ({
  name: lineName(line),
  date: londonDate(line.recordedAt),
  deltaPence: line.deltaPence,
  href: entryAddress(line.position),
});
