import type { Difference, Reconciliation, Sums } from '#exchange';
import { pounds } from '#kernel';
import type { LoadSpeed } from './measures.js';

const grouped = new Intl.NumberFormat('en-GB');
const MIB = 1024 * 1024;

const inMiB = (bytes: number): string => `${grouped.format(Math.ceil(bytes / MIB))} MiB`;
const inSeconds = (seconds: number): string => `${seconds.toFixed(1)} s`;

/** What the load did. */
export function loadLines(load: LoadSpeed): readonly string[] {
  const { commands, found, events, cells, seconds, eventsPerSecond, cellsPerSecond } = load;
  const before = found === 0 ? [] : [`${grouped.format(found)} commands were found recorded by an earlier run`];
  return [
    `${grouped.format(commands)} commands made ${grouped.format(events)} events with ${grouped.format(cells)} cells in ${inSeconds(seconds)}`,
    `${grouped.format(eventsPerSecond)} events and ${grouped.format(cellsPerSecond)} cells a second`,
    ...before,
  ];
}

type Reported = {
  readonly reconciliation: Reconciliation;
  readonly peakMemoryBytes: number;
  readonly bytesOnDisk?: number;
};

/** The reconciliation as a table, and what it cost. */
export function reconciliationLines({ reconciliation, peakMemoryBytes, bytesOnDisk }: Reported): readonly string[] {
  const { year, knownAt, practices, commissioners, authorities, england, differences, reconciled, seconds } =
    reconciliation;
  return [
    `${year}, known at ${knownAt}`,
    row(['', 'practices', 'entitled', 'paid', 'outstanding']),
    sumsRow('statements of practices', practices),
    sumsRow(`exposures of ${commissioners.bodies} commissioners`, commissioners),
    sumsRow(`roll-ups of ${authorities.bodies} authorities`, authorities),
    sumsRow('roll-up of England', england),
    ...Object.entries(england.byBasis).map(([basis, pence]) => `of which ${basis}: ${pounds(pence)}`),
    ...differences.map(differenceLine),
    reconciled ? 'They agree to the penny.' : 'They do NOT agree.',
    `Answered in ${inSeconds(seconds.practices)}, ${inSeconds(seconds.commissioners)}, ${inSeconds(seconds.authorities)} and ${inSeconds(seconds.england)}`,
    `Peak memory ${inMiB(peakMemoryBytes)}${bytesOnDisk === undefined ? '' : `, ${inMiB(bytesOnDisk)} on disk`}`,
  ];
}

/** Widths of the columns, in characters. */
const WIDTHS = [30, 10, 22, 20, 22];

const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]!) : cell.padStart(WIDTHS[index]!)))
    .join('')
    .trimEnd();

const sumsRow = (name: string, { practices, entitledPence, paidPence, outstandingPence }: Sums): string =>
  row([name, grouped.format(practices), ...[entitledPence, paidPence, outstandingPence].map(pounds)]);

const differenceLine = ({ of, answered, statements }: Difference): string =>
  `${of}: answered ${pounds(answered.entitledPence)} for ${answered.practices} practices; ` +
  `their statements add up to ${pounds(statements.entitledPence)} for ${statements.practices}`;
