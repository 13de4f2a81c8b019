import type { Request } from 'express';
import { Rejected, type FieldError } from '#domain';

export type Query = {
  /** The parameters but those below, as the text that they are. */
  readonly fields: Readonly<Record<string, string>>;
  readonly format: 'json' | 'csv' | undefined;
  /** The position that must be reached before the answer. */
  readonly atLeast: number | undefined;
};

/** @throws Rejected INVALID for a parameter that is given twice, a `format` that is none, or an `atLeast` that is no position */
export function queryOf(request: Request): Query {
  const parameters = parametersOf(request);
  const repeated = new Set(parameters.map(([name]) => name).filter((name, at, all) => all.indexOf(name) < at));
  mustBeFree([...repeated].map((field) => ({ field, message: 'is given more than once' })));
  const { format, atLeast, ...fields } = Object.fromEntries(parameters) as Readonly<Record<string, string>>;
  return {
    fields,
    format: format === undefined ? undefined : formatIn(format),
    atLeast: atLeast === undefined ? undefined : positionIn(atLeast, 'atLeast'),
  };
}

/** @throws Rejected INVALID for a parameter other than `format` */
export function onlyFormatIn(request: Request): Query['format'] {
  const { format, atLeast, fields } = queryOf(request);
  const others = [...Object.keys(fields), ...(atLeast === undefined ? [] : ['atLeast'])];
  mustBeFree(others.map((field) => ({ field, message: 'is not a parameter here; there is: format' })));
  return format;
}

/** @throws Rejected INVALID: a parameter that is not known is not ignored either */
export function mustHaveNoQuery(request: Request): void {
  mustBeFree(parametersOf(request).map(([field]) => ({ field, message: 'is not a parameter here; there is none' })));
}

/** The number that a parameter writes; NaN for anything but a whole number. */
export const wholeNumber = (text: string): number => (/^(0|[1-9]\d*)$/.test(text) ? Number(text) : NaN);

function parametersOf({ originalUrl }: Request): [string, string][] {
  const at = originalUrl.indexOf('?');
  return at < 0 ? [] : [...new URLSearchParams(originalUrl.slice(at))];
}

/** @throws Rejected INVALID naming `field` where the text is no position */
export function positionIn(text: string, field: string): number {
  const position = wholeNumber(text);
  if (!Number.isSafeInteger(position)) throw invalid(field, 'must be a position, a whole number from 0');
  return position;
}

function formatIn(text: string): 'json' | 'csv' {
  if (text !== 'json' && text !== 'csv') throw invalid('format', 'must be json or csv');
  return text;
}

/** The refusal of one parameter. */
export const invalid = (field: string, message: string): Rejected =>
  new Rejected('INVALID', `${field} ${message}`, [{ field, message }]);

export function mustBeFree(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new Rejected('INVALID', errors.map(({ field, message }) => `${field} ${message}`).join('; '), errors);
}
