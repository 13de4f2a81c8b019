import { stringify } from 'csv-stringify/sync';

/** What a cell may hold; a list is written with spaces between, as the imports read it. */
export type CellValue = string | number | boolean | null | undefined | readonly string[];

/** Rows as CSV of RFC 4180, each with the line end after it. Numbers stay numbers; nothing is an empty cell. */
export const csvText = (rows: readonly (readonly CellValue[])[]): string =>
  stringify(
    rows.map((row) => row.map(cellOf)),
    { record_delimiter: '\r\n', quote_record_delimiter: true }, // and each half of it
  );

function cellOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return safe(typeof value === 'string' ? value : value.join(' '));
}

/**
 * What spreadsheets take for the beginning of a formula, also after blanks and signs that cannot be seen, and as wide
 * as East Asian characters.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s\p{C}]*[=+\-@\t\r＝＋－＠]/u;

const safe = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
