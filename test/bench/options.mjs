import { parseArgs } from 'node:util';
import { tmpdir } from 'node:os';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DEFAULT_FOLDER } from './peers.mjs';
import { SUBJECTS } from './subjects.mjs';
import { WORKLOADS } from './workloads.mjs';

/** What was asked cannot be done. Ends the program with 2. */
export class BadUsage extends Error {}

export const HELP = `npm run bench -- [OPTIONS]

Measures the ledger beside what one would take instead, interleaved in one run: every subject once a round, in an order
that is turned from round to round. Says the median of the rounds with the least and the most.

  --only W1,W2          these workloads only: ${Object.keys(WORKLOADS).join(', ')}
  --subjects a,b        these subjects only: ${SUBJECTS.join(', ')}
  --quick               small numbers and two rounds: to see that all runs, not to publish
  --kills N             of each store in W7; 200 by default, 5 with --quick
  --rounds N            rounds; 5 by default, 2 with --quick
  --json FILE           [{ workload, subject, unit, median, min, max, runs, … }]
  --markdown FILE       the table, as docs/benchmarks.md shows it
  --plot FILE           an SVG drawn from the figures
  --from FILE,FILE      measures nothing: table and plot of one earlier --json or more; what two of them measured is told
                        as the later one has it
  --england ADDRESS     a store of England's year for W4, embedded:PATH; made from ../shared/data where it is left out
  --server-command CMD  a shell command that runs the server of EVENTSTORE_URL in the foreground: W7 then kills that;
                        without it, the ledger's own process on the server that runs
  --folder FOLDER       where stores are made, each in a folder that is removed; ${tmpdir()} by default
  --peers FOLDER        where peers are installed; by default
                        ${DEFAULT_FOLDER}
  --help

EVENTSTORE_URL names an EventStoreDB; without it the subjects eventstoredb and bare-client are left out.
Exit: 0 done, 1 a run is void or nothing was measured, 2 bad usage, 130 interrupted.
`;

const FORMS = {
  only: { type: 'string' },
  subjects: { type: 'string' },
  quick: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  kills: { type: 'string' },
  json: { type: 'string' },
  markdown: { type: 'string' },
  plot: { type: 'string' },
  from: { type: 'string' },
  england: { type: 'string' },
  'server-command': { type: 'string' },
  folder: { type: 'string', default: tmpdir() },
  peers: { type: 'string', default: DEFAULT_FOLDER },
  help: { type: 'boolean', default: false },
};

/**
 * @param {readonly string[]} given
 * @throws BadUsage
 */
export function optionsOf(given) {
  const { values } = parsed(given);
  if (values.help) return { ...values, workloads: [], subjects: [], rounds: 0 };
  const options = {
    ...values,
    workloads: listOf('only', values.only, Object.keys(WORKLOADS)),
    subjects: listOf('subjects', values.subjects, SUBJECTS),
    rounds: values.rounds === undefined ? (values.quick ? 2 : 5) : wholeOf('rounds', values.rounds, 99),
    kills: values.kills === undefined ? (values.quick ? 5 : 200) : wholeOf('kills', values.kills, 9_999),
    eventStoreUrl: process.env.EVENTSTORE_URL || undefined,
  };
  for (const file of ['json', 'markdown', 'plot']) mustBeWritable(file, values[file]);
  if (values.england !== undefined) mustBeEngland(values.england);
  if (values.from !== undefined) return { ...options, earlier: merged(values.from.split(',').map(rowsIn)) };
  mustBeOnDisk(values.folder);
  return options;
}

function parsed(given) {
  try {
    return parseArgs({ args: [...given], options: FORMS, strict: true, allowPositionals: false });
  } catch (error) {
    throw new BadUsage(error.message.split('. ')[0], { cause: error });
  }
}

function listOf(option, text, known) {
  if (text === undefined) return known;
  const names = text.split(',').map((name) => name.trim());
  const named = names.map((name) => known.find((one) => one.toLowerCase() === name.toLowerCase()));
  const unknown = names.filter((_, index) => named[index] === undefined);
  if (unknown.length > 0) throw new BadUsage(`--${option}: ${quoted(unknown)}: there is ${known.join(', ')}`);
  return known.filter((one) => named.includes(one));
}

const quoted = (names) => names.map((name) => `"${name}"`).join(', ');

function wholeOf(option, text, most) {
  if (/^[1-9]\d{0,5}$/.test(text) && Number(text) <= most) return Number(text);
  throw new BadUsage(`--${option} must be a whole number from 1 to ${most}, not "${text}"`);
}

function mustBeWritable(option, file) {
  if (file === '') throw new BadUsage(`--${option} must name a file`);
  if (file !== undefined && !existsSync(dirname(file))) {
    throw new BadUsage(`--${option}: there is no folder ${dirname(file)}`);
  }
}

function mustBeEngland(address) {
  const path = /^embedded:(.+)$/.exec(address)?.[1];
  if (path === undefined) throw new BadUsage(`--england must be embedded:PATH, not "${address}"`);
  if (!existsSync(path)) throw new BadUsage(`--england: there is no store at ${path}`);
}

function rowsIn(file) {
  try {
    const rows = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(rows) && rows.every(({ workload, subject, median }) => workload && subject && median >= 0)) {
      return rows;
    }
  } catch (error) {
    throw new BadUsage(`--from: ${file} cannot be read: ${error.message}`, { cause: error });
  }
  throw new BadUsage(`--from: ${file} is no --json of an earlier run`);
}

/** Rows of several runs, those of a workload side by side; of two of one thing the later. */
function merged(runs) {
  const rows = new Map(runs.flat().map((row) => [`${row.workload} ${row.subject}`, row]));
  const order = Object.keys(WORKLOADS);
  const placeOf = ({ workload }) => order.indexOf(workload.split('-')[0]);
  return [...rows.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Of statfs(2): kept in memory, where a sync costs nothing. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6]);

function mustBeOnDisk(folder) {
  if (!existsSync(folder)) throw new BadUsage(`--folder: there is no folder ${folder}`);
  if (IN_MEMORY.has(statfsSync(folder).type)) {
    throw new BadUsage(
      `${folder} is kept in memory, where a sync costs nothing: name a folder of a disk with --folder`,
    );
  }
}
