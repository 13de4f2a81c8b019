import type { KeptRow, ViewStore } from '#projections';
import { aPart, aRow, adding, at, openedViewsEach, taking, type OpeningViews } from './view-sample.js';

const rowsOf = (store: ViewStore, name: string): Promise<readonly KeptRow[]> =>
  store.kept(async ({ tables, rows }) => {
    const found: KeptRow[] = [];
    for await (const row of rows(tables.find((table) => table.name === name)!)) found.push(row);
    return found;
  });

/** What is kept can be gone through row by row, the same in every store, for a check of all of it. */
export function viewKeptConformance(open: OpeningViews): void {
  const opened = openedViewsEach(open);

  describe('what is kept', () => {
    test('comes table by table in the order of the key, by bytes, however many rows there are', async () => {
      const { store } = opened();
      const codes = ['a', 'B', 'é', '😀', '\uFFFD', ''];
      const many = Array.from({ length: 2_500 }, (_, index) => `P${index}`);
      const rows = [...codes, ...many].map((code) => aRow('organisations', { code }));
      await store.advance([adding('organisations', ...rows)], at(1));
      const found = (await rowsOf(store, 'organisations')).map(({ code }) => code as string);
      expect(found).toEqual([...codes, ...many].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    });

    test('has every key of several columns once, and numbers in their order', async () => {
      const { store } = opened();
      const parts = ['5QG', '5QH'].flatMap((body) =>
        Array.from({ length: 700 }, (_, index) => aPart({ body, practice: `P${index}`, paidPence: 0 - index })),
      );
      const events = [2, 100_000, 30].map((position) =>
        aRow('journal', { position, documents: ['d', `e${position}`] }),
      );
      await store.advance([adding('rollUpParts', ...parts), adding('journal', ...events)], at(1));
      const keys = (await rowsOf(store, 'rollUpParts')).map(({ body, practice }) => `${body} ${practice}`);
      expect([keys.length, new Set(keys).size]).toEqual([1_400, 1_400]);
      expect(keys).toEqual(keys.toSorted());
      expect((await rowsOf(store, 'journal')).map(({ position }) => position)).toEqual([2, 30, 100_000]);
      expect(await rowsOf(store, 'journalDocuments')).toEqual([
        ...[2, 30, 100_000].map((position) => ({ value: 'd', position })),
        ...['e100000', 'e2', 'e30'].map((value) => ({ value, position: Number(value.slice(1)) })),
      ]);
    });

    test('is as of one checkpoint, however the views move meanwhile', async () => {
      const { store } = opened();
      await store.advance([adding('organisations', aRow('organisations', { code: 'A' }))], at(1));
      let moved: Promise<void> | undefined;
      const found = await store.kept(async ({ checkpoint, tables, rows }) => {
        moved = store.advance([taking('organisations', { code: 'A' })], at(2));
        const codes: unknown[] = [];
        for await (const { code } of rows(tables.find(({ name }) => name === 'organisations')!)) codes.push(code);
        return { position: checkpoint?.position, codes };
      });
      expect(found).toEqual({ position: 1, codes: ['A'] });
      await moved;
      expect(await store.checkpoint()).toEqual(at(2));
    });

    test('of the journal there is the number of rows, the first and the last', async () => {
      const { store } = opened();
      expect(await store.journal()).toEqual({ rows: 0, first: 0, last: 0 });
      await store.advance([adding('journal', ...[7, 3, 90].map((position) => aRow('journal', { position })))], at(90));
      expect(await store.journal()).toEqual({ rows: 3, first: 3, last: 90 });
    });
  });
}
