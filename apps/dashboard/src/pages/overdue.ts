import { dateOf, monthDays } from '#kernel';
import { commissionerAddress, entryAddress, practiceAddress } from '../address.js';
import { browsed } from '../browse.js';
import type { Page } from '../page.js';
import type { Asked } from '../request.js';
import type { OverdueRow } from '../rows.js';
import { column, date, tags, text, type Cell, type Table } from '../table.js';
import { OVERDUE_KINDS, choicesOf, overdueTag } from '../words/codes.js';
import { monthInWords } from '../words/dates.js';
import { listPage } from './list-page.js';

const COLUMNS = ['What', 'Whose', 'Year', 'In words', 'Was due on'] as const;

const cells = ({ kind, subject, name, commissioner, year, what, because, dueOn }: OverdueRow): readonly Cell[] => [
  tags(overdueTag(kind)),
  text(name, subjectAddress(kind, subject, commissioner, year), subject),
  text(year),
  text(inWords(year, what, because), entryHref(what)),
  date(dueOn),
];

/** Suspensions may be a commissioner's own; everything else is a practice's or group's. */
const subjectAddress = (kind: string, subject: string, commissioner: string | null, year: string): string =>
  kind === 'SUSPENSION_PAST_REVIEW' && subject === commissioner
    ? commissionerAddress(subject, { year })
    : practiceAddress(subject, { year });

const ENTRY = /^\d+$/;
const MONTH = /^M(\d{2})$/;

const entryHref = (what: string): string | undefined => (ENTRY.test(what) ? entryAddress(Number(what)) : undefined);

/** The month or the entry that waits, and why. */
function inWords(year: string, what: string, because: string | null): string {
  const why = because ?? (ENTRY.test(what) ? `entry ${what}` : what);
  const month = MONTH.exec(what)?.[1];
  const said = month === undefined ? why : `${monthInWords(dateOf(monthDays(year, Number(month)).first))}: ${why}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const NOTHING_OVERDUE = 'Nothing is overdue.';

/** A few rows of what is overdue, on another page. */
export const overdueTable = (rows: readonly OverdueRow[]): Table => ({
  id: 'overdue',
  caption: 'Overdue',
  columns: COLUMNS.map(column),
  rows: rows.map(cells),
  empty: NOTHING_OVERDUE,
  stacked: true,
});

/** What should have been done by today and is not recorded. */
export const overduePage = (asked: Asked): Promise<Page> =>
  listPage<OverdueRow>(
    asked,
    browsed(asked, {
      filters: [
        { name: 'q', label: 'Code or name', type: 'search' },
        { name: 'kind', label: 'What is overdue', choices: choicesOf(OVERDUE_KINDS) },
        { name: 'commissioner', label: 'Commissioner (code)', type: 'text' },
        { name: 'year', label: 'Year', type: 'text', hint: 'such as 2007-08' },
        { name: 'dueFrom', label: 'Due from', type: 'date' },
        { name: 'dueTo', label: 'Due to', type: 'date' },
      ],
      columns: [
        { label: 'What', by: 'kind' },
        { label: 'Whose', by: 'name' },
        { label: 'Year', by: 'year' },
        { label: 'In words' },
        { label: 'Was due on', by: 'dueOn', order: 'date' },
      ],
      usualSort: 'dueOn',
      list: '/api/v1/overdue',
    }),
    cells,
    {
      title: 'Overdue',
      section: 'overdue',
      lead: 'What should have been done by today and is not recorded: budgets, final data of a month, answers to offers, reviews of suspensions.',
      caption: 'What is overdue',
      empty: NOTHING_OVERDUE,
      noneAlike: 'Nothing like that is overdue.',
    },
  );
