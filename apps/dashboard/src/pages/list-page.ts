import type { Listed } from '../answers.js';
import { filterForm, listParameters, paging, sortedColumns, type Browsing } from '../browse.js';
import type { Page, Section } from '../page.js';
import type { Asked } from '../request.js';
import type { Cell } from '../table.js';

export type Shown = {
  readonly title: string;
  readonly section: Section;
  readonly lead: string;
  readonly caption: string;
  /** Said where the list has nothing, and where the filters leave nothing of it. */
  readonly empty: string;
  readonly noneAlike?: string;
  readonly years?: readonly { readonly text: string; readonly href: string; readonly isCurrent: boolean }[];
};

/** A page of a list of the API: search, filters, sorting, leafing and the file. */
export async function listPage<Row>(
  { api }: Asked,
  browsing: Browsing,
  cells: (row: Row) => readonly Cell[],
  { title, section, lead, caption, empty, noneAlike = 'Nothing here is like that.', years }: Shown,
): Promise<Page> {
  const { items, next } = await api.get<Listed<Row>>(browsing.list, listParameters(browsing));
  const form = filterForm(browsing);
  return {
    template: 'list.njk',
    title,
    section,
    model: {
      lead,
      years,
      form,
      paging: paging(browsing, items.length, next),
      table: {
        id: 'list',
        caption,
        stacked: true,
        columns: sortedColumns(browsing),
        rows: items.map(cells),
        empty: form.isActive ? noneAlike : empty,
      },
    },
  };
}
