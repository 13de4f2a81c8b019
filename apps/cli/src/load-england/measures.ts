import { statSync } from 'node:fs';
import type { Tally } from '#exchange';
import { placeOf } from '#ledger';

/** What was recorded, how long it took and how fast it was. */
export type LoadSpeed = Tally & {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly cellsPerSecond: number;
};

export const secondsNow = (): number => performance.now() / 1000;

export const speedOf = (tally: Tally, seconds: number): LoadSpeed => ({
  ...tally,
  seconds,
  eventsPerSecond: Math.round(tally.events / seconds),
  cellsPerSecond: Math.round(tally.cells / seconds),
});

/** The most memory that the process ever held: its resident set. */
export const peakMemoryBytes = (): number => process.resourceUsage().maxRSS * 1024;

const PARTS = ['', '-wal', '.keyring', '.keyring-wal'];

/** Undefined where the store lies on a server, which does not tell. */
export function bytesOnDisk(address: string): number | undefined {
  const place = placeOf(address);
  if (place.kind === 'memory') return 0;
  if (place.kind === 'eventstoredb') return undefined;
  return PARTS.reduce((sum, part) => sum + (statSync(`${place.path}${part}`, { throwIfNoEntry: false })?.size ?? 0), 0);
}
