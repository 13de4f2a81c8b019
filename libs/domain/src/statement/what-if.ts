import type { Bp, Pence, Year } from '#kernel';
import type { Terms } from '../agreement/events.js';
import type { Agreement, Agreements, Variation } from '../agreement/state.js';

export type Supposition =
  { readonly omit: string } | { readonly protectBaseline: boolean } | { readonly setShareBp: Bp };

/** The answer to `whatIf` (rule 25); never mixed with fact. */
export type WhatIf = {
  readonly holder: string;
  readonly year: Year;
  readonly factPence: Pence;
  readonly supposedPence: Pence;
  readonly differencePence: Pence;
};

type SupposedTerms = { readonly protectBaseline?: boolean; readonly shareBp?: Bp };

const SUPPOSED_TEXT = 'supposed';

function guaranteeUnder(guarantee: Terms['guarantee'], protectBaseline: boolean | undefined): Terms['guarantee'] {
  if (protectBaseline === undefined) return guarantee;
  if (guarantee) return { ...guarantee, protectsBaseline: protectBaseline };
  return protectBaseline ? { text: SUPPOSED_TEXT, protectsBaseline: true } : null;
}

/** Terms as if they had said what is supposed, where they speak of it at all. */
function supposed<T extends Partial<Terms>>(terms: T, { protectBaseline, shareBp }: SupposedTerms): T {
  return {
    ...terms,
    ...(terms.guarantee === undefined ? {} : { guarantee: guaranteeUnder(terms.guarantee, protectBaseline) }),
    ...(terms.shareBp === undefined || shareBp === undefined ? {} : { shareBp }),
  };
}

const withTerms = (agreement: Agreement, supposal: SupposedTerms): Agreement => ({
  ...agreement,
  terms: supposed(agreement.terms, supposal),
  variations: new Map(
    [...agreement.variations].map(([id, variation]): [string, Variation] => [
      id,
      { ...variation, terms: supposed(variation.terms, supposal) },
    ]),
  ),
});

/** Rule 25: the holder's agreements as if their terms, and those of variations that speak of it, had said so. */
export function supposeTerms(agreements: Agreements, suppositions: readonly Supposition[]): Agreements {
  const supposal = suppositions.reduce<SupposedTerms>((terms, supposition) => {
    if ('protectBaseline' in supposition) return { ...terms, protectBaseline: supposition.protectBaseline };
    if ('setShareBp' in supposition) return { ...terms, shareBp: supposition.setShareBp };
    return terms;
  }, {});
  if (supposal.protectBaseline === undefined && supposal.shareBp === undefined) return agreements;
  return new Map([...agreements].map(([id, agreement]) => [id, withTerms(agreement, supposal)]));
}
