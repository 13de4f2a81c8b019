import {
  MONTHS,
  apportion,
  lengthOf,
  monthDays,
  overlap,
  yearDays,
  type Days,
  type Month,
  type Pence,
  type Year,
} from '#kernel';
import type { Organisation } from '../organisation/state.js';
import type { Facts } from './facts.js';
import { membershipsOf } from './memberships.js';
import { minimumRestsOn, minimumSharesOf } from './minimum-share.js';
import { beginningOn, stretches, type Stretch } from './segments.js';

/** Days of a practice's year that belong to one holder under one set of terms (rules 7 and 9). */
export type Piece = {
  readonly days: Days;
  /** The practice itself, or the group whose member it is on these days. */
  readonly holder: string;
  readonly stretch: Stretch;
};

/** A practice's whole year in order, without gaps, and the same by month. */
export type Pieces = {
  readonly year: Year;
  readonly all: readonly Piece[];
  readonly byMonth: readonly (readonly Piece[])[];
};

type Tenure = { readonly days: Days; readonly group?: string };

/** Rule 9: the days of membership of the year, and between them the days that are the practice's own. */
function tenures(practice: Organisation, year: Days): readonly Tenure[] {
  const all: Tenure[] = [];
  let next = year.first;
  for (const { group, from, lastDay } of membershipsOf(practice, 'all')) {
    const days = overlap({ first: from, last: lastDay ?? year.last }, year);
    if (!days) continue;
    if (days.first > next) all.push({ days: { first: next, last: days.first - 1 } });
    all.push({ days, group });
    next = days.last + 1;
  }
  if (next <= year.last) all.push({ days: { first: next, last: year.last } });
  return all;
}

/** The part of a holder's year that falls on some days. */
function cut(facts: Facts, holder: string, year: Year, { days, group }: Tenure): readonly Piece[] {
  const minimumShares = minimumSharesOf(facts, holder);
  return stretches(facts.agreements(holder), year, minimumShares).flatMap((stretch) => {
    const common = overlap(stretch.days, days);
    if (!common) return [];
    const isCut = group === undefined && common.first > stretch.days.first; // a group's year is not cut by who joins
    return [{ days: common, holder, stretch: isCut ? beginningOn(stretch, common.first, minimumShares) : stretch }];
  });
}

type Kept = { readonly from: readonly object[]; readonly pieces: Pieces };
const kept = new WeakMap<Organisation, Map<Year, Kept>>();

/** The pieces of a practice's year. The same facts give the same object. */
export function piecesOf(facts: Facts, practice: string, year: Year): Pieces {
  const organisation = facts.organisation(practice);
  const parts = tenures(organisation, yearDays(year)).map((tenure) => ({ tenure, holder: tenure.group ?? practice }));
  const from = parts.flatMap(({ holder }) => [facts.agreements(holder), ...minimumRestsOn(facts, holder)]);
  const before = kept.get(organisation)?.get(year);
  if (before && before.from.length === from.length && from.every((item, index) => item === before.from[index])) {
    return before.pieces;
  }
  const all = parts.flatMap(({ holder, tenure }) => cut(facts, holder, year, tenure));
  const byMonth = MONTHS.map((month) => all.filter(({ days }) => overlap(days, monthDays(year, month))));
  const pieces = { year, all, byMonth };
  const years = kept.get(organisation) ?? new Map<Year, Kept>();
  kept.set(organisation, years.set(year, { from, pieces }));
  return pieces;
}

export type Part = { readonly piece: Piece; readonly pence: Pence };

/** Rule 8: an amount of a month, or of some days in it, split over the pieces by days. */
export function splitByDays(pieces: Pieces, month: Month, pence: Pence, days?: Days): readonly Part[] {
  const ofMonth = pieces.byMonth[month - 1]!;
  if (ofMonth.length === 1) return [{ piece: ofMonth[0]!, pence }];
  const whole = days ?? monthDays(pieces.year, month);
  const touched = ofMonth.flatMap((piece) => {
    const common = overlap(piece.days, whole);
    return common ? [{ piece, weight: lengthOf(common) }] : [];
  });
  if (touched.length === 1) return [{ piece: touched[0]!.piece, pence }];
  const parts = apportion(
    pence,
    touched.map(({ weight }) => weight),
  );
  return touched.map(({ piece }, index) => ({ piece, pence: parts[index]! }));
}
