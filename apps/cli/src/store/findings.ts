import type { AccessReport, CheckReport } from '#ledger';

const WHERE = {
  file: 'the file',
  'checkpoint-file': 'the checkpoint',
  checkpoint: 'the log',
  event: 'event',
  claim: 'claims of event',
  directory: 'directory of event',
  keyring: 'the keyring',
} as const;

/** A finding as a line. */
export function lineOf({ part, position, stream, detail }: CheckReport['findings'][number]): string {
  const place = [position, stream === undefined ? undefined : `in ${stream}`].filter((known) => known !== undefined);
  const where = part === 'keyring' && position !== undefined ? 'keyring of event' : WHERE[part];
  return `${[where, ...place].join(' ')}: ${detail}`;
}

/** A finding in the access log as a line. */
export const accessLine = ({ number, detail }: AccessReport['findings'][number]): string =>
  `access log${number === undefined ? '' : `, look ${number}`}: ${detail}`;

const numbers = new Intl.NumberFormat('en-GB');
export const grouped = (count: number): string => numbers.format(count);
