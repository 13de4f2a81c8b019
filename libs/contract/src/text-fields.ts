import { withFields } from './composite-kinds.js';
import { dtoOf, type CommandName, type QuestionName } from './catalogue.js';
import type { Convert, Dto } from './shape.js';

/**
 * YAML reads the code 12 as a number. Gives the same input with such numbers as the text they stand for, in the fields
 * that are text (codes, ids, names, texts); numbers elsewhere, and what is no field, stay as they are.
 */
export const withTextFields = (name: CommandName | QuestionName, input: unknown): unknown =>
  withFields(dtoOf(name), input, asText);

const asText: Convert = (kind, value) => {
  if (kind.within) return kind.within(value, asText);
  return kind.holds === 'text' && Number.isSafeInteger(value) ? String(value) : value;
};

/**
 * The other way round, for input that knows only text (query strings, options, CSV): whole numbers and true or false
 * are read in the fields that are such. What cannot be read stays text, to be refused with what was given.
 */
export const withTypedFields = (of: CommandName | QuestionName | Dto, input: unknown): unknown =>
  withFields(typeof of === 'string' ? dtoOf(of) : of, input, asTyped);

const asTyped: Convert = (kind, value) => {
  if (kind.within) return kind.within(value, asTyped);
  if (typeof value !== 'string') return value;
  if (kind.holds === 'number') return asNumber(value);
  return kind.holds === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : value;
};

const asNumber = (text: string): number | string =>
  /^(0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
