import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { VIEW_NAMES, openLedger } from '../built.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { eventsIn } from '../subjects/read-and-parse.mjs';
import { entitlementsIn } from '../subjects/entitlement-views.mjs';
import { figuresOf, inShort, loop, rebuilt } from './rebuilding.mjs';

export const TITLE = 'W4-england: the same from England’s year, as load-england writes it';
export const subjects = ['embedded', 'sqlite-loop'];
export const FIGURES = {
  ...figuresOf('W4-england'),
  allRate: { workload: 'W4-england-all-views', unit: 'ev/s' },
  verifyRate: { workload: 'W4-england-all-views-verify', unit: 'ev/s' },
};
export { inShort };

const LAUNCHER = fileURLToPath(new URL('../../../apps/cli/ledger.js', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const YEAR = '2008-09';
/** Enough to see that all runs. */
const QUICK = ['--practices', '200'];

/** @returns {Promise<{ path: string, oracle: object } | { leftOut: string }>} */
export async function prepare({ stage, options, say }) {
  const given = /^embedded:(.+)$/.exec(options.england ?? '')?.[1];
  if (given === undefined && !existsSync(DATA)) return { leftOut: `${DATA} is not there; name a store with --england` };
  const path = await stage.once('england.db', async (file) => {
    say(given === undefined ? '  loading England’s year, a minute or more' : `  copying ${given}`);
    if (given === undefined) await loaded(file, options.quick);
    else copied(given, file);
  });
  return { path, oracle: await oracleOf(path) };
}

/** With the files beside it, but for its views and its locks. */
function copied(from, to) {
  for (const name of readdirSync(dirname(from))) {
    const part = name.startsWith(basename(from)) ? name.slice(basename(from).length) : undefined;
    if (part !== undefined && !/\.lock$|\.views|-shm$/.test(part) && /^($|[-.])/.test(part)) {
      copyFileSync(`${from}${part}`, `${to}${part}`);
    }
  }
}

async function loaded(file, quick) {
  const slice = quick ? QUICK : [];
  const args = ['load-england', '--year', YEAR, '--data', DATA, '--store', `embedded:${file}`, '--json', ...slice];
  await promisify(execFile)(process.execPath, [LAUNCHER, ...args]);
}

/** What the questions answer from the log for England's roll-up: the same calculator, by another way. */
async function oracleOf(path) {
  const years = new Map();
  let events = 0;
  for (const { stream } of eventsIn(path)) {
    events += 1;
    const year = /^account-.+-(\d{4}-\d{2})$/.exec(stream)?.[1];
    if (year !== undefined) years.set(year, (years.get(year) ?? 0) + 1);
  }
  const [year] = [...years].toSorted(([, a], [, b]) => b - a)[0];
  const ledger = await openLedger(`embedded:${path}`);
  try {
    const { entitledPence, practices } = await ledger.questions.ask('rollUp', { of: 'ENGLAND', year });
    return { year, events, entitledPence, practices };
  } finally {
    await ledger.close();
  }
}

async function equalsRollUp(file, { year, entitledPence, practices }) {
  const found = await entitlementsIn(file, { year, budgeted: 'true' });
  const sum = [...found.values()].reduce((total, pence) => total + pence, 0);
  if (found.size !== practices) throw new VoidRun(`${found.size} statements; the roll-up counts ${practices}`);
  if (sum !== entitledPence) throw new VoidRun(`the statements add up to ${sum}p; the roll-up says ${entitledPence}p`);
}

export async function measure(task) {
  if (task.subject === 'sqlite-loop') return loop(task.context);
  const entitlements = await rebuilt(task, equalsRollUp);
  const all = await rebuilt(task, equalsRollUp, { views: VIEW_NAMES, isVerified: true });
  return { ...entitlements, allRate: all.rate, verifyRate: all.verifyRate };
}
