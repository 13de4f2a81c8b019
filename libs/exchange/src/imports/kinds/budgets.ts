import { BUDGET_METHODS, LINES, type CommandInput } from '#contract';
import { streamOf } from '#domain';
import { Drafting, given, inForceIf, sameContent } from '../draft.js';
import { grouped } from '../grouping.js';
import type { Cells } from '../cells.js';
import type { Layout } from '../layout.js';
import type { ImportKind } from './kind.js';
import { wordsOf } from '../words.js';
import { columnOfLine } from './lines.js';

type Budget = CommandInput<'SetIndicativeBudget'>;

const columnOf = (field: string): string => {
  if (field.startsWith('profiles.'))
    return (LINES as readonly string[]).includes(field.split(/[.[]/)[1]!) ? 'profile' : 'line';
  return field.startsWith('lines') ? columnOfLine(field, 'budgetPence') : field === '' ? 'practice' : field;
};

function alone(row: Cells) {
  const [practice, year, method, line, pence, profile] = [
    'practice',
    'year',
    'method',
    'line',
    'budgetPence',
    'profile',
  ].map((column) => row.text(column));
  const ofLine = (value: unknown) => (line === undefined ? {} : Object.fromEntries([[line, value]]));
  return {
    command: 'SetIndicativeBudget' as const,
    with: given({
      ...{ practice, year, method, lines: ofLine(pence) },
      profiles: profile === undefined || line === undefined ? undefined : ofLine(wordsOf(profile)),
    }),
    ...{ key: `${practice}/${year}`, lane: practice ?? '', columnOf },
    streams: [streamOf.account(practice ?? '', year ?? '')],
  };
}

function join(commands: readonly Budget[]): Budget {
  const [{ practice, year, method }] = commands as [Budget];
  const lines = Object.assign({}, ...commands.map((command) => command.lines)) as Budget['lines'];
  const profiles = Object.assign(
    {},
    ...commands.map((command) => (command as { profiles?: object }).profiles),
  ) as object;
  return { practice, year, method, lines, ...(Object.keys(profiles).length > 0 ? { profiles } : {}) } as Budget;
}

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'practice', about: 'code of the practice' },
    { name: 'year', about: 'financial year, such as 2007-08' },
    { name: 'method', about: `${BUDGET_METHODS.join(', ')}; the same in all rows of one budget` },
    { name: 'line', about: 'service line; each once a budget' },
    { name: 'budgetPence', about: 'of the year, whole pence, 0 or more' },
    { name: 'profile', about: '12 weights M1 (April) to M12 parted by spaces; empty: equally', optional: true },
  ],
  draft(rows) {
    const drafting = new Drafting();
    grouped<'SetIndicativeBudget', Budget>(drafting, rows, {
      ...{ alone, join, shared: ['method'], own: ['line'], called: 'budget' },
      settle(known, whole) {
        const { budget } = known.account(whole.practice, whole.year);
        return inForceIf(budget !== undefined && sameContent(known.said(budget.ref), whole));
      },
    });
    return drafting.done();
  },
};

export const budgets: ImportKind = {
  summary: 'sets indicative budgets; all rows of a practice and year are one budget',
  layouts: [TEMPLATE],
  examples: [
    ['A99001', '2007-08', 'HISTORIC', 'EL', '60000000', '8 8 8 8 8 8 8 8 9 9 9 9'],
    ['A99001', '2007-08', 'HISTORIC', 'PRESC', '84000000', ''],
    ['A99002', '2007-08', 'BLENDED', 'EL', '31000000', ''],
  ],
};
