import { ENGLAND, address, commissionerAddress, journalAddress, rollUpAddress } from '../address.js';
import type { Api } from '../api.js';
import type { Listed } from '../answers.js';
import { commissionerCards } from '../commissioner/cards.js';
import type { Page } from '../page.js';
import type { Asked } from '../request.js';
import type { ExposureRow, JournalRow, OverdueRow, RollUpRow } from '../rows.js';
import { OVERDUE_KINDS, overdueTag } from '../words/codes.js';
import { rollUpCards, rollUpTable } from '../roll-up.js';
import { JOURNAL_COLUMNS, journalCells } from './journal.js';
import { yearsOf } from './lists.js';

const LATEST = 8;
/** Counting stops here: more is told as more. */
const MOST_COUNTED = 100;
const MOST_BODIES = 60;

/** Where to start: England or the only commissioner, what is overdue, and what was recorded last. */
export async function homePage(asked: Asked): Promise<Page> {
  const { api } = asked;
  const [journal, { year, years }] = await Promise.all([
    api.get<Listed<JournalRow>>('/api/v1/journal', { limit: LATEST }),
    yearsOf(asked),
  ]);
  if (journal.items.length === 0) return emptyPage();
  const [england, bodies, commissioners, overdue] = await Promise.all([
    api.get<Listed<RollUpRow>>('/api/v1/roll-ups', { of: ENGLAND, year, limit: 1 }),
    api.get<Listed<RollUpRow>>('/api/v1/roll-ups', { type: 'SHA', year, sort: 'name', limit: MOST_BODIES }),
    api.get<Listed<ExposureRow>>('/api/v1/exposures', { year, limit: 2 }),
    Promise.all(Object.keys(OVERDUE_KINDS).map((kind) => overdueCount(api, kind))),
  ]);
  const only = commissioners.items.length === 1 ? commissioners.items[0]! : undefined;
  const [sums] = england.items;
  return {
    template: 'home.njk',
    title: 'Commissioning Ledger',
    section: 'home',
    model: {
      year,
      years,
      ...(only ? { only: onlyCommissioner(only) } : {}),
      ...(sums && !only ? { england: { cards: rollUpCards(sums), href: rollUpAddress(ENGLAND, { year }) } } : {}),
      ...(only || bodies.items.length === 0
        ? {}
        : { bodies: rollUpTable('bodies', `Strategic health authorities, ${year}`, bodies.items) }),
      overdue: overdue.filter(({ count }) => count > 0),
      latest: {
        id: 'latest',
        caption: 'Latest entries',
        stacked: true,
        columns: JOURNAL_COLUMNS,
        rows: journal.items.map(journalCells),
      },
      links: {
        commissioners: address('/commissioners', { year }),
        practices: address('/practices', { year }),
        journal: journalAddress({}),
      },
    },
  };
}

const onlyCommissioner = (row: ExposureRow) => ({
  name: row.name,
  href: commissionerAddress(row.commissioner, { year: row.year }),
  cards: commissionerCards(row.commissioner, row.year, { ...row, byBasis: {} }, { year: row.year }),
});

async function overdueCount(api: Api, kind: string) {
  const { items, next } = await api.get<Listed<OverdueRow>>('/api/v1/overdue', { kind, limit: MOST_COUNTED });
  const count = items.length;
  return {
    ...overdueTag(kind),
    count,
    words: next === null ? String(count) : `more than ${MOST_COUNTED}`,
    href: address('/overdue', { kind }),
  };
}

const emptyPage = (): Page => ({
  template: 'empty.njk',
  title: 'Commissioning Ledger',
  section: 'home',
  model: {},
});
