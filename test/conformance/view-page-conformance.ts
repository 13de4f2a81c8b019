import fc from 'fast-check';
import { Rejected } from '#domain';
import { LISTS, sortableOf, type Change, type ListName, type ListQuery, type ViewStore } from '#projections';
import { answered, anyQuery, keptRow, someRows, type AnyRow } from './view-oracle.js';
import { aRow, adding, asking, at, emptiedViewsEach, pagedThrough, taking, type OpeningViews } from './view-sample.js';

/** Every list that is written as it is read. */
const WRITTEN = (Object.keys(LISTS) as ListName[]).filter((name) => name !== 'rollUps');

/** By default the same rows and questions every time; LEDGER_PROPERTY_RUNS makes others, and so many times more. */
const TIMES = process.env['LEDGER_PROPERTY_RUNS'];
const CHANCE = TIMES === undefined ? { numRuns: 4, seed: 20_061_001 } : { numRuns: 4 * Number(TIMES) };

const filled = (store: ViewStore, name: ListName, rows: readonly AnyRow[]): Promise<void> =>
  store.advance([{ table: name, without: [{}], rows } as unknown as Change], at(1));

export function viewPageConformance(open: OpeningViews): void {
  const views = emptiedViewsEach(open);

  describe.each(WRITTEN)('the pages of %s', (name) => {
    test('are what was asked for, in order, nothing twice and nothing left out', async () => {
      const store = views();
      const asked = someRows(name, 24).chain((rows) =>
        fc.tuple(fc.constant(rows), fc.array(anyQuery(name, rows), { minLength: 12, maxLength: 12 })),
      );
      const property = fc.asyncProperty(asked, async ([rows, queries]) => {
        await filled(store, name, rows);
        const there = rows.map(keptRow);
        for (const query of queries) {
          expect(await pagedThrough(store, name, query)).toEqual(answered(name, there, keptQuery(query)));
        }
      });
      await fc.assert(property, CHANCE);
    });

    test('by every column that it is sorted by, both ways', async () => {
      const store = views();
      const [rows] = fc.sample(someRows(name, 30), { numRuns: 1, seed: 4 }) as [readonly AnyRow[]];
      await filled(store, name, rows);
      for (const column of sortableOf(name)) {
        for (const descending of [false, true]) {
          const query = asking(name, { sort: { column, descending }, limit: 11 });
          expect(await pagedThrough(store, name, query)).toEqual(answered(name, rows.map(keptRow), query));
        }
      }
    });
  });

  describe('searching', () => {
    const names = [
      '100% Surgery',
      'The_Surgery',
      `O'Brien "Bob"`,
      'Ünit Étoile',
      'back\\slash',
      'ΣΊΣΥΦΟΣ',
      'Straße',
      '中文',
    ];
    const wanted = {
      '%': ['100% Surgery'],
      _: ['The_Surgery'],
      '0% s': ['100% Surgery'],
      SURGERY: ['100% Surgery', 'The_Surgery'],
      [`'bri`]: [`O'Brien "Bob"`],
      '"': [`O'Brien "Bob"`],
      '\\': ['back\\slash'],
      'üNIT é': ['Ünit Étoile'],
      'u\u0308nit': ['Ünit Étoile'],
      σίσυφος: ['ΣΊΣΥΦΟΣ'],
      STRASSE: ['Straße'],
      文: ['中文'],
      p3: ['Ünit Étoile'],
      P3Ü: [],
      '3 ünit': [],
      [`' OR 1=1 --`]: [],
    };

    test('finds a part of what is searched, in any case, and takes no sign for more than it is', async () => {
      const store = views();
      const practices = names.map((name, index) => aRow('organisations', { code: `P${index}`, name }));
      await filled(store, 'organisations', practices);
      const found: Record<string, readonly string[]> = {};
      for (const containing of Object.keys(wanted)) {
        const { items } = await store.page('organisations', asking('organisations', { containing }));
        found[containing] = items.map(({ name }) => name);
      }
      expect(found).toEqual(wanted);
    });
  });

  describe('a document', () => {
    test('is found in the list of those that an event names, and gone with the event', async () => {
      const store = views();
      const naming = (position: number, ...documents: string[]) => aRow('journal', { position, documents });
      await store.advance(
        [adding('journal', naming(1, 'a', 'b'), naming(2, 'b', 'b'), naming(3, 'ab'), naming(4))],
        at(4),
      );
      const events = async (documents: string) => {
        const { items } = await store.page('journal', asking('journal', { equal: { documents } }));
        return items.map(({ position }) => position);
      };
      expect(await events('b')).toEqual([2, 1]);
      expect(await events('ab')).toEqual([3]);
      expect(await events('a%')).toEqual([]);
      await store.advance(
        [{ table: 'journal', without: [{ position: 2 }, { position: 1 }], rows: [naming(1, 'a')] }],
        at(5),
      );
      expect(await events('b')).toEqual([]);
      expect(await events('a')).toEqual([1]);
    });
  });

  describe('a second party of an event', () => {
    test('is found by the filter of the first, each event once, in its order', async () => {
      const store = views();
      const about = (position: number, holder: string | null, ...otherHolders: string[]) =>
        aRow('journal', { position, holder, otherHolders });
      await store.advance(
        [adding('journal', about(1, 'A'), about(2, 'B', 'A'), about(3, 'A', 'A', 'B'), about(4, null, 'B'))],
        at(4),
      );
      const events = async (holder: string, limit = 1000) => {
        const { items, next } = await store.page('journal', asking('journal', { equal: { holder }, limit }));
        return [...items.map(({ position }) => position), ...(next === null ? [] : ['more'])];
      };
      expect(await events('A')).toEqual([3, 2, 1]);
      expect(await events('A', 2)).toEqual([3, 2, 'more']);
      expect(await events('B')).toEqual([4, 3, 2]);
      expect(await events('AB')).toEqual([]);
    });
  });

  describe('a cursor', () => {
    const rows = Array.from({ length: 9 }, (_, index) => aRow('organisations', { code: `P${index}`, patients: index }));
    const query = asking('organisations', { equal: { type: 'x' }, limit: 3 });
    const next = async (about: Partial<ListQuery> = {}) =>
      (await views().page('organisations', { ...query, ...about })).next!;
    beforeEach(() => filled(views(), 'organisations', rows));

    test('stands nowhere but in text that needs no escape', async () => {
      expect(await next()).toMatch(/^[A-Za-z0-9_-]+$/);
    });

    test('serves pages of any size', async () => {
      const page = await views().page('organisations', { ...query, limit: 5, after: await next() });
      expect(page.items.map(({ code }) => code)).toEqual(['P3', 'P4', 'P5', 'P6', 'P7']);
    });

    test('that is none, or of another question, is refused by name', async () => {
      const store = views();
      const refused = async (name: ListName, asked: ListQuery) => {
        const error = await store.page(name, asked).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(Rejected);
        expect(error).toMatchObject({ code: 'INVALID', errors: [{ field: 'after' }] });
      };
      const after = await next();
      const [mark] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [string];
      const forged = (...place: unknown[]) => Buffer.from(JSON.stringify([mark, ...place])).toString('base64url');
      const garbage = [
        '',
        'x',
        '%',
        '....',
        after.slice(1),
        'null',
        forged(),
        forged(1),
        forged('a', 'b'),
        forged(null),
      ];
      for (const text of garbage) await refused('organisations', { ...query, after: text });
      await refused('organisations', { ...query, equal: {}, after });
      await refused('organisations', { ...query, equal: { type: 'y' }, after });
      await refused('organisations', { ...query, containing: 'p', after });
      await refused('organisations', { ...query, sort: { column: 'code', descending: true }, after });
      await refused('organisations', { ...query, sort: { column: 'patients', descending: false }, after });
      await refused('agreements', asking('agreements', { after }));
      expect(await store.page('organisations', { ...query, after: forged('\0') })).toMatchObject({ next: null });
    });

    test('goes on where it was while rows come and go', async () => {
      const store = views();
      const seen: string[] = [];
      const sort = { column: 'patients', descending: true };
      const first = await store.page('organisations', { ...query, sort });
      const moved = [
        taking('organisations', { code: 'P6' }, { code: 'P4' }), // the last that was shown, and one to come
        adding(
          'organisations',
          aRow('organisations', { code: 'NEW', patients: 8 }),
          aRow('organisations', { code: 'NEXT', patients: 5 }),
        ),
      ];
      await store.advance(moved, at(2));
      const rest = await pagedThrough(
        { page: (name, asked) => store.page(name, { ...asked, after: asked.after ?? first.next! }) },
        'organisations',
        { ...query, sort },
      );
      seen.push(...first.items.map(({ code }) => code), ...rest.map(({ code }) => code));
      expect(seen).toEqual(['P8', 'P7', 'P6', 'NEXT', 'P5', 'P3', 'P2', 'P1', 'P0']);
    });
  });
}

/** As the values of a question stand in the tables. */
function keptQuery(query: ListQuery): ListQuery {
  const { containing } = query;
  const bounds = Object.entries(query.between).map(([column, bound]) => [column, keptRow(bound)]);
  return {
    ...query,
    equal: keptRow(query.equal) as ListQuery['equal'],
    between: Object.fromEntries(bounds) as ListQuery['between'],
    ...(containing === undefined ? {} : { containing: keptRow({ containing })['containing'] as string }),
  };
}
