import type { Difference, Verified } from '#projections';
import { EXIT } from '../exit.js';
import { columns } from '../readable/columns.js';
import type { Terminal } from '../terminal.js';
import type { ViewsOptions } from './run-views.js';
import { withViewsToRead } from './with-views.js';

/** Compares the views with what the log says, worked out from nothing. */
export async function runVerify(terminal: Terminal, options: ViewsOptions): Promise<void> {
  const verified = await withViewsToRead(terminal, options, (views, told) => views.verify(told));
  if (options.json) terminal.printJson(documentOf(verified));
  else terminal.print(textOf(verified));
  if (!verified.agrees) terminal.exitWith(EXIT.failed);
}

const documentOf = ({ agrees, checkpoint, kept, wanted, differences }: Verified): object => ({
  agrees,
  events: checkpoint?.count ?? 0,
  first: checkpoint?.first ?? 0,
  last: checkpoint?.position ?? 0,
  asAt: checkpoint?.day ?? null,
  apart: checkpoint?.apart ?? [],
  tables: kept.map((table, index) => ({ ...table, wanted: wanted[index] })),
  differences,
});

function textOf({ agrees, checkpoint, kept, differences }: Verified): string {
  if (!agrees) {
    return ['The views are not what the log says; ledger rebuild builds them anew.', ...differences.map(lineOf)].join(
      '\n',
    );
  }
  if (!checkpoint) return 'The log is empty, and so are the views.';
  const { count, first, position, day, apart } = checkpoint;
  const lines = kept.map(({ table, rows, sha256 }) => [table, grouped.format(rows), sha256]);
  return [
    `The views are what the log says: ${grouped.format(count)} events, from entry ${grouped.format(first)} to ${grouped.format(position)}, as of ${day}.`,
    ...apart.map(
      ({ view, position: at }) => `${view} was compared as of entry ${grouped.format(at)}, where it stands.`,
    ),
    ...columns([['table', 'rows', 'SHA-256'], ...lines], [1]),
  ].join('\n');
}

function lineOf({ table, key, column, kept, wanted }: Difference): string {
  const row = key === '' ? table : `${table} ${key}`;
  if (column !== null) return `${row}: ${column} is ${said(kept)}, not ${said(wanted)}`;
  return wanted === null ? `${row}: a row too many` : `${row}: the row is missing`;
}

const said = (value: string | number | null): string => (value === null ? 'nothing' : String(value));
const grouped = new Intl.NumberFormat('en-GB');
