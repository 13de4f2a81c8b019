import { yearDays, type Day, type Year } from '#kernel';
import { isGroup, membersOn, splitAmong, stays } from './bodies.js';
import type { Known } from './facts.js';
import { figureOf, strongestOf, type Figure } from './figure.js';
import { split, sumOf, whole } from './fractions.js';
import type { Basis } from './terms.js';
import { remembered } from './remembered.js';

export type PartOfBasis = { readonly basis: Basis; readonly pence: number };

/** Rule 11: pence split by the bases' weights, strongest first, without those of 0. */
export function partsByBasis(pence: number, { weighed, segments }: Figure, hasNone: boolean): readonly PartOfBasis[] {
  if (pence === 0) return [];
  const strongest = strongestOf(segments.map(({ basis }) => basis));
  if (hasNone || weighed.length === 0) return [{ basis: strongest ?? 'RULING', pence }];
  const parts = split(
    pence,
    weighed.map(({ weight }) => weight),
  );
  return weighed.map(({ basis }, index) => ({ basis, pence: parts[index]! })).filter((part) => part.pence !== 0);
}

/** Rules 15 to 17 for one group's year. */
export type GroupFigure = {
  readonly group: string;
  readonly pool: Figure;
  readonly parts: ReadonlyMap<string, number>;
  readonly pence: number;
  readonly byBasis: readonly PartOfBasis[];
};

/** The days on which the pool is struck: the last of a leaver, or the one before a joining. */
function borders(known: Known, group: string, year: Year, asAt: Day): readonly Day[] {
  const { first, last } = yearDays(year);
  const days = stays(known)
    .filter((stay) => stay.group === group)
    .flatMap((stay) => [stay.from - 1, stay.last]);
  return [...new Set(days)].filter((day) => day >= first && day <= last && day < asAt).toSorted((a, b) => a - b);
}

export const groupFigure = remembered((known: Known, group: string, year: Year, asAt: Day): GroupFigure => {
  const of = { group, year };
  const mine = stays(known).filter((stay) => stay.group === group);
  const parts = new Map<string, number>();
  const strike = (day: Day, members: readonly string[], struck: readonly string[], entitlement: number): void => {
    const left = Math.max(0, entitlement - sumOf([...parts.values()]));
    for (const [practice, pence] of splitAmong(known, of, left, members, day)) {
      if (struck.includes(practice)) parts.set(practice, (parts.get(practice) ?? 0) + pence);
    }
  };
  for (const day of borders(known, group, year, asAt)) {
    const members = membersOn(known, group, day);
    const leavers = members.filter((practice) => mine.some((stay) => stay.practice === practice && stay.last === day));
    const staying = members.filter((practice) => !leavers.includes(practice));
    const isJoined = mine.some((stay) => stay.from === day + 1);
    const { entitlement } = figureOf(known, group, year, day, true);
    if (leavers.length > 0) strike(day, members, leavers, entitlement);
    if (isJoined && staying.length > 0) strike(day, staying, staying, entitlement);
  }
  const pool = figureOf(known, group, year, asAt);
  const members = membersOn(known, group, asAt);
  strike(asAt, members, members, pool.entitlement);
  const pence = sumOf([...parts.values()]);
  return { group, pool, parts, pence, byBasis: partsByBasis(pence, pool, pool.entitlement === 0) };
});

/** The groups in which a practice is on any day of the year, by code. */
export const groupsOf = remembered((known: Known, practice: string, year: Year): readonly string[] => {
  const { first, last } = yearDays(year);
  const groups = stays(known)
    .filter((stay) => stay.practice === practice && stay.from <= last && first <= stay.last)
    .map(({ group }) => group)
    .filter((group) => isGroup(known, group));
  return [...new Set(groups)].toSorted();
});

/** Rule 17: a practice's part of a group's figure takes the bases of the group's parts in proportion. */
export function basesOfPart(pence: number, byBasis: readonly PartOfBasis[]): readonly PartOfBasis[] {
  if (pence === 0) return [];
  const parts = split(
    pence,
    byBasis.map((part) => whole(part.pence)),
  );
  return byBasis.map(({ basis }, index) => ({ basis, pence: parts[index]! }));
}
