import { type Change, type Checkpoint, type ViewStore, ViewsUnavailable } from '#projections';
import {
  aPart,
  aRow,
  adding,
  asking,
  at,
  emptiedViewsEach,
  openedViewsEach,
  taking,
  type OpeningViews,
  type Traits,
} from './view-sample.js';

const WIDE = aRow('organisations', {
  code: 'P81001',
  type: 'PRACTICE',
  name: `St Mary's "New" Surgery, Łódź 中文 😀 \\ %_`,
  opensOn: '1948-07-05',
  closedOn: '2008-03-31',
  belongsTo: '5QG',
  belongsSince: '2002-04-01',
  successors: ['P81002', 'with, comma', '"quoted"'],
  group: 'G1',
  patients: Number.MAX_SAFE_INTEGER,
  patientsOn: '2008-01-01',
});

export function viewRowsConformance(open: OpeningViews, { outlivesClosing }: Traits): void {
  const views = emptiedViewsEach(open);

  /** Everything that a reader can see. */
  async function seen(store: ViewStore): Promise<unknown> {
    const pages = await Promise.all([
      store.page('organisations', asking('organisations')),
      store.page('statements', asking('statements')),
      store.page('journal', asking('journal')),
      store.page('rollUps', asking('rollUps')),
    ]);
    return [pages, await store.expired('9999-12-31', 1000), await store.checkpoint()];
  }

  describe('rows', () => {
    test('every kind of column comes back as it was given, with the checkpoint', async () => {
      const store = views();
      const event = aRow('journal', {
        position: Number.MAX_SAFE_INTEGER,
        recordedAt: '2008-04-01T09:00:00.123Z',
        amountPence: -Number.MAX_SAFE_INTEGER,
        unverified: true,
        documents: ['a'.repeat(64)],
        inErrorSince: 0,
      });
      const statement = aRow('statements', { holder: 'P81001', year: '2007-08', shareBp: 7_000, contested: true });
      await store.advance(
        [adding('organisations', WIDE), adding('journal', event), adding('statements', statement)],
        at(7),
      );
      expect(await store.page('organisations', asking('organisations'))).toEqual({
        items: [WIDE],
        next: null,
        checkpoint: at(7),
      });
      expect((await store.page('journal', asking('journal'))).items).toEqual([event]);
      expect((await store.page('statements', asking('statements'))).items).toEqual([statement]);
      expect(await store.checkpoint()).toEqual(at(7));
    });

    test('a row has its columns in the order of the list', async () => {
      const store = views();
      await store.advance([adding('organisations', WIDE)], at(1));
      const { items } = await store.page('organisations', asking('organisations'));
      expect(Object.keys(items[0]!)).toEqual(Object.keys(WIDE));
    });

    test('text that no database keeps is kept visible, and found', async () => {
      const store = views();
      const given = aRow('journal', { position: 1, because: 'a\0b \ud800', documents: ['\0'], label: '\0' });
      await store.advance([adding('journal', given)], at(1));
      const visible = { ...given, because: 'a␀b \ufffd', documents: ['␀'], label: '␀' };
      const queries = [
        {},
        { equal: { documents: '\0' } },
        { equal: { label: '\0' } },
        { containing: 'A\0B' },
        { containing: '\ud800' },
        { between: { recordedAt: { from: '\0' } } },
      ];
      for (const query of queries.slice(0, 5)) {
        expect((await store.page('journal', asking('journal', query))).items).toEqual([visible]);
      }
      expect((await store.page('journal', asking('journal', queries[5]!))).items).toEqual([]);
    });

    test('what is no value of its column fails, and moves nothing', async () => {
      const store = views();
      const wrong = [
        aRow('organisations', { patients: 1.5 }),
        aRow('organisations', { patients: 2 ** 53 }),
        aRow('organisations', { name: null as unknown as string }),
        aRow('organisations', { name: undefined as unknown as string }),
        aRow('organisations', { name: 5 as unknown as string }),
        aRow('organisations', { successors: [true] as unknown as string[] }),
      ];
      for (const row of wrong) await expect(store.advance([adding('organisations', row)], at(1))).rejects.toThrow();
      expect(await store.checkpoint()).toEqual(at(0));
      expect((await store.page('organisations', asking('organisations'))).items).toEqual([]);
    });
  });

  describe('advancing', () => {
    const practice = (code: string, patients = 0) => aRow('organisations', { code, patients });
    const codes = async (store: ViewStore) =>
      (await store.page('organisations', asking('organisations'))).items.map(
        ({ code, patients }) => `${code} ${patients}`,
      );

    test('takes rows away before it puts rows in, change by change', async () => {
      const store = views();
      await store.advance([adding('organisations', practice('A'), practice('B'), practice('C'))], at(1));
      await store.advance(
        [
          { table: 'organisations', without: [{ code: 'A' }, { code: 'B' }], rows: [practice('B', 2)] },
          { table: 'organisations', without: [{ code: 'B' }], rows: [practice('A', 3)] },
        ],
        at(2),
      );
      expect(await codes(store)).toEqual(['A 3', 'C 0']);
      expect(await store.checkpoint()).toEqual(at(2));
    });

    test('takes away the rows that have all of the values, whatever they are', async () => {
      const store = views();
      const rows = [
        aRow('organisations', { code: 'A', type: 'PRACTICE', belongsTo: '5QG', successors: ['B'] }),
        aRow('organisations', { code: 'B', type: 'PRACTICE', belongsTo: null, successors: [] }),
        aRow('organisations', { code: 'C', type: 'PCT', belongsTo: null, patients: 5 }),
        aRow('organisations', { code: 'D', type: 'PCT', belongsTo: 'Q33', patients: 5 }),
      ];
      const agreement = aRow('agreements', { agreement: 'AG-1', guarantee: true });
      const left = async (change: Change) => {
        await store.advance([taking('organisations', {}), adding('organisations', ...rows), change], at(1));
        return (await codes(store)).map((row) => row[0]).join('');
      };
      expect(await left(taking('organisations', { type: 'PRACTICE', belongsTo: null }))).toBe('ACD');
      expect(await left(taking('organisations', { type: 'PCT', patients: 5 }, { successors: ['B'] }))).toBe('B');
      expect(await left(taking('organisations', { type: 'PRACTICE', patients: 5 }))).toBe('ABCD');
      expect(await left(taking('organisations', {}))).toBe('');
      await store.advance([adding('agreements', agreement), taking('agreements', { guarantee: false })], at(2));
      expect((await store.page('agreements', asking('agreements'))).items).toEqual([agreement]);
    });

    test('in thousands at once', async () => {
      const store = views();
      const many = Array.from({ length: 3_000 }, (_, index) => practice(String(index).padStart(4, '0')));
      await store.advance([adding('organisations', ...many)], at(1));
      expect((await codes(store)).length).toBe(1000);
      const taken = many.slice(0, 2_990).map(({ code, type }) => ({ code, type }));
      await store.advance([taking('organisations', ...taken)], at(2));
      expect(await codes(store)).toEqual(many.slice(2_990).map(({ code }) => `${code} 0`));
    });

    test('that fails half way leaves rows and checkpoint as before, and the next one goes on', async () => {
      const store = views();
      const holds = { subject: 'A', year: '2007-08', until: '2008-03-31' };
      await store.advance([adding('organisations', practice('A', 1)), adding('holds', holds)], at(1));
      const before = await seen(store);
      const twice: Change[] = [
        taking('organisations', { code: 'A' }),
        taking('holds', { subject: 'A' }),
        adding('journal', aRow('journal', { position: 2, documents: ['d'] })),
        adding('rollUpParts', aPart({})),
        adding('organisations', practice('B'), practice('C'), practice('B')),
      ];
      await expect(store.advance(twice, at(2))).rejects.toThrow();
      await expect(store.advance([adding('organisations', practice('A'))], at(2))).rejects.toThrow();
      expect(await seen(store)).toEqual(before);
      await store.advance([adding('organisations', practice('B'))], at(2));
      expect(await codes(store)).toEqual(['A 1', 'B 0']);
    });

    test('several at once come one after the other', async () => {
      const store = views();
      await Promise.all([1, 2, 3, 4].map((n) => store.advance([adding('organisations', practice(String(n)))], at(n))));
      expect(await codes(store)).toEqual(['1 0', '2 0', '3 0', '4 0']);
      expect(await store.checkpoint()).toEqual(at(4));
    });

    test('without changes it moves the checkpoint alone', async () => {
      const store = views();
      const event = { position: 7, id: 'e7', type: 'BudgetEntryPosted', stream: 'account-A99001-2007-08' };
      const stopped = { reason: 'it has no amount', event };
      const behind = { position: 6, day: '2008-12-31', count: 5 };
      const moved: Checkpoint = {
        ...{ position: 9, day: '2009-01-01', count: 8, first: 2, log: 'another', version: 2 },
        apart: [
          { view: 'statements', ...behind, stopped },
          { view: 'journal', ...behind },
        ],
      };
      await store.advance([], at(1));
      await store.advance([], moved);
      expect(await store.checkpoint()).toEqual(moved);
    });
  });

  describe('what expires', () => {
    test('is told in order, from the day after', async () => {
      const store = views();
      const holds = (subject: string, year: string, until: string) => ({ subject, year, until });
      const all = [
        holds('B', '2007-08', '2008-03-31'),
        holds('A', '2008-09', '2008-03-31'),
        holds('A', '2007-08', '2008-03-30'),
        holds('C', '2007-08', '2008-04-01'),
      ];
      await store.advance([adding('holds', ...all)], at(1));
      expect(await store.expired('2008-03-31', 10)).toEqual([all[2]]);
      expect(await store.expired('2008-04-01', 10)).toEqual([all[2], all[1], all[0]]);
      expect(await store.expired('2008-04-02', 2)).toEqual([all[2], all[1]]);
    });
  });

  describe('roll-ups', () => {
    const ofYear = (body: string, year: string, practice: string, entitledPence: number) =>
      aPart({ body, year, practice, entitledPence, paidPence: 10, guidancePence: -1 });
    const parts = [
      ofYear('5QG', '2007-08', 'A', 100),
      ofYear('5QG', '2007-08', 'B', -30),
      ofYear('5QG', '2008-09', 'A', 7),
      ofYear('Q33', '2007-08', 'A', 100),
      ofYear('ENGLAND', '2007-08', 'A', Number.MAX_SAFE_INTEGER - 1),
      ofYear('ENGLAND', '2007-08', 'B', 1),
      ofYear('X99', '2007-08', 'A', 1),
    ];
    const bodies = [
      aRow('organisations', { code: '5QG', type: 'PCT', name: 'Northport PCT', belongsTo: 'Q33' }),
      aRow('organisations', { code: 'Q33', type: 'SHA', name: 'Ärmel SHA' }),
    ];
    const summed = async (about: Parameters<typeof asking>[1]) => {
      const { items } = await views().page('rollUps', asking('rollUps', about));
      return items.map((row) => `${row.of} ${row.year} ${row.entitledPence}`);
    };
    beforeEach(() => views().advance([adding('rollUpParts', ...parts), adding('organisations', ...bodies)], at(1)));

    test('are the sums of their parts, named by the body', async () => {
      const { items } = await views().page('rollUps', asking('rollUps', { equal: { year: '2007-08' } }));
      const byBasis = { rulingPence: 0, guaranteePence: 0, agreementPence: 0 };
      const year = { year: '2007-08', outstandingPence: 0, ...byBasis };
      const two = { paidPence: 20, guidancePence: -2, practices: 2 };
      const one = { paidPence: 10, guidancePence: -1, practices: 1 };
      expect(items).toEqual([
        { of: '5QG', name: 'Northport PCT', type: 'PCT', belongsTo: 'Q33', ...year, entitledPence: 70, ...two },
        {
          of: 'ENGLAND',
          name: 'England',
          type: 'ENGLAND',
          belongsTo: null,
          ...year,
          entitledPence: Number.MAX_SAFE_INTEGER,
          ...two,
        },
        { of: 'Q33', name: 'Ärmel SHA', type: 'SHA', belongsTo: null, ...year, entitledPence: 100, ...one },
        { of: 'X99', name: 'X99', type: '', belongsTo: null, ...year, entitledPence: 1, ...one },
      ]);
    });

    test('are filtered, searched and sorted like any list', async () => {
      expect(await summed({ equal: { of: '5QG', year: '2008-09' } })).toEqual(['5QG 2008-09 7']);
      expect(await summed({ equal: { type: 'SHA' } })).toEqual(['Q33 2007-08 100']);
      expect(await summed({ equal: { belongsTo: 'Q33' } })).toEqual(['5QG 2007-08 70', '5QG 2008-09 7']);
      expect(await summed({ containing: 'ÄRM' })).toEqual(['Q33 2007-08 100']);
      expect(await summed({ containing: 'england' })).toEqual([`ENGLAND 2007-08 ${Number.MAX_SAFE_INTEGER}`]);
      expect(await summed({ containing: 'x9' })).toEqual(['X99 2007-08 1']);
      expect((await summed({ sort: { column: 'entitledPence', descending: true } }))[1]).toBe('Q33 2007-08 100');
    });

    test('by pages, as they stand', async () => {
      const store = views();
      const query = asking('rollUps', { sort: { column: 'belongsTo', descending: false }, limit: 2 });
      const first = await store.page('rollUps', query);
      await store.advance([taking('rollUpParts', { practice: 'A', year: '2008-09' })], at(2));
      const second = await store.page('rollUps', { ...query, after: first.next! });
      expect([...first.items, ...second.items].map((row) => `${row.of} ${row.year}`)).toEqual([
        '5QG 2007-08',
        '5QG 2008-09',
        'ENGLAND 2007-08',
        'Q33 2007-08',
      ]);
    });

    test('a sum past what is counted exactly is refused, not rounded', async () => {
      await views().advance([adding('rollUpParts', ofYear('ENGLAND', '2007-08', 'C', 10))], at(2));
      await expect(summed({})).rejects.toThrow('can be counted exactly');
    });
  });

  describe('opening and closing', () => {
    const opened = openedViewsEach(open);

    test('a new store is empty, and nowhere', async () => {
      const { store } = opened();
      expect(await store.checkpoint()).toBeUndefined();
      expect(await store.page('journal', asking('journal'))).toEqual({ items: [], next: null, checkpoint: undefined });
      expect(await store.page('rollUps', asking('rollUps'))).toEqual({ items: [], next: null, checkpoint: undefined });
      expect(await store.expired('9999-12-31', 10)).toEqual([]);
    });

    test('twice is no mistake; whatever is asked after is refused', async () => {
      const { store } = opened();
      const advanced = store.advance([adding('organisations', WIDE)], at(1));
      await store.close();
      await expect(advanced).resolves.toBeUndefined();
      await store.close();
      const calls = [
        () => store.checkpoint(),
        () => store.page('journal', asking('journal')),
        () => store.advance([], at(1)),
        () => store.expired('2008-04-01', 1),
        () => store.beside(),
      ];
      for (const call of calls) await expect(call()).rejects.toThrow(ViewsUnavailable);
    });

    if (!outlivesClosing) return;
    test('and opening again finds everything as it was', async () => {
      const { store, reopen } = opened();
      await store.advance(
        [
          adding('organisations', WIDE),
          adding('journal', aRow('journal', { position: 1, documents: ['d'] })),
          adding('rollUpParts', aPart({ entitledPence: 5 })),
          adding('holds', { subject: 'A', year: '2007-08', until: '2008-03-31' }),
        ],
        at(1),
      );
      const before = await seen(store);
      const again = await reopen();
      expect(await seen(again)).toEqual(before);
      await again.advance([taking('organisations', { code: WIDE.code })], at(2));
      expect((await again.page('organisations', asking('organisations'))).items).toEqual([]);
    });

    test('a second one in the same place is refused, until the first is closed', async () => {
      const { store, second, reopen } = opened();
      const refused = await second().catch((reason: unknown) => reason);
      expect(refused).toBeInstanceOf(ViewsUnavailable);
      expect(refused).toMatchObject({ message: expect.stringContaining('in use by') });
      await store.advance([], at(3));
      expect(await (await reopen()).checkpoint()).toEqual(at(3));
    });
  });
}
