import type { Exposure, Recorded } from '#domain';
import type { RowOf } from '../lists/index.js';

/** What a commissioner's year stood at once an event of its finances was known. */
export function timelineRow(exposure: Exposure, { fact, ref }: Recorded): RowOf<'timeline'> {
  const { commissioner, year, entitledPence, affordablePence, paidPence, outstandingPence, shortfallPence } = exposure;
  const { pence, deltaPence, forecastOutturnPence, because } = fact.data as {
    readonly pence?: number;
    readonly deltaPence?: number;
    readonly forecastOutturnPence?: number;
    readonly because?: string;
  };
  return {
    commissioner,
    year,
    position: ref.position,
    recordedAt: ref.recordedAt,
    type: ref.type,
    amountPence: pence ?? deltaPence ?? forecastOutturnPence ?? null,
    because: because ?? ref.because ?? null,
    entitledPence,
    affordablePence,
    paidPence,
    outstandingPence,
    shortfallPence,
  };
}
