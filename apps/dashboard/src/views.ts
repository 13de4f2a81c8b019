import nunjucks from 'nunjucks';
import { percent } from '#kernel';
import { NHSUK_FOLDER, VIEWS_FOLDER } from './folder.js';
import { dayInShort, dayInWords, instantInShort, instantInWords } from './words/dates.js';
import { money } from './words/money.js';

/** Templates; whatever they print is escaped. */
export function templates(globals: Readonly<Record<string, unknown>>): nunjucks.Environment {
  const loader = new nunjucks.FileSystemLoader([VIEWS_FOLDER, NHSUK_FOLDER]);
  const environment = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
  for (const [name, filter] of Object.entries(FILTERS)) environment.addFilter(name, filter);
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value);
  return environment;
}

const FILTERS: Readonly<Record<string, (value: never) => unknown>> = {
  money: (pence: number) => spoken(money(pence)),
  change: (pence: number) => spoken(pence > 0 ? `+${money(pence)}` : money(pence)),
  percent,
  count: (value: number) => value.toLocaleString('en-GB'),
  day: dayInWords,
  dayShort: dayInShort,
  instant: instantInWords,
  instantShort: instantInShort,
  sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`,
};

/** An amount with its sign said in words to those who listen: digits, signs and separators only, so safe as they are. */
function spoken(amount: string): nunjucks.runtime.SafeString {
  const html = amount
    .replace('−', '<span class="nhsuk-u-visually-hidden">minus </span><span aria-hidden="true">−</span>')
    .replace('+', '<span class="nhsuk-u-visually-hidden">plus </span><span aria-hidden="true">+</span>');
  return new nunjucks.runtime.SafeString(html);
}
