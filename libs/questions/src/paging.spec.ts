import { paged, pagedTogether, type Page } from './paging.js';

test('pages follow one another without a gap, and the last says so', () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => index);
  const told: number[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: Page<number> = paged(rows, { after });
    expect(page.rows.length).toBeLessThanOrEqual(1_000);
    told.push(...page.rows);
    after = page.next;
  }
  expect(told).toEqual(rows);
  expect(paged(rows, { limit: 2_500 }).next).toBeNull();
  expect(paged(rows, { after: 9_000 })).toEqual({ rows: [], next: null });
});

test('lists side by side go on as long as any of them does', () => {
  const lists = { rows: [1, 2, 3], groups: [1], schemes: [] };
  expect(pagedTogether(lists, { limit: 2 })).toEqual({ rows: [1, 2], groups: [1], schemes: [], next: 2 });
  expect(pagedTogether(lists, { limit: 2, after: 2 })).toEqual({ rows: [3], groups: [], schemes: [], next: null });
});
