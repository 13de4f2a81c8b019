import { CompiledQuery, type Expression, type SqlBool } from 'kysely';
import type { Change } from '#projections';
import { cellOf, foldedOf, storable, type Cell } from './cells.js';
import type { Db, Dialect } from './dialect.js';
import { columnsOf, FOLDED, memberColumnsOf, membersOf, searchedOf, tableOf, type Table } from './tables.js';

/** Conditions of one statement at most: SQLite takes an expression no deeper than 1000. */
const CONDITIONS = 100;

type Row = Readonly<Record<string, unknown>>;

/** The statements of a long transaction, each compiled once. */
export class Writing {
  readonly #db: Db;
  readonly #dialect: Dialect;
  readonly #compiled = new Map<string, string>();

  constructor(db: Db, dialect: Dialect) {
    this.#db = db;
    this.#dialect = dialect;
  }

  async apply({ table: name, without, rows }: Change): Promise<void> {
    const table = tableOf(name);
    for (const alike of grouped(without).values()) await this.#delete(table, alike);
    if (rows.length === 0) return;
    const { columns, cellsOf } = written(table);
    await this.#insert(name, columns, rows.map(cellsOf));
    for (const column of memberColumnsOf(table)) {
      const [key] = table.key as [string];
      const members = rows.flatMap((row) => membersIn(row, column, key));
      await this.#insert(membersOf(table, column), ['value', key], members);
    }
  }

  /** @param alike naming the same columns, and null in the same ones */
  async #delete(table: Table, alike: readonly Row[]): Promise<void> {
    const names = Object.keys(alike[0]!);
    const empty = names.filter((column) => alike[0]![column] === null);
    const given = names.filter((column) => alike[0]![column] !== null);
    const cells = alike.map((row) => given.map((column) => cellOf(column, columnOf(table, column), row[column])));
    for (const chunk of chunks(cells, CONDITIONS)) {
      await this.#run(`delete ${table.name} ${given.join()} ${empty.join()} ${chunk.length}`, chunk, () =>
        this.#db
          .deleteFrom(table.name)
          .where((eb) =>
            eb.or(
              chunk.map((row) =>
                eb.and([
                  ...given.map((column, index): Expression<SqlBool> => eb(column, '=', row[index]!)),
                  ...empty.map((column): Expression<SqlBool> => eb(column, 'is', null)),
                ]),
              ),
            ),
          ),
      );
    }
  }

  async #insert(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
    for (const chunk of chunks(rows, Math.max(1, Math.floor(this.#dialect.parameters / columns.length)))) {
      const named = () => chunk.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])));
      await this.#run(`insert ${table} ${chunk.length}`, chunk, () => this.#db.insertInto(table).values(named()));
    }
  }

  /** Compiling takes as long as writing: done once for each shape of a statement, whose parameters are the cells. */
  async #run(shape: string, cells: readonly (readonly Cell[])[], built: () => Compilable): Promise<void> {
    const sql = this.#compiled.get(shape) ?? built().compile().sql;
    this.#compiled.set(shape, sql);
    await this.#db.executeQuery(CompiledQuery.raw(sql, cells.flat()));
    await this.#dialect.turn();
  }
}

type Compilable = { compile(): CompiledQuery };

function* chunks<T>(all: readonly T[], size: number): Iterable<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

/** Conditions by what they name. One that names nothing takes every row. */
function grouped(without: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of without) {
    const shape = Object.keys(row)
      .map((column) => `${column}${row[column] === null ? ' is null' : ''}`)
      .join();
    const alike = groups.get(shape);
    if (alike) alike.push(row);
    else groups.set(shape, [row]);
  }
  return groups;
}

function columnOf(table: Table, name: string) {
  const column = table.columns[name];
  if (column === undefined) throw new TypeError(`${table.name} has no column ${name}`);
  return column;
}

/** How rows of a table stand in it. */
function written(table: Table): { readonly columns: readonly string[]; cellsOf(row: Row): readonly Cell[] } {
  const [columns, searched] = [columnsOf(table), searchedOf(table)];
  const isSearched = searched.length > 0;
  return {
    columns: [...columns.map(([name]) => name), ...(isSearched ? [FOLDED] : [])],
    cellsOf(row) {
      const cells = columns.map(([name, column]) => cellOf(name, column, row[name]));
      if (isSearched) cells.push(foldedOf(searched.map((name) => row[name])));
      return cells;
    },
  };
}

function membersIn(row: Row, column: string, key: string): readonly (readonly Cell[])[] {
  const members = new Set((row[column] as readonly string[]).map(storable));
  return [...members].map((member) => [member, row[key] as Cell]);
}
