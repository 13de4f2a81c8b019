import { ENTRY_REASONS, type CommandInput } from '#contract';
import { streamOf } from '#domain';
import { Drafting, given, inForceIf, sameContent } from '../draft.js';
import { grouped } from '../grouping.js';
import type { Known, Settled } from '../known.js';
import type { Cells } from '../cells.js';
import type { Layout } from '../layout.js';
import type { ImportKind } from './kind.js';
import { columnOfLine } from './lines.js';

type Entry = Omit<CommandInput<'PostBudgetEntry'>, 'decidedOn'> & { readonly decidedOn?: string };

const columnOf = (field: string): string =>
  field.startsWith('lines') ? columnOfLine(field, 'amountPence') : field === '' ? 'entry' : field;

const HEAD = ['practice', 'year', 'entry', 'effectiveOn', 'decidedOn', 'reason', 'returns'];

function alone(row: Cells) {
  const {
    practice = '',
    year = '',
    entry = '',
    ...head
  } = Object.fromEntries(HEAD.map((column) => [column, row.text(column)]));
  const line = row.text('line');
  const lines = line === undefined ? {} : Object.fromEntries([[line, row.text('amountPence')]]);
  return {
    command: 'PostBudgetEntry' as const,
    with: given({ ...head, ...blank({ practice, year, entry }), lines }),
    ...{ key: `${practice}/${year}/${entry}`, lane: practice, columnOf },
    streams: [streamOf.account(practice, year)],
  };
}

const blank = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

const join = (commands: readonly Entry[]): Entry => ({
  ...commands[0]!,
  lines: Object.assign({}, ...commands.map(({ lines }) => lines)) as Entry['lines'],
});

/** Where the file leaves out when it was decided, the day on which it was recorded stands in the ledger. */
function settle(known: Known, whole: Entry): Settled | undefined {
  const entry = known.account(whole.practice, whole.year).entries.get(whole.entry);
  if (!entry) return undefined;
  const said = known.said(entry.ref);
  if (sameContent(said, { ...whole, decidedOn: whole.decidedOn ?? said['decidedOn'] })) return inForceIf(true);
  return { is: 'bad', column: 'entry', message: `ALREADY_EXISTS: entry ${whole.entry} is recorded with other content` };
}

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'practice', about: 'code of the practice' },
    { name: 'year', about: 'financial year, such as 2007-08' },
    { name: 'entry', about: 'name of the entry, once a practice and year' },
    { name: 'effectiveOn', about: 'a day of the year' },
    { name: 'decidedOn', about: 'empty: the day on which it is recorded', optional: true },
    { name: 'reason', about: ENTRY_REASONS.join(', ') },
    { name: 'returns', about: 'the entry that this one gives back', optional: true },
    { name: 'line', about: 'service line; each once an entry' },
    { name: 'amountPence', about: 'whole pence, of either sign' },
  ],
  draft(rows) {
    const drafting = new Drafting();
    grouped<'PostBudgetEntry', Entry>(drafting, rows, {
      ...{
        alone,
        join,
        settle,
        shared: ['effectiveOn', 'decidedOn', 'reason', 'returns'],
        own: ['line'],
        called: 'entry',
      },
    });
    return drafting.done();
  },
};

export const entries: ImportKind = {
  summary: 'posts entries that change budgets; all rows of a practice, year and entry are one entry',
  layouts: [TEMPLATE],
  examples: [
    ['A99001', '2007-08', 'GROWTH-1', '2007-04-01', '2007-03-20', 'GROWTH', '', 'EL', '1200000'],
    ['A99001', '2007-08', 'GROWTH-1', '2007-04-01', '2007-03-20', 'GROWTH', '', 'PRESC', '800000'],
    ['A99001', '2007-08', 'TS1', '2007-09-01', '2007-08-28', 'TOP_SLICE', '', 'EL', '-5400000'],
    ['A99001', '2007-08', 'TS1-BACK', '2008-01-01', '2007-12-20', 'TOP_SLICE_RETURNED', 'TS1', 'EL', '2700000'],
  ],
};
