import { address, bodyAddress, groupAddress } from '../address.js';
import type { Listed } from '../answers.js';
import type { Page } from '../page.js';
import type { Asked } from '../request.js';
import type { GroupRow, OrganisationRow } from '../rows.js';
import { column, text, type Table } from '../table.js';
import { organisationType } from '../words/codes.js';

const MOST = 25;

/** Practices, groups and other bodies by a part of their code or name. */
export async function findPage({ api, query }: Asked): Promise<Page> {
  const q = query.get('q');
  if (q === undefined) return found('', undefined, false);
  const [organisations, groups] = await Promise.all([
    api.get<Listed<OrganisationRow>>('/api/v1/organisations', { q, sort: 'name', limit: MOST }),
    api.get<Listed<GroupRow>>('/api/v1/groups', { q, sort: 'name', limit: MOST }),
  ]);
  const rows = [
    ...organisations.items.map(({ code, name, type, belongsTo }) => ({ code, name, type, of: belongsTo })),
    ...groups.items.map(({ group, name, commissioner }) => ({ code: group, name, type: 'GROUP', of: commissioner })),
  ];
  const isExact = ({ code }: { readonly code: string }): boolean => code.toLowerCase() === q.toLowerCase();
  const sorted = [...rows.filter(isExact), ...rows.filter((row) => !isExact(row))];
  const table: Table = {
    id: 'found',
    caption: `Found for “${q}”`,
    stacked: true,
    columns: [column('Name'), column('Code'), column('Type'), column('Belongs to')],
    rows: sorted.map(({ code, name, type, of }) => [
      text(name, type === 'GROUP' ? groupAddress(code) : bodyAddress(type, code)),
      text(code),
      text(organisationType(type)),
      text(of),
    ]),
    empty: `No practice, group or commissioner has “${q}” in its code or name.`,
  };
  return found(q, table, organisations.next !== null || groups.next !== null);
}

const found = (q: string, table: Table | undefined, isMore: boolean): Page => ({
  template: 'find.njk',
  title: q === '' ? 'Find a practice, group or commissioner' : `Search: ${q}`,
  model: { q, table, isMore, most: MOST, all: address('/organisations', { q }) },
});
