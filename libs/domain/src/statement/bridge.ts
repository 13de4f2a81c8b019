import type { Pence, Year } from '#kernel';
import type { EventRef } from '../history.js';

export type BridgeLine = {
  readonly label?: string;
  /** The event's type. */
  readonly event: string;
  readonly deltaPence: Pence;
  readonly position: number;
  readonly recordedAt: string;
  readonly commandId: string;
};

/** The answer to `bridge` (rule 25): what moved an entitlement between two moments, event by event. */
export type Bridge = {
  readonly holder: string;
  readonly year: Year;
  readonly openingPence: Pence;
  readonly lines: readonly BridgeLine[];
  readonly closingPence: Pence;
  /** What the lines leave unexplained: always 0. */
  readonly residualPence: Pence;
};

/**
 * @param openingPence  the entitlement as at one day by what was known at the opening
 * @param events        of the streams that the figure rests on, after the opening, up to the closing, in log order
 * @param figureAfter   the entitlement as at the same day once `event`, the next in order, is known
 * @param closingPence  the entitlement at the closing, worked out apart from the lines
 */
export function bridge(
  holder: string,
  year: Year,
  openingPence: Pence,
  events: readonly EventRef[],
  figureAfter: (event: EventRef) => Pence,
  closingPence: Pence,
): Bridge {
  let before = openingPence;
  const lines: BridgeLine[] = [];
  for (const ref of events) {
    const after = figureAfter(ref);
    const { position, type: event, label, recordedAt, commandId } = ref;
    const deltaPence = after - before;
    if (deltaPence !== 0) {
      lines.push({ ...(label === undefined ? {} : { label }), event, deltaPence, position, recordedAt, commandId });
    }
    before = after;
  }
  const explained = lines.reduce((sum, { deltaPence }) => sum + deltaPence, openingPence);
  return { holder, year, openingPence, lines, closingPence, residualPence: closingPence - explained };
}
