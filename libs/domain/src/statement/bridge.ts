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
 * @param opening   the log position at which the bridge begins
 * @param closing   the log position at which it ends
 * @param events    of the streams that the figure rests on, after `opening`, up to `closing`, in log order
 * @param figureAt  the entitlement as at one day by what is known at a position; 0 before the holder is registered
 */
export function bridge(
  holder: string,
  year: Year,
  opening: number,
  closing: number,
  events: readonly EventRef[],
  figureAt: (position: number) => Pence,
): Bridge {
  const openingPence = figureAt(opening);
  let before = openingPence;
  const lines: BridgeLine[] = [];
  for (const { position, type: event, label, recordedAt, commandId } of events) {
    const after = figureAt(position);
    if (after !== before) {
      const deltaPence = after - before;
      lines.push({ ...(label === undefined ? {} : { label }), event, deltaPence, position, recordedAt, commandId });
    }
    before = after;
  }
  const explained = lines.reduce((sum, { deltaPence }) => sum + deltaPence, openingPence);
  const closingPence = figureAt(closing);
  return { holder, year, openingPence, lines, closingPence, residualPence: closingPence - explained };
}
