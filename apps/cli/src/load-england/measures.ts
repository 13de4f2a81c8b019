import { statSync } from 'node:fs';
import type { Tally } from '#exchange';

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

export function bytesOnDisk(address: string): number {
  const path = /^embedded:(.+)$/.exec(address)?.[1];
  if (path === undefined) return 0;
  return PARTS.reduce((sum, part) => sum + (statSync(`${path}${part}`, { throwIfNoEntry: false })?.size ?? 0), 0);
}
