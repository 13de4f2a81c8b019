/** npm run bench: measures the ledger beside its peers. See docs/benchmarks.md. */
import { writeFileSync } from 'node:fs';
import { BadUsage, HELP, optionsOf } from './options.mjs';
import { machineOf } from './measuring/machine.mjs';
import { rowsOf } from './measuring/rows.mjs';
import { FIGURE_HEADS, TARGET_HEADS, aligned, figureCells, targetCells } from './measuring/tables.mjs';
import { written } from './measuring/written.mjs';
import { Stage } from './stage.mjs';
import { subjectOf } from './subjects.mjs';
import { WORKLOADS, seriesOf } from './workloads.mjs';

const say = (line) => console.error(line);

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(HELP.trimEnd());
  if (options.earlier) return told(options, options.earlier);
  const stage = new Stage(options, say);
  const interrupted = () => {
    stage.destroy();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
  try {
    await measured(options, stage);
  } finally {
    stage.destroy();
  }
}

async function measured(options, stage) {
  const machine = machineOf(stage.folder);
  for (const line of machine) console.log(line);
  await stage.prepare(options.subjects);
  for (const [subject, reason] of stage.leftOut) console.log(`left out: ${subject}: ${reason}`);
  const subjects = options.subjects.filter((subject) => !stage.leftOut.has(subject));
  const versions = new Map();
  for (const subject of subjects) versions.set(subject, stage.versionOf(subject, (await subjectOf(subject)).SYNC));
  for (const [subject, version] of versions) console.log(`${subject}: ${version}`);
  const rows = [];
  for (const series of options.workloads.flatMap((name) => WORKLOADS[name])) {
    rows.push(...(await rowsOfSeries(options, stage, series, subjects)));
  }
  if (rows.length === 0) process.exitCode = 1;
  const on = new Date().toISOString().slice(0, 10);
  await told(
    options,
    rows.map((row) => ({
      ...row,
      on,
      machine: machine.join('; '),
      version: versions.get(row.subject),
      ...(options.quick ? { quick: true } : {}),
    })),
  );
}

/** All rounds of a series. A subject that was void or failed once has no figures. */
async function rowsOfSeries(options, stage, name, present) {
  const series = await seriesOf(name);
  const subjects = present.filter((subject) => series.subjects.includes(subject));
  if (subjects.length === 0) {
    console.log(`left out: ${name}: none of its subjects is here: ${series.subjects.join(', ')}`);
    return [];
  }
  say(series.TITLE);
  const context = await series.prepare?.({ stage, options, say, subjects });
  if (context?.leftOut) {
    console.log(`left out: ${name}: ${context.leftOut}`);
    return [];
  }
  const runs = new Map(subjects.map((subject) => [subject, []]));
  const rounds = Math.min(options.rounds, series.MOST_ROUNDS ?? options.rounds);
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of turned([...runs.keys()], round)) {
      const answer = await stage.measured(name, subject, context);
      if (answer.figures) {
        runs.get(subject).push(answer.figures);
        say(`  round ${round + 1} of ${rounds}: ${subject}: ${series.inShort(answer.figures)}`);
      } else {
        runs.delete(subject);
        console.log(`${answer.isVoid ? 'VOID' : 'FAILED'}: ${name} ${subject}: ${answer.failure}`);
        process.exitCode = 1;
      }
    }
  }
  return [...runs].flatMap(([subject, figures]) => rowsOf(subject, series.FIGURES, figures));
}

const turned = (items, by) => items.map((_, index) => items[(index + by) % items.length]);

async function told(options, rows) {
  for (const line of aligned(FIGURE_HEADS, figureCells(rows))) console.log(line);
  console.log('');
  for (const line of aligned(TARGET_HEADS, targetCells(rows))) console.log(line);
  for (const [file, text] of await written(options, rows)) {
    writeFileSync(file, text);
    say(`written: ${file}`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BadUsage)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
