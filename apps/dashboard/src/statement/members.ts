import type { Pence } from '#kernel';
import { practiceAddress } from '../address.js';
import type { Api } from '../api.js';
import type { Derivation, Entitlement, Listed } from '../answers.js';
import type { Moment } from '../moment.js';
import type { OrganisationRow, StatementRow } from '../rows.js';
import { amount, column, numbers, text, type Table } from '../table.js';

const PART_OF = 'part of ';

/** What each practice gets of a group's figure: parts struck when members left or joined, and parts of what remains. */
export function memberTable(
  { derivation = [], entitlementPence, year }: Entitlement,
  names: ReadonlyMap<string, string>,
  moment: Moment,
): Table {
  const parts = new Map<string, Pence>();
  const shares = derivation.find(({ figure }) => figure === 'entitlementPence')?.from ?? [];
  for (const { figure, pence = 0 } of shares.flatMap(({ from = [] }: Derivation) => from)) {
    if (!figure.startsWith(PART_OF)) continue;
    const practice = figure.slice(PART_OF.length);
    parts.set(practice, (parts.get(practice) ?? 0) + pence);
  }
  return {
    id: 'members',
    caption: 'Practices with a part in the figure',
    columns: [column('Practice'), numbers('Part')],
    rows: [...parts].map(([practice, pence]) => [
      text(names.get(practice) ?? practice, practiceAddress(practice, { year, ...moment }), practice),
      amount(pence, practiceAddress(practice, { year, ...moment, figure: 'entitlementPence' }, '/derivation')),
    ]),
    total: [text('Together'), amount(entitlementPence)],
    empty: 'No practice has days in this group in the year.',
  };
}

const MOST_MEMBERS = 500;

/** Names of the practices that are members now, or were last in the year. */
export async function namesOfMembers(api: Api, group: string, year: string): Promise<ReadonlyMap<string, string>> {
  const [now, then] = await Promise.all([
    api.get<Listed<OrganisationRow>>('/api/v1/organisations', { group, limit: MOST_MEMBERS }),
    api.get<Listed<StatementRow>>('/api/v1/statements', { group, year, limit: MOST_MEMBERS }),
  ]);
  return new Map([
    ...then.items.map(({ holder, name }) => [holder, name] as const),
    ...now.items.map(({ code, name }) => [code, name] as const),
  ]);
}
