import { rmSync, writeFileSync } from 'node:fs';
import { StoreUnavailable } from '#event-store';
import { repairStore, systemNow, type RepairReport } from '#ledger';
import { EXIT, usageError } from '../exit.js';
import { addressOf, type OpeningOptions } from '../opening.js';
import type { Terminal } from '../terminal.js';
import { grouped, lineOf } from './findings.js';

export type RepairOptions = OpeningOptions & {
  readonly report: string;
  readonly backup?: string;
  readonly acceptLoss?: true;
  readonly json?: true;
};

/** Mends a store, and writes down what was wrong, what was done and what is lost. */
export async function runRepair(terminal: Terminal, options: RepairOptions): Promise<void> {
  const address = await addressOf(options, terminal);
  const at = systemNow();
  const write = reportWriter(options.report);
  const progress = terminal.progress('Checking events');
  const report = await repairStore(address, {
    at: at.replaceAll(/[-:]|\.\d+/g, ''),
    acceptLoss: options.acceptLoss === true,
    tell: (events) => progress.advance(events),
    ...(options.backup === undefined ? {} : { backup: options.backup }),
  })
    .catch((error: unknown) => {
      rmSync(options.report, { force: true });
      throw error;
    })
    .finally(() => progress.end());
  const document = documentOf(address, at, report);
  const unwritten = write(document);
  if (options.json || unwritten) terminal.printJson(document);
  else told(report, options.report).forEach(terminal.print);
  if (unwritten) throw unwritten;
  if (!report.sound) terminal.exitWith(EXIT.failed);
}

/**
 * Made before anything is changed, so that no repair is without its report; one that is there is not written over.
 * @returns writes it; what it gives back is why it could not
 */
function reportWriter(file: string): (document: object) => Error | undefined {
  try {
    writeFileSync(file, '', { flag: 'wx' });
  } catch (error) {
    throw usageError(`${file}: the report cannot be written there (${(error as NodeJS.ErrnoException).code})`, error);
  }
  return (document) => {
    try {
      writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`, { flush: true });
      return undefined;
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code;
      return new StoreUnavailable(`${file}: the report cannot be written (${why}); it stands above`, { cause: error });
    }
  };
}

const documentOf = (address: string, at: string, report: RepairReport) => ({
  address,
  at,
  ...report,
  root: report.root ?? null,
  checkpointBefore: report.checkpointBefore ?? null,
  saved: report.saved ?? null,
});

function told({ sound, serves, findings, done, lost, kept, events }: RepairReport, file: string): readonly string[] {
  if (findings.length === 0 && done.length === 0) return ['Nothing is wrong: nothing was changed.'];
  const count = lost.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const verdict = sound
    ? 'The store serves again'
    : serves
      ? 'The log serves, and its keyring is damaged still'
      : 'The store does not serve';
  return [
    ...findings.map(lineOf),
    ...done.map((sentence) => `It ${sentence}.`),
    ...kept.map((name) => `As it was: ${name}`),
    `${verdict}: ${grouped(events)} events, ${grouped(count)} lost. The report is ${file}.`,
  ];
}
