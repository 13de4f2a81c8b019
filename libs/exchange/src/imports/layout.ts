import { LINES } from '#contract';
import { isDate } from '#kernel';
import { Cells } from './cells.js';
import type { BadRow, CsvRow, CsvTable } from './csv-table.js';
import type { Drafted } from './draft.js';
import { wordsOf } from './words.js';

export type Column = {
  readonly name: string;
  /** What it holds, in a line. */
  readonly about: string;
  /** May stay empty, and its column away. */
  readonly optional?: boolean;
  /** Stands in the published file and says nothing that the ledger takes. */
  readonly notRead?: boolean;
};

/** What the user says beside the file, as written on the command line. */
export type ImportOptions = {
  /** Of a published list of patients, which does not say it itself. */
  readonly censusDate?: string | undefined;
  /** Of bodies in a published list that does not say it itself. */
  readonly opensOn?: string | undefined;
  /** ALL, or service lines parted by spaces or commas: actuals of these lines without a row are 0. */
  readonly covers?: string | undefined;
  /** Takes bodies of every prescribing setting, not GP practices only. */
  readonly allSettings?: boolean | undefined;
};
export type ImportOption = keyof ImportOptions;

/** One header that a kind of import takes, and what its rows mean. */
export type Layout = {
  /** As messages name it: "the template", "ODS epraccur". */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly needs?: readonly ImportOption[];
  readonly takes?: readonly ImportOption[];
  readonly draft: (rows: readonly Cells[], options: ImportOptions) => Drafted;
};

/** The user's file or options cannot be meant. The message says what to write. */
export class NotImportable extends Error {}

/** The layout whose columns the header names, or what is wrong with the header. */
export function layoutOf(layouts: readonly Layout[], { header, headerLine }: CsvTable): Layout | readonly BadRow[] {
  const closest = layouts
    .map((layout) => ({ layout, shared: layout.columns.filter(({ name }) => header.includes(name)).length }))
    .reduce((best, next) => (next.shared > best.shared ? next : best));
  const { layout } = closest;
  const bad = headerProblems(layout, header).map((problem) => ({ line: headerLine, ...problem }));
  return bad.length === 0 ? layout : bad;
}

function headerProblems({ name, columns }: Layout, header: readonly string[]): readonly Omit<BadRow, 'line'>[] {
  const known = new Set(columns.map((column) => column.name));
  const all = `the columns of ${name} are ${[...known].join(', ')}`;
  if (header.length === 1 && /[;\t]/.test(header[0]!)) return [{ message: 'fields are parted by commas' }];
  const twice = header.filter((column, index) => header.indexOf(column) !== index);
  const strange = header.filter((column) => !known.has(column));
  const missing = columns.filter((column) => !column.optional && !column.notRead && !header.includes(column.name));
  return [
    ...[...new Set(twice)].map((column) => ({ column, message: 'this column stands twice' })),
    ...missing.map((column) => ({ column: column.name, message: `this column is missing; ${all}` })),
    ...strange.map((column) => ({
      column: column === '' ? '(without a name)' : column,
      message: `this column is not known; ${all}`,
    })),
  ];
}

/** Rows by column name; those with too few or too many fields are bad. */
export function cellsOf({ header, rows }: CsvTable): {
  readonly cells: readonly Cells[];
  readonly bad: readonly BadRow[];
} {
  const places = new Map(header.map((name, place) => [name, place]));
  const isWhole = ({ fields }: CsvRow) => fields.length === header.length;
  return {
    cells: rows.filter(isWhole).map(({ line, fields }) => new Cells(line, places, fields)),
    bad: rows
      .filter((row) => !isWhole(row))
      .map(({ line, fields }) => ({
        line,
        message: `has ${fields.length} fields, the header ${header.length}; a field with a comma is quoted`,
      })),
  };
}

/** Options that this layout has no use for are not passed over in silence, and those that it needs must be there. */
export function optionsMustFit({ name, needs = [], takes = [] }: Layout, options: ImportOptions): void {
  const given = (Object.keys(options) as ImportOption[]).filter((option) => options[option] !== undefined);
  const useless = given.find((option) => !needs.includes(option) && !takes.includes(option));
  if (useless) throw new NotImportable(`${flagOf(useless)} means nothing for ${name}`);
  const missing = needs.find((option) => options[option] === undefined);
  if (missing) throw new NotImportable(`${name} does not say everything: give ${flagOf(missing)} DATE`);
  for (const option of ['censusDate', 'opensOn'] as const) {
    const date = options[option];
    if (date !== undefined && !isDate(date))
      throw new NotImportable(`${flagOf(option)} must be a date written YYYY-MM-DD; got ${date}`);
  }
  coversMustBeLines(options.covers);
}

function coversMustBeLines(covers: string | undefined): void {
  if (covers === undefined || covers === 'ALL') return;
  const words = wordsOf(covers);
  const strange = words.find((word) => !(LINES as readonly string[]).includes(word));
  if (strange === undefined && words.length > 0 && new Set(words).size === words.length) return;
  throw new NotImportable(`--covers must be ALL, or service lines, each once, of ${LINES.join(', ')}; got ${covers}`);
}

const flagOf = (option: ImportOption): string =>
  `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
