import type { Instant, IsoDate, Pence } from '#kernel';
import type { Tag } from './words/codes.js';

/** What stands in a cell; the template writes it. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly href?: string; readonly below?: string }
  | {
      readonly kind: 'money';
      readonly pence: Pence | null;
      readonly href?: string;
      readonly signed?: true;
      /** Said in place of an amount that there is none of. */
      readonly otherwise?: string;
    }
  | { readonly kind: 'count'; readonly count: number | null }
  | { readonly kind: 'tags'; readonly tags: readonly Tag[] }
  | { readonly kind: 'date'; readonly date: IsoDate | null }
  | { readonly kind: 'instant'; readonly at: Instant };

export type Column = {
  readonly label: string;
  readonly numeric?: true;
  /** Where the heading is a link that sorts. */
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' };
};

export type Table = {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Sums below the rows. */
  readonly total?: readonly Cell[];
  /** Told in place of the table where there is no row. */
  readonly empty?: string;
  /** Narrow screens: rows become blocks (else the table is moved sideways). */
  readonly stacked?: true;
};

export const text = (value: string | null | undefined, href?: string, below?: string): Cell => ({
  kind: 'text',
  text: value ?? '',
  ...(href === undefined ? {} : { href }),
  ...(below === undefined ? {} : { below }),
});

export const amount = (pence: Pence | null | undefined, href?: string): Cell => ({
  kind: 'money',
  pence: pence ?? null,
  ...(href === undefined ? {} : { href }),
});

/** What can be afforded is an amount, or not known. */
export const known = (pence: Pence | null | undefined, href?: string): Cell => ({
  kind: 'money',
  pence: pence ?? null,
  otherwise: 'not known',
  ...(href === undefined ? {} : { href }),
});

export const moved = (pence: Pence, href?: string): Cell => ({
  kind: 'money',
  pence,
  signed: true,
  ...(href === undefined ? {} : { href }),
});

export const count = (value: number | null): Cell => ({ kind: 'count', count: value });
export const tags = (...all: readonly Tag[]): Cell => ({ kind: 'tags', tags: all });
export const date = (value: IsoDate | null): Cell => ({ kind: 'date', date: value });
export const instant = (at: Instant): Cell => ({ kind: 'instant', at });

export const column = (label: string): Column => ({ label });
export const numbers = (label: string): Column => ({ label, numeric: true });
