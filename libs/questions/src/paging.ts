/** Rows of one answer at most, so that no answer grows with the country. */
export const MOST_ROWS = 1_000;

/** Which rows of a long answer are asked for. */
export type PageAsked = { readonly limit?: number; readonly after?: number };

/** Some rows of a list that stands in one order, and after how many of them the next page begins; null on the last. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next: number | null };

/** An answer of which a page is told. */
export type InPages<Answer> = Answer & { readonly next: number | null };

export function paged<Row>(rows: readonly Row[], { limit = MOST_ROWS, after = 0 }: PageAsked): Page<Row> {
  const end = after + limit;
  return { rows: rows.slice(after, end), next: end < rows.length ? end : null };
}

/** Several lists of one answer side by side: the next page begins where any of them goes on. */
export function pagedTogether<Lists extends Readonly<Record<string, readonly unknown[]>>>(
  lists: Lists,
  asked: PageAsked,
): Lists & { readonly next: number | null } {
  const pages = Object.entries(lists).map(([name, rows]) => ({ name, ...paged(rows, asked) }));
  const next = pages.map((page) => page.next).find((end) => end !== null) ?? null;
  return { ...(Object.fromEntries(pages.map(({ name, rows }) => [name, rows])) as unknown as Lists), next };
}
