import type { Year } from '#kernel';
import { address } from '../address.js';
import { queryOf, type Api, type Parameters } from '../api.js';
import type { Entitlement, Exposure, ExposureHolder, Listed } from '../answers.js';
import { pinned } from '../moment.js';
import type { Query } from '../request.js';
import type { OrganisationRow, StatementRow } from '../rows.js';
import type { Column, Table } from '../table.js';
import { STATEMENT_COLUMNS, statementCells } from './practices.js';

/** Each row's basis and status is a question of its own, so a page of the past has fewer rows. */
const ON_A_PAGE = 25;
/** More practices than any commissioner has. */
const MOST_NAMES = 1000;

type Sortable = 'holder' | 'entitlementPence' | 'affordablePence' | 'paidPence' | 'outstandingPence';
const SORTABLE: ReadonlySet<string> = new Set<Sortable>([
  'holder',
  'entitlementPence',
  'affordablePence',
  'paidPence',
  'outstandingPence',
]);

export type PracticesThen = {
  readonly table: Table;
  readonly all: number;
  readonly csv: string;
  readonly previous?: string;
  readonly next?: string;
};

/** The practices of a commissioner as they stood at a moment of the past, worked out from the log. */
export async function practicesThen(
  api: Api,
  exposure: Exposure,
  path: string,
  query: Query,
  dated: Parameters,
): Promise<PracticesThen> {
  const { holders, commissioner, year } = exposure;
  const sort = sortIn(query);
  const start = Math.max(0, Number.parseInt(query.get('start') ?? '0', 10) || 0);
  const shown = holders.toSorted(by(sort)).slice(start, start + ON_A_PAGE);
  const [names, entitlements] = await Promise.all([
    namesOf(api, commissioner, year),
    Promise.all(shown.map(({ holder }) => entitlementThen(api, exposure, holder))),
  ]);
  const at = (from: number) => address(path, { ...dated, sort, start: from === 0 ? undefined : from });
  return {
    all: holders.length,
    csv: `/api/v1/exposure?${queryOf({ commissioner, year, asAt: exposure.asAt, ...pinned(exposure), format: 'csv' })}`,
    table: {
      id: 'practices',
      caption: `Practices of ${year}`,
      stacked: true,
      columns: STATEMENT_COLUMNS.map((column) =>
        heading(column, sort, (next) => address(path, { ...dated, sort: next })),
      ),
      rows: shown.map((row, index) => statementCells(asRow(row, entitlements[index]!, names), dated)),
      empty: 'It owed no practice anything.',
    },
    ...(start > 0 ? { previous: at(Math.max(0, start - ON_A_PAGE)) } : {}),
    ...(start + ON_A_PAGE < holders.length ? { next: at(start + ON_A_PAGE) } : {}),
  };
}

const sortIn = (query: Query): string => {
  const sort = query.get('sort') ?? 'holder';
  return SORTABLE.has(sort.replace(/^-/, '')) ? sort : 'holder';
};

function by(sort: string): (a: ExposureHolder, b: ExposureHolder) => number {
  const name = sort.replace(/^-/, '') as Sortable;
  const sign = sort.startsWith('-') ? -1 : 1;
  return (a, b) => {
    const [x, y] = [a[name] ?? -Infinity, b[name] ?? -Infinity];
    return x === y ? (a.holder < b.holder ? -1 : 1) : sign * (x < y ? -1 : 1);
  };
}

function heading(
  { label, numeric, by: field }: (typeof STATEMENT_COLUMNS)[number],
  current: string,
  href: (sort: string) => string,
): Column {
  const column: Column = { label, ...(numeric ? { numeric } : {}) };
  const name = field === 'name' ? 'holder' : field;
  if (name === undefined || !SORTABLE.has(name)) return column;
  const first = numeric ? `-${name}` : name;
  const second = numeric ? name : `-${name}`;
  const sort = { href: href(current === first ? second : first) };
  if (current.replace(/^-/, '') !== name) return { ...column, sort };
  return { ...column, sort: { ...sort, direction: current === name ? 'ascending' : 'descending' } };
}

const entitlementThen = (api: Api, exposure: Exposure, holder: string): Promise<Entitlement> =>
  api.get<Entitlement>('/api/v1/entitlement', {
    holder,
    year: exposure.year,
    asAt: exposure.asAt,
    ...pinned(exposure),
  });

/** Names do not change; who belongs to whom does, so both who owes now and who is assigned now are looked at. */
async function namesOf(api: Api, commissioner: string, year: Year): Promise<ReadonlyMap<string, string>> {
  const [assigned, owed] = await Promise.all([
    api.get<Listed<OrganisationRow>>('/api/v1/organisations', { belongsTo: commissioner, limit: MOST_NAMES }),
    api.get<Listed<StatementRow>>('/api/v1/statements', { commissioner, year, limit: MOST_NAMES }),
  ]);
  return new Map([
    ...assigned.items.map(({ code, name }) => [code, name] as const),
    ...owed.items.map(({ holder, name }) => [holder, name] as const),
  ]);
}

const asRow = (row: ExposureHolder, answer: Entitlement, names: ReadonlyMap<string, string>): StatementRow => ({
  ...row,
  name: names.get(row.holder) ?? row.holder,
  holderType: 'PRACTICE',
  year: answer.year,
  asAt: answer.asAt,
  commissioner: answer.debtor,
  group: null,
  basis: answer.basis,
  figureStatus: answer.figureStatus,
  releaseStatus: answer.releaseStatus,
  contested: answer.contested,
  budgeted: true,
});
