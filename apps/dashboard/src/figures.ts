import type { Pence } from '#kernel';
import type { Tag } from './words/codes.js';

/** One of the three figures that never mix, as a card of its own. */
export type FigureCard = {
  readonly key: 'entitled' | 'affordable' | 'paid';
  readonly name: string;
  /** Null where it is not known. */
  readonly pence: Pence | null;
  readonly href?: string;
  readonly says: string;
  readonly tags: readonly Tag[];
  readonly details: readonly FigureDetail[];
};

export type FigureDetail = { readonly name: string; readonly pence: Pence; readonly href?: string };

export const detail = (name: string, pence: Pence | null | undefined, href?: string): readonly FigureDetail[] =>
  pence === null || pence === undefined ? [] : [{ name, pence, ...(href === undefined ? {} : { href }) }];

/** Only where it is not nothing. */
export const detailUnlessNil = (
  name: string,
  pence: Pence | null | undefined,
  href?: string,
): readonly FigureDetail[] => (pence === 0 ? [] : detail(name, pence, href));

export const NO_FUND = 'Not known: no release fund is set for the year.';
