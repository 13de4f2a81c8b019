import { plus, sumPence, type Pence } from '#kernel';
import type { Bridge, BridgeLine } from '../statement/bridge.js';
import type { DifferenceLine } from './events.js';

/** Lines that one event can carry by far; a busy year has more events than that. */
export const MOST_LINES = 1_000;

/** What a figure moved by between two versions of the rules, with the same knowledge. */
export const RULES_CHANGED = 'RulesChanged';

const lineOf = ({ event, deltaPence, label, position }: BridgeLine): DifferenceLine => ({
  event,
  deltaPence,
  position,
  ...(label === undefined ? {} : { label }),
});

/** The lines with the largest sums, ties to the earlier, in the order in which they were. */
export function largest<Line extends { readonly deltaPence: Pence }>(
  lines: readonly Line[],
  most: number,
): readonly Line[] {
  if (lines.length <= most) return lines;
  const bySize = lines
    .map((line, at) => ({ at, size: Math.abs(line.deltaPence) }))
    .sort((a, b) => b.size - a.size || a.at - b.at);
  const kept = new Set(bySize.slice(0, most).map(({ at }) => at));
  return lines.filter((_, at) => kept.has(at));
}

/** One line for each type of event, in the order in which the types first come. */
function summed(lines: readonly BridgeLine[]): readonly DifferenceLine[] {
  const sums = new Map<string, { deltaPence: Pence; events: number }>();
  for (const { event, deltaPence } of lines) {
    const sum = sums.get(event) ?? { deltaPence: 0, events: 0 };
    sums.set(event, { deltaPence: plus(sum.deltaPence, deltaPence), events: sum.events + 1 });
  }
  return [...sums].map(([event, sum]) => ({ event, ...sum }));
}

/**
 * Rule 71: what explains that a figure is another than was told: the lines of the bridge, of which the largest stand by
 * themselves; and where the rules have changed since, what they alone moved.
 */
export function differenceLines(
  toldPence: Pence,
  { openingPence, lines }: Bridge,
  most = MOST_LINES,
): readonly DifferenceLine[] {
  const byRules = openingPence - toldPence;
  const alone = largest(lines, most);
  const kept = new Set(alone);
  return [
    ...(byRules === 0 ? [] : [{ event: RULES_CHANGED, deltaPence: byRules }]),
    ...alone.map(lineOf),
    ...summed(lines.filter((line) => !kept.has(line))),
  ];
}

export const sumOfLines = (lines: readonly DifferenceLine[]): Pence =>
  sumPence(lines.map(({ deltaPence }) => deltaPence));
