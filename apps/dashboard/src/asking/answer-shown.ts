import { isDate, isInstant } from '#kernel';
import { address, entryAddress, organisationAddress } from '../address.js';
import { amount, date, instant, text, type Cell, type Column, type Table } from '../table.js';
import { plain as inPlainWords } from '../words/codes.js';
import { money } from '../words/money.js';

type Fields = Readonly<Record<string, unknown>>;

/** One field of an answer. */
export type Shown = { readonly name: string; readonly cell: Cell };

/** An answer as a page shows it: what is one thing in a list, what is many in tables. */
export type AnswerShown = { readonly fields: readonly Shown[]; readonly tables: readonly Table[] };

/** Said by the standing line of the page and the links to its pages, or for programs. */
const ELSEWHERE: readonly string[] = ['asAt', 'knownAt', 'position', 'clock', 'derivation', 'next'];

/** Fields that hold the code of a body, whose page they lead to. */
const CODES: readonly string[] = [
  'holder',
  'practice',
  'commissioner',
  'group',
  'organisation',
  'body',
  'debtor',
  'code',
  'to',
  'by',
  'arbiter',
  'passedTo',
];

/** Fields that hold the id of something that a question tells all about. */
const ASKED_ALONE: Readonly<Record<string, readonly [path: string, field: string]>> = {
  dispute: ['/questions/dispute', 'dispute'],
  case: ['/questions/case', 'case'],
  plan: ['/questions/case', 'case'],
  follows: ['/questions/case', 'case'],
  statement: ['/questions/statement', 'statement'],
};

/** Fields whose codes are said in words: BUDGET_NOT_SET as Budget not set. */
const IN_PLAIN_WORDS: readonly string[] = [
  ...['kind', 'byKind', 'status', 'basis', 'due', 'outcome', 'arrival', 'purpose', 'flags', 'cause', 'event'],
  ...['figureStatus', 'releaseStatus', 'caseStatus', 'closed', 'how'],
];

const IS_CODE = /^[A-Z]+(_[A-Z]+)*$|^([A-Z][a-z]+)+$/;

const said = (field: string, value: string): string =>
  IN_PLAIN_WORDS.includes(field) && IS_CODE.test(value) ? inPlainWords(value) : value;

const CODE = /^[A-Za-z0-9\-_.:/]{1,30}$/;

/** Maps whose values are pence, by basis or service line. */
const OF_PENCE: readonly string[] = ['byBasis', 'lines'];

const isPence = (field: string): boolean => field === 'pence' || field.endsWith('Pence');

/** A code in capitals stays as it is. */
export const inWords = (field: string): string => {
  if (field === field.toUpperCase()) return field;
  if (field === 'pence') return 'Amount';
  const words = field.replace(/(Pence|Bp)$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Of an amount and its share of something under one name, the share is told apart. */
const labelAmong = (field: string, fields: readonly string[]): string =>
  field.endsWith('Bp') && fields.includes(field.replace(/Bp$/, 'Pence'))
    ? `${inWords(field)}, per cent`
    : inWords(field);

const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTable = (value: unknown): value is readonly Fields[] => Array.isArray(value) && value.every(isFields);

/** A rule by its number, or by number and name, leads to what it says. */
function ruleCell(rule: unknown): Cell {
  const [number] = /\d+/.exec(String(rule)) ?? [];
  return text(typeof rule === 'number' ? `Rule ${rule}` : String(rule), number && `/help#rule-${number}`);
}

function cellOf(field: string, value: unknown): Cell {
  if (value === null || value === undefined) return text('');
  if (field === 'rule') return ruleCell(value);
  if (typeof value === 'number' && isPence(field)) return amount(value);
  if (typeof value === 'number' && field.endsWith('Bp')) return text(`${value / 100}%`.replace('-', '−'));
  if (typeof value === 'number' && /[pP]osition$/.test(field)) return text(String(value), entryAddress(value));
  if (typeof value === 'boolean') return text(value ? 'Yes' : 'No');
  if (typeof value === 'object') return text(plain(field, value));
  if (typeof value !== 'string') return text(String(value));
  if (isDate(value)) return date(value);
  if (isInstant(value)) return instant(value);
  const alone = ASKED_ALONE[field];
  if (alone) return text(value, address(alone[0], { [alone[1]]: value }));
  return CODES.includes(field) && CODE.test(value) ? text(value, organisationAddress(value)) : text(said(field, value));
}

/** What is a list or has parts, in one line. */
function plain(field: string, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map((item) => plain(field, item)).join('; ');
  if (typeof value === 'number' && isPence(field)) return money(value);
  if (isFields(value) && OF_PENCE.includes(field)) return plain('', withPence(value));
  if (field === 'byKind' && isFields(value)) return countsOf(value);
  if (!isFields(value)) return value === null ? '' : said(field, String(value));
  return Object.entries(value)
    .map(([name, part]) => `${inWords(name)} ${plain(name, part)}`)
    .join(', ');
}

/** How many there are of each, of those there are. */
const countsOf = (map: Fields): string =>
  Object.entries(map)
    .filter(([, count]) => count !== 0)
    .map(([kind, count]) => `${inPlainWords(kind)} ${String(count)}`)
    .join(', ') || 'None';

const withPence = (map: Fields): Fields =>
  Object.fromEntries(
    Object.entries(map).map(([name, pence]) => [name, typeof pence === 'number' ? money(pence) : pence]),
  );

/**
 * Where something is wanted or due, `by` is the version that says so; where a rule is named, `code` is what it tells. What a
 * party stated in a dispute is no statement of an account.
 */
const isNoBody = (field: string, row: Fields): boolean =>
  (field === 'by' && ('wanted' in row || 'dueOn' in row)) ||
  (field === 'code' && 'rule' in row) ||
  (field === 'statement' && 'statedOn' in row);

/** Columns that no row says anything in are left out. */
function tableOf(name: string, rows: readonly Fields[]): Table {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row).filter((field) => isSaid(row[field]))))];
  const isAmount = (field: string): boolean => field !== 'rule' && rows.some((row) => typeof row[field] === 'number');
  return {
    id: `answer-${name}`,
    caption: name === 'rows' ? 'What was found' : inWords(name),
    columns: fields.map((field): Column => ({
      label: labelAmong(field, fields),
      ...(isAmount(field) ? { numeric: true } : {}),
    })),
    rows: rows.map((row) => fields.map((field) => cellOf(isNoBody(field, row) ? 'what' : field, row[field]))),
    empty: name === 'rows' ? 'Nothing of the kind is recorded.' : `${inWords(name)}: none.`,
  };
}

export function answerShown(answer: Fields): AnswerShown {
  const all = Object.entries(answer).filter(([field, value]) => !ELSEWHERE.includes(field) && isSaid(value));
  const names = all.map(([name]) => name);
  return {
    fields: all.flatMap(([name, value]) =>
      isTable(value) ? [] : [{ name: labelAmong(name, names), cell: cellOf(name, value) }],
    ),
    tables: all.flatMap(([name, value]) => (isTable(value) ? [tableOf(name, value)] : [])),
  };
}
