import { LISTS, type Columns, type ListName } from '#projections';
import { FOLDED, indexesOf, memberColumnsOf, TABLES, tableOf } from './tables.js';

/** The lists that grow with England. */
const BIG = ['journal', 'statements', 'organisations', 'agreements'] as const satisfies readonly ListName[];

test.each(BIG)('whatever %s is asked by has an index, or begins its key', (name) => {
  const table = tableOf(name);
  const first = [table.key[0], ...indexesOf(table).map(({ columns }) => columns[0]), ...memberColumnsOf(table)];
  const asked = Object.entries(LISTS[name].columns as Columns).flatMap(([column, { filter, range }]) =>
    filter === undefined && range === undefined ? [] : [column],
  );
  expect(asked.filter((column) => !first.includes(column))).toEqual([]);
});

test('an index ends in the key, and names what is there', () => {
  for (const table of TABLES) {
    for (const { columns } of indexesOf(table)) {
      expect(columns.filter((column) => !Object.hasOwn(table.columns, column))).toEqual([]);
      expect(new Set(columns)).toEqual(new Set([columns[0], ...table.key]));
    }
  }
});

test('no list has a column of the name that search needs', () => {
  for (const { columns } of TABLES) expect(Object.keys(columns)).not.toContain(FOLDED);
});
