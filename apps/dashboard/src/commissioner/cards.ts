import type { Pence, Year } from '#kernel';
import { commissionerAddress } from '../address.js';
import type { Parameters } from '../api.js';
import { NO_FUND, detail, detailUnlessNil, type FigureCard } from '../figures.js';
import { basisTag } from '../words/codes.js';
import { money } from '../words/money.js';

export type Sums = {
  readonly entitledPence: Pence;
  readonly affordablePence: Pence | null;
  readonly releaseFundPence: Pence | null;
  readonly paidPence: Pence;
  readonly outstandingPence: Pence;
  readonly shortfallPence: Pence | null;
  readonly byBasis: Readonly<Record<string, Pence>>;
};

/** The three sums of a commissioner's year, apart from each other. */
export function commissionerCards(code: string, year: Year, sums: Sums, dated: Parameters): readonly FigureCard[] {
  const derivation = (figure: string) => commissionerAddress(code, { ...dated, figure }, '/derivation');
  return [
    {
      key: 'entitled',
      name: 'Entitled',
      pence: sums.entitledPence,
      href: derivation('entitledPence'),
      says: `What the rules give all its practices for ${year}. Its finances never change it.`,
      tags: [],
      details: Object.entries(sums.byBasis).flatMap(([basis, pence]) =>
        detailUnlessNil(`By ${basisTag(basis).text.toLowerCase()}`, pence),
      ),
    },
    {
      key: 'affordable',
      name: 'Affordable',
      pence: sums.affordablePence,
      ...(sums.affordablePence === null ? {} : { href: derivation('affordablePence') }),
      says:
        sums.releaseFundPence === null
          ? NO_FUND
          : `What its release fund of ${money(sums.releaseFundPence)} can still pay of it.`,
      tags: [],
      details: detailUnlessNil('Shortfall', sums.shortfallPence),
    },
    {
      key: 'paid',
      name: 'Paid',
      pence: sums.paidPence,
      href: derivation('paidPence'),
      says: 'What was paid to its practices, less what was taken back.',
      tags: [],
      details: detail('Outstanding', sums.outstandingPence, derivation('outstandingPence')),
    },
  ];
}
