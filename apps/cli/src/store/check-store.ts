import { checkAccess, checkLog, checkStore, filesNamed, placeOf, type AccessReport, type CheckReport } from '#ledger';
import { EXIT } from '../exit.js';
import { addressOf, withLedger, type OpeningOptions } from '../opening.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import { accessLine, grouped, lineOf } from './findings.js';

export type CheckOptions = OpeningOptions & { readonly json?: true };

/** Checks a store and tells what differs; nothing is changed. */
export async function tellCheck(terminal: Terminal, options: CheckOptions): Promise<void> {
  const address = await addressOf(options, terminal);
  const report = await checked(terminal, address, options);
  const accessLog = await looksChecked(terminal, address);
  if (options.json) {
    terminal.printJson({ address, ...report, root: report.root ?? null, ...(accessLog ? { accessLog } : {}) });
  } else [...told(report), ...(accessLog ? toldOfLooks(accessLog) : [])].forEach(terminal.print);
  if (report.findings.length + (accessLog?.findings.length ?? 0) > 0) terminal.exitWith(EXIT.failed);
}

async function checked(terminal: Terminal, address: string, options: CheckOptions): Promise<CheckReport> {
  const progress = terminal.progress('Checking events');
  const tell = (events: number) => progress.advance(events);
  try {
    if (placeOf(address).kind !== 'eventstoredb') return await unlessInterrupted(terminal, checkStore(address, tell));
    return await withLedger(terminal, { ...options, mustExist: true }, ({ store }) => checkLog(store, tell));
  } finally {
    progress.end();
  }
}

/** Who looked at what; of a ledger on a server each process may have a file of its own, which LEDGER_ACCESS_LOG names. */
async function looksChecked(terminal: Terminal, address: string): Promise<AccessReport | undefined> {
  const { access } = filesNamed(terminal.environment);
  if (placeOf(address).kind !== 'embedded' && access === undefined) return undefined;
  return unlessInterrupted(terminal, checkAccess(address, access));
}

const toldOfLooks = ({ entries, findings }: AccessReport): readonly string[] => [
  ...findings.map(accessLine),
  findings.length > 0
    ? `Checked ${grouped(entries)} looks in the access log: ${grouped(findings.length)} found.`
    : `Checked ${grouped(entries)} looks in the access log: all as they were written.`,
];

function told({ events, root, findings, sealedTexts }: CheckReport): readonly string[] {
  const count = `${grouped(events)} ${events === 1 ? 'event' : 'events'}`;
  const texts = sealedTexts ? [toldOfTexts(sealedTexts)] : [];
  if (findings.length > 0)
    return [...findings.map(lineOf), ...texts, `Checked ${count}: ${grouped(findings.length)} found.`];
  return [`Checked ${count}: all as they were written.`, ...texts, ...(root === undefined ? [] : [`Root ${root}`])];
}

function toldOfTexts({ open, erased, erasedOrLost }: NonNullable<CheckReport['sealedTexts']>): string {
  const gone = [
    ...(erased > 0 ? [`${grouped(erased)} whose key was erased`] : []),
    ...(erasedOrLost > 0
      ? [`${grouped(erasedOrLost)} whose key was erased or lost, before a note was kept of it`]
      : []),
  ];
  return `Sealed texts: ${[`${grouped(open)} open`, ...gone].join(', ')}.`;
}
