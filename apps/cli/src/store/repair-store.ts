import { rmSync, writeFileSync } from 'node:fs';
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
  try {
    const report = await repairStore(address, {
      at: at.replaceAll(/[-:]|\.\d+/g, ''),
      acceptLoss: options.acceptLoss === true,
      tell: (events) => progress.advance(events),
      ...(options.backup === undefined ? {} : { backup: options.backup }),
    });
    const document = documentOf(address, at, report);
    write(document);
    if (options.json) terminal.printJson(document);
    else told(report, options.report).forEach(terminal.print);
    if (!report.sound) terminal.exitWith(EXIT.failed);
  } catch (error) {
    rmSync(options.report, { force: true });
    throw error;
  } finally {
    progress.end();
  }
}

/** Made before anything is changed, so that no repair is without its report; one that is there is not written over. */
function reportWriter(file: string): (document: object) => void {
  try {
    writeFileSync(file, '', { flag: 'wx' });
  } catch (error) {
    throw usageError(`${file}: the report cannot be written there (${(error as NodeJS.ErrnoException).code})`, error);
  }
  return (document) => writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`, { flush: true });
}

const documentOf = (address: string, at: string, report: RepairReport) => ({
  address,
  at,
  ...report,
  root: report.root ?? null,
  checkpointBefore: report.checkpointBefore ?? null,
  saved: report.saved ?? null,
});

function told({ sound, findings, done, lost, kept, events }: RepairReport, file: string): readonly string[] {
  if (findings.length === 0 && done.length === 0) return ['Nothing is wrong: nothing was changed.'];
  const count = lost.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return [
    ...findings.map(lineOf),
    ...done.map((sentence) => `It ${sentence}.`),
    ...kept.map((name) => `As it was: ${name}`),
    `${sound ? 'The store serves again' : 'The store does not serve'}: ${grouped(events)} events, ${grouped(count)} lost. The report is ${file}.`,
  ];
}
