import { dayOf, yearOf, type Year } from '#kernel';
import { bodyAddress, holderAddress, type HolderKind } from '../address.js';
import type { Entitlement, Listed } from '../answers.js';
import { questioned, type Moment } from '../moment.js';
import { Elsewhere, NoSuchPage, codeOf, yearAsked, type Asked } from '../request.js';
import type { GroupRow, OrganisationRow, StatementRow } from '../rows.js';
import type { Api } from '../api.js';

/** A practice or group as its pages name it. */
export type Holder = {
  readonly kind: HolderKind;
  readonly code: string;
  readonly name: string;
  /** The body to which it belongs now. */
  readonly belongsTo: string | null;
  readonly splitKey?: string;
  readonly patients?: { readonly count: number; readonly on: string };
};

const MOST_YEARS = 50;

/** The statements that a holder has, the latest year first, and at which entry they stand. */
export type Statements = Listed<StatementRow> & { readonly asAt?: string };

export const statementsOf = (api: Api, holder: string): Promise<Statements> =>
  api.get<Statements>('/api/v1/statements', { holder, sort: '-year', limit: MOST_YEARS });

/** @throws Elsewhere where the code is of another kind, NoSuchPage where it is of none */
export async function holderOf(asked: Asked, kind: HolderKind): Promise<Holder> {
  const code = codeOf(asked);
  const found = kind === 'GROUP' ? await group(asked.api, code) : await practice(asked.api, code);
  if (found) return found;
  const { code: _code, ...parameters } = asked.query.all();
  if (kind === 'PRACTICE' && (await group(asked.api, code))) {
    throw new Elsewhere(holderAddress('GROUP')(code, parameters, belowHolder(asked.path)));
  }
  const other = await organisation(asked.api, code);
  if (other?.type === 'PRACTICE')
    throw new Elsewhere(holderAddress('PRACTICE')(code, parameters, belowHolder(asked.path)));
  if (other) throw new Elsewhere(bodyAddress(other.type, code, parameters));
  throw new NoSuchPage(`${code} is not recorded`);
}

/** /changes of /practices/A99001/changes. */
const belowHolder = (path: string): string =>
  path
    .split('/')
    .slice(3)
    .map((part) => `/${part}`)
    .join('');

export async function organisation(api: Api, code: string): Promise<OrganisationRow | undefined> {
  const { items } = await api.get<Listed<OrganisationRow>>('/api/v1/organisations', { code, limit: 1 });
  return items[0];
}

async function practice(api: Api, code: string): Promise<Holder | undefined> {
  const row = await organisation(api, code);
  if (row?.type !== 'PRACTICE') return undefined;
  const { name, belongsTo, patients, patientsOn } = row;
  return {
    kind: 'PRACTICE',
    code,
    name,
    belongsTo,
    ...(patients === null || patientsOn === null ? {} : { patients: { count: patients, on: patientsOn } }),
  };
}

async function group(api: Api, code: string): Promise<Holder | undefined> {
  const { items } = await api.get<Listed<GroupRow>>('/api/v1/groups', { group: code, limit: 1 });
  const [row] = items;
  return row && { kind: 'GROUP', code, name: row.name, belongsTo: row.commissioner, splitKey: row.splitKey };
}

/** The year that a page is of: the one asked for, else the latest with a budget, else the latest there is. */
export function yearShown(asked: Asked, { items, asAt }: Statements): Year {
  const budgeted = items.find((row) => row.budgeted) ?? items[0];
  return yearAsked(asked) ?? budgeted?.year ?? yearToday(asAt);
}

/** The year of the day on which the lists stand. */
export function yearToday(asAt: string | undefined): Year {
  return yearOf(dayOf(asAt ?? new Date().toISOString().slice(0, 10)));
}

/** The years to choose from, with the one that is shown. */
export const yearsToShow = (rows: readonly { readonly year: Year }[], year: Year): readonly Year[] =>
  [...new Set([...rows.map((row) => row.year), year])].sort();

export const entitlementOf = (
  api: Api,
  { code }: Holder,
  year: Year,
  moment: Moment,
  explain?: true,
): Promise<Entitlement> =>
  api.get<Entitlement>('/api/v1/entitlement', {
    holder: code,
    year,
    ...questioned(moment),
    ...(explain === undefined ? {} : { explain }),
  });
