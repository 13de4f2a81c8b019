import type { Request } from 'express';
import { Rejected, type FieldError } from '#domain';

export type Query = {
  /** The parameters but `atLeast`, as the text that they are. */
  readonly fields: Readonly<Record<string, string>>;
  /** The position that must be reached before the answer. */
  readonly atLeast: number | undefined;
};

/** @throws Rejected INVALID for a parameter that is given twice, or an `atLeast` that is no position */
export function queryOf(request: Request): Query {
  const parameters = parametersOf(request);
  const repeated = new Set(parameters.map(([name]) => name).filter((name, at, all) => all.indexOf(name) < at));
  mustBeFree([...repeated].map((field) => ({ field, message: 'is given more than once' })));
  const atLeast = parameters.find(([name]) => name === 'atLeast')?.[1];
  return {
    fields: Object.fromEntries(parameters.filter(([name]) => name !== 'atLeast')),
    atLeast: atLeast === undefined ? undefined : positionIn(atLeast),
  };
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

function positionIn(text: string): number {
  const position = wholeNumber(text);
  if (!Number.isSafeInteger(position))
    mustBeFree([{ field: 'atLeast', message: 'must be a position, a whole number from 0' }]);
  return position;
}

export function mustBeFree(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new Rejected('INVALID', errors.map(({ field, message }) => `${field} ${message}`).join('; '), errors);
}
