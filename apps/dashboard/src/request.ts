import type { Request } from 'express';
import { isYear, type Year } from '#kernel';
import type { Api, FieldError } from './api.js';

/** What a reader asked for in the address is not as it must be. */
export class WrongInput extends Error {
  constructor(readonly errors: readonly FieldError[]) {
    super(errors.map(({ field, message }) => `${field} ${message}`).join('; '));
  }
}

/** Where the pages have nothing. */
export class NoSuchPage extends Error {}

/** What is asked for has another address of these pages. */
export class Elsewhere extends Error {
  constructor(readonly address: string) {
    super(address);
  }
}

/** A request as a page sees it. */
export type Asked = {
  readonly api: Api;
  readonly path: string;
  /** The parameters of the address that have a value; of one given twice, the last. */
  readonly query: Query;
  /** A part of the path. */
  readonly part: (name: string) => string;
};

export class Query {
  constructor(private readonly values: ReadonlyMap<string, string>) {}

  get(name: string): string | undefined {
    return this.values.get(name);
  }

  /** Those of some names that have a value. */
  of(names: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(names.flatMap((name) => this.entry(name)));
  }

  all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.values);
  }

  private entry(name: string): readonly (readonly [string, string])[] {
    const value = this.values.get(name);
    return value === undefined ? [] : [[name, value]];
  }
}

export function askedBy(request: Request, api: Api): Asked {
  const { searchParams } = new URL(request.originalUrl, 'http://ledger');
  const values = [...searchParams].map(([name, value]) => [name, value.trim()] as const);
  return {
    api,
    path: request.path,
    query: new Query(new Map(values.filter(([, value]) => value !== ''))),
    part: (name) => String(request.params[name] ?? ''),
  };
}

/** The code that the path names; codes of dots alone stand beside it. */
export const codeOf = ({ part, query }: Asked): string => query.get('code') ?? part('code');

/** The financial year that is asked for, if one is. @throws WrongInput where it is none */
export function yearAsked({ query }: Asked): Year | undefined {
  const year = query.get('year');
  if (year === undefined || isYear(year)) return year;
  throw new WrongInput([NO_YEAR]);
}

export const NO_YEAR: FieldError = { field: 'year', message: 'must be a financial year such as 2007-08' };
