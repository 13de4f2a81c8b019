import { ACTUALS_VERSIONS, type CommandInput } from '#contract';
import { cellOf, SERVICE_LINES, streamOf, type Cell, type Cells as InForce, type Line } from '#domain';
import { dateOf } from '#kernel';
import { Drafting, given, inForceIf } from '../draft.js';
import { grouped } from '../grouping.js';
import type { Known, Settled } from '../known.js';
import type { Cells } from '../cells.js';
import type { ImportOptions, Layout } from '../layout.js';
import type { ImportKind } from './kind.js';
import { linesOf } from './lines.js';

type Row = {
  readonly month: number;
  readonly line: Line;
  readonly pence: number;
  readonly from?: string;
  readonly to?: string;
  readonly provider?: string;
};
type Covers = { readonly months: readonly number[]; readonly lines: 'ALL' | readonly Line[] };
type Actuals = Omit<CommandInput<'RecordActuals'>, 'rows' | 'covers'> & {
  readonly rows: readonly Row[];
  readonly covers?: Covers;
};

const RESTATED = 'takes over a month that was restated: the restatement goes with what it restated';

const columnOf = (field: string): string => {
  const name = field.replace(/^rows\[0\]\.?/, '');
  return name === 'pence' ? 'actualPence' : name === '' ? 'month' : name;
};

const aloneWith = (covers: 'ALL' | readonly string[] | undefined) => (row: Cells) => {
  const [practice, year, version, month, line, pence, from, to, provider] = COLUMNS.map(({ name }) => row.text(name));
  const all = covers === undefined ? '' : `/covers=${covers === 'ALL' ? covers : covers.join('+')}`;
  return {
    command: 'RecordActuals' as const,
    with: given({ practice, year, version, rows: [given({ month, line, pence, from, to, provider })] }),
    ...{ key: `${practice}/${year}/${version}/${month}${all}`, lane: practice ?? '', columnOf },
    streams: [streamOf.account(practice ?? '', year ?? '')],
  };
};

const joinWith =
  (covers: Covers['lines'] | undefined) =>
  (commands: readonly Actuals[]): Actuals => {
    const [{ practice, year, version, rows }] = commands as [Actuals];
    const months = [rows[0]!.month];
    return {
      ...{ practice, year, version, rows: commands.flatMap((command) => command.rows) },
      ...(covers === undefined ? {} : { covers: { months, lines: covers } }),
    };
  };

/** Rows of a cell in one spelling: 0 for the whole month is what a month covered without a row has. */
function spelt(rows: readonly Pick<Row, 'pence' | 'from' | 'to' | 'provider'>[]): string {
  if (rows.every(({ pence, from, provider }) => pence === 0 && from === undefined && provider === undefined)) return '';
  return rows
    .map(({ pence, from = '', to = '', provider = '' }) => `${from} ${to} ${provider} ${pence}`)
    .toSorted()
    .join('; ');
}

const inCell = ({ rows }: Cell) =>
  rows.map(({ pence, days, provider }) => ({
    pence,
    ...(days ? { from: dateOf(days.first), to: dateOf(days.last) } : {}),
    ...(provider === undefined ? {} : { provider }),
  }));

/** The cells of the command that are not as it says, whatever stronger version may stand over them. */
function changedLines(known: Known, { practice, year, version, rows, covers }: Actuals): ReadonlySet<Line> {
  const month = rows[0]!.month;
  const ofVersion: InForce = known.actualsOf(practice, year, version);
  const inForce = known.account(practice, year).cells;
  const covered = covers === undefined ? [] : covers.lines === 'ALL' ? SERVICE_LINES : covers.lines;
  const isAsSaid = (line: Line) => {
    const cell = cellOf(ofVersion, line, month);
    const over = cellOf(inForce, line, month);
    if (!cell || (over?.ref.id === cell.ref.id && over.restatements.length > 0)) return false;
    return spelt(inCell(cell)) === spelt(rows.filter((row) => row.line === line));
  };
  return new Set([...rows.map(({ line }) => line), ...covered].filter((line) => !isAsSaid(line)));
}

function settle(known: Known, whole: Actuals, rows: readonly Cells[]): Settled | undefined {
  const { practice, year, rows: said, covers } = whole;
  const changed = changedLines(known, whole);
  if (changed.size === 0) return inForceIf(true);
  const cells = known.account(practice, year).cells;
  const isRestated = [...changed].some((line) => cellOf(cells, line, said[0]!.month)?.restatements.length);
  const isWhole = said.every(({ line }) => changed.has(line));
  const now: Actuals = isWhole
    ? whole
    : { ...whole, rows: said.filter(({ line }) => changed.has(line)), ...narrowed(covers, changed) };
  const lines = rows.filter((row) => changed.has(row.text('line') as Line)).map(({ line }) => line);
  return { is: 'new', with: now, lines, flags: isRestated ? [RESTATED] : [] };
}

/** What is left out as unchanged must not be covered, or it would become 0. */
const narrowed = (covers: Covers | undefined, changed: ReadonlySet<Line>): { readonly covers?: Covers } =>
  covers === undefined
    ? {}
    : { covers: { months: covers.months, lines: SERVICE_LINES.filter((line) => changed.has(line)) } };

const COLUMNS = [
  { name: 'practice', about: 'code of the practice' },
  { name: 'year', about: 'financial year, such as 2007-08' },
  { name: 'version', about: ACTUALS_VERSIONS.join(', ') },
  { name: 'month', about: '1 (April) to 12 (March)' },
  { name: 'line', about: 'service line' },
  { name: 'actualPence', about: 'whole pence, 0 or more' },
  { name: 'from', about: 'first day that the row is about; empty: the whole month', optional: true },
  { name: 'to', about: 'last day; together with from', optional: true },
  { name: 'provider', about: 'code of the provider whose data it is; empty: none is named', optional: true },
];

const TEMPLATE: Layout = {
  name: 'the template',
  columns: COLUMNS,
  takes: ['covers'],
  draft(rows, { covers }: ImportOptions) {
    const drafting = new Drafting();
    const lines = linesOf(covers);
    grouped<'RecordActuals', Actuals>(drafting, rows, {
      alone: aloneWith(lines),
      join: joinWith(lines as Covers['lines'] | undefined),
      ...{ settle, shared: [], own: ['line', 'from', 'to', 'provider'], called: 'month of actuals' },
    });
    return drafting.done();
  },
};

export const actuals: ImportKind = {
  summary: 'records what practices used, by month and service line',
  layouts: [TEMPLATE],
  examples: [
    ['A99001', '2007-08', 'FLEX', '1', 'EL', '4826950', '', '', 'RXH'],
    ['A99001', '2007-08', 'FLEX', '1', 'PRESC', '6904410', '', '', ''],
    ['A99001', '2007-08', 'FLEX', '2', 'EL', '1204410', '2007-05-01', '2007-05-12', ''],
    ['A99001', '2007-08', 'FLEX', '2', 'EL', '2980000', '2007-05-13', '2007-05-31', ''],
    ['A99002', '2007-08', 'FLEX', '1', 'EL', '2515075', '', '', 'RXH'],
  ],
};
