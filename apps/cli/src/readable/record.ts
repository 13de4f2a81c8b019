import { pounds } from '#kernel';
import { columns, type Row } from './columns.js';

type Fields = Readonly<Record<string, unknown>>;

/** Said above every answer, or not for people. */
const ELSEWHERE = ['asAt', 'knownAt', 'position', 'clock', 'derivation', 'rows'];

const words = (field: string): string =>
  field.replace(/Pence$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A value as a person reads it: pence as pounds, lists in a line. */
function shown(field: string, value: unknown): string {
  if (value === undefined || value === null) return '-';
  if (typeof value === 'number') return field.endsWith('Pence') ? pounds(value) : String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => shown(field, item)).join('; ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${words(name)} ${shown(name, part)}`)
    .join(', ');
}

const isAmount = (field: string, rows: readonly Fields[]): boolean =>
  rows.every((row) => row[field] === undefined || row[field] === null || typeof row[field] === 'number');

/** The fields of an answer, a line each, then its `rows` as a table. */
export function recordLines(answer: object): readonly string[] {
  const all = Object.entries(answer).filter(([field]) => !ELSEWHERE.includes(field));
  const lines = columns(all.map(([field, value]): Row => [words(field), shown(field, value)]));
  const { rows } = answer as { readonly rows?: readonly Fields[] };
  if (rows === undefined) return lines;
  if (rows.length === 0) return [...lines, '', 'There is nothing to list.'];
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const amounts = fields.flatMap((field, index) => (isAmount(field, rows) ? [index] : []));
  const table = [fields.map(words), ...rows.map((row) => fields.map((field) => shown(field, row[field])))];
  return [...lines, '', ...columns(table, amounts)];
}
