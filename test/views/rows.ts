import { listQuery, LISTS, type ListName, type RowOf, type ViewReader } from '#projections';

/** Every row of a list, page by page. */
export async function everyRow<Name extends ListName>(views: ViewReader, name: Name): Promise<readonly RowOf<Name>[]> {
  const rows: RowOf<Name>[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: { readonly items: readonly RowOf<Name>[]; readonly next: string | null } = await views.page(
      name,
      listQuery(name, { limit: '1000', ...(after === '' ? {} : { after }) }),
    );
    rows.push(...page.items);
    after = page.next;
  }
  return rows;
}

/** Every list, in the order of its keys. */
export async function everyList(views: ViewReader): Promise<Readonly<Record<string, readonly object[]>>> {
  const lists: Record<string, readonly object[]> = {};
  for (const name of Object.keys(LISTS) as ListName[]) {
    const { key } = LISTS[name];
    const place = (row: object) => key.map((column) => String((row as Record<string, unknown>)[column])).join(' ');
    lists[name] = [...(await everyRow(views, name))].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }
  return lists;
}
