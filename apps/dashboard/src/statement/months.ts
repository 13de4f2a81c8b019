import { dateOf, monthDays } from '#kernel';
import type { Figure } from '../charts/drawing.js';
import { monthDrawings } from '../charts/months.js';
import { amount, column, numbers, text, type Table } from '../table.js';
import { dayInWords, monthInShort } from '../words/dates.js';
import { money } from '../words/money.js';
import type { Gathered } from './gathered.js';
import type { Holder } from './holder.js';
import type { Links } from './links.js';

/** The year month by month as a picture. */
export function monthFigure({ answer, months }: Gathered, { name }: Holder): Figure {
  const counted = months.filter(({ entitlement }) => entitlement);
  const last = counted.at(-1);
  return {
    id: 'months',
    title: `Month by month, ${answer.year}`,
    description:
      last?.entitlement === undefined
        ? `${name} has no figures for ${answer.year} yet.`
        : `By ${dayInWords(last.on)} the budget of ${name} adds up to ${money(last.entitlement.budgetPence)} and the ` +
          `actual use to ${money(last.entitlement.actualPence)}; the entitlement is ${money(last.entitlement.entitlementPence)}.`,
    legend: [
      { name: 'budget', text: 'Budget' },
      { name: 'actual', text: 'Actual use' },
      { name: 'entitled', text: 'Entitlement' },
    ],
    drawings: monthDrawings(
      months.map(({ month, entitlement }) => ({
        name: monthInShort(dateOf(monthDays(answer.year, month).last)),
        ...(entitlement === undefined
          ? {}
          : {
              figures: {
                budget: entitlement.budgetPence,
                actual: entitlement.actualPence,
                entitled: entitlement.entitlementPence,
              },
            }),
      })),
    ),
  };
}

/** The same as a table; each day leads to the statement as at that day. */
export const monthTable = ({ answer, months }: Gathered, { here, dated }: Links): Table => ({
  id: 'month-table',
  caption: `As at each month’s end, ${answer.year}`,
  columns: [column('As at'), numbers('Budget'), numbers('Actual'), numbers('Variance'), numbers('Entitlement')],
  rows: months.flatMap(({ on, entitlement }) =>
    entitlement === undefined
      ? []
      : [
          [
            text(dayInWords(on), here({ ...dated, asAt: on })),
            amount(entitlement.budgetPence),
            amount(entitlement.actualPence),
            amount(entitlement.variancePence),
            amount(entitlement.entitlementPence),
          ],
        ],
  ),
  empty: 'The year has not begun.',
});
