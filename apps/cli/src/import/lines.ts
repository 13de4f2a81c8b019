import type { BadRow, Counted, ImportProgress, ImportReport } from '#exchange';

/** Bad rows told to a person; --json has all of them. */
const MOST_TOLD = 200;

const grouped = new Intl.NumberFormat('en-GB');
const rows = (count: number): string => `${grouped.format(count)} ${count === 1 ? 'row' : 'rows'}`;

/** What came of an import, line by line. */
export function reportLines(report: ImportReport): readonly string[] {
  const { kind, file, layout } = report;
  const head = `${kind} from ${file}${layout === undefined ? '' : ` (${layout})`}: ${rows(report.rows)}`;
  if (report.state === 'bad') return [...badLines(report.bad), head, badSummary(report.bad)];
  return [
    head,
    ...countLines(report),
    ...reasonLines('left out', report.leftOut),
    ...reasonLines('flagged', report.flagged),
    ending(report),
  ];
}

function badLines(bad: readonly BadRow[]): readonly string[] {
  const told = bad
    .slice(0, MOST_TOLD)
    .map(({ line, column, message }) => `line ${line}${column === undefined ? '' : `, ${column}`}: ${message}`);
  const more = bad.length - told.length;
  return more > 0 ? [...told, `and ${grouped.format(more)} more; --json tells all`] : told;
}

const badSummary = (bad: readonly BadRow[]): string =>
  `Nothing is recorded: ${rows(new Set(bad.map(({ line }) => line)).size)} of the file cannot be taken.`;

const COUNTS = [
  ['recorded', 'recorded'],
  ['recordedBefore', 'recorded by an earlier run'],
  ['toRecord', 'still to be recorded'],
  ['unchanged', 'unchanged: in force already, or said twice'],
] as const;

const countLines = (report: ImportReport): readonly string[] =>
  COUNTS.filter(([count]) => report[count] > 0).map(
    ([count, words]) => `  ${grouped.format(report[count]).padStart(9)} ${words}`,
  );

const reasonLines = (what: string, counted: readonly Counted[]): readonly string[] =>
  counted.map(
    ({ reason, rows: count, lines }) =>
      `  ${grouped.format(count).padStart(9)} ${what}: ${reason} (${linesTold(count, lines)})`,
  );

const FEW = 3;
const linesTold = (count: number, lines: readonly number[]): string =>
  `${count === 1 ? 'line' : 'lines'} ${lines.slice(0, FEW).join(', ')}${count > FEW ? ' …' : ''}`;

function ending({ state, refusal, commands, toRecord }: ImportReport): string {
  if (state === 'checked') return 'Nothing is wrong; nothing was recorded (dry run).';
  if (state === 'done') return `Done: ${grouped.format(commands)} ${commands === 1 ? 'command' : 'commands'} recorded.`;
  const goOn = toRecord === 0 ? '' : ' The same command goes on where this one stopped.';
  if (refusal)
    return `Stopped at line ${refusal.line}: ${refusal.code}: ${refusal.message}. What was recorded before stands.${goOn}`;
  return `Interrupted; what was recorded stands.${goOn}`;
}

/** Which imports there are, line by line. */
export function progressLines(imports: readonly ImportProgress[]): readonly string[] {
  if (imports.length === 0) return ['No import was begun here.'];
  return imports.map(({ kind, file, sha256, commands, recorded, startedAt, isComplete }) => {
    const far = `${grouped.format(recorded)} of ${grouped.format(commands)} commands`;
    return `${isComplete ? 'complete  ' : 'INCOMPLETE'} ${startedAt} ${kind} ${file} (sha256 ${sha256.slice(0, 16)}…): ${far}`;
  });
}
