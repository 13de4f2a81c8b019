import { LINES } from '#contract';
import { wordsOf } from '../words.js';

/** ALL, or a list of lines. */
export const linesOf = (text: string | undefined): 'ALL' | string[] | undefined =>
  text === undefined ? undefined : text === 'ALL' ? text : wordsOf(text);

/** Column of a problem at `lines.EL`: what is no line is wrong in the column of lines, all else in that of the money. */
export const columnOfLine = (field: string, money: string): string => {
  const name = /^lines\.(.*)$/.exec(field)?.[1];
  return name !== undefined && (LINES as readonly string[]).includes(name) ? money : 'line';
};
