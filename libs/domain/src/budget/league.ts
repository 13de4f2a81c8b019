import { WHOLE_BP, plus, type Bp, type Day, type Pence, type Year } from '#kernel';
import type { Account } from '../account/state.js';
import { basisPointsOf } from './basis.js';
import { positionOfPractice } from './position.js';
import type { BudgetRecord } from './record.js';

export const LEAGUE_PLACES = ['OVER', 'WITHIN', 'UNDER', 'NO_DATA'] as const;
export type LeaguePlace = (typeof LEAGUE_PLACES)[number];

export type LeagueRow = {
  readonly practice: string;
  readonly place: LeaguePlace;
  readonly budgetToDatePence: Pence;
  readonly actualToDatePence: Pence;
  readonly variancePence: Pence;
  readonly varianceBp: number | null;
  readonly budgetPence: Pence;
  readonly historicPence: Pence | null;
  readonly fairSharePence: Pence | null;
  readonly distancePence: Pence | null;
  readonly distanceBp: number | null;
};

/** How far spending may lie from the budget, and the version of policy that says so; null where it was asked for. */
export type Tolerance = { readonly toleranceBp: Bp; readonly policy: string | null };

/** The answer to `league` (rule 53). */
export type League = Tolerance & {
  readonly commissioner: string;
  readonly year: Year;
  readonly over: number;
  readonly within: number;
  readonly under: number;
  readonly noData: number;
  readonly rows: readonly LeagueRow[];
};

/** Exact, so that a practice a penny past the tolerance is past it. */
function placeOf(variancePence: Pence, budgetPence: Pence, toleranceBp: Bp): LeaguePlace {
  if (budgetPence <= 0) return 'NO_DATA';
  const [size, most] = [BigInt(Math.abs(variancePence)) * BigInt(WHOLE_BP), BigInt(budgetPence) * BigInt(toleranceBp)];
  if (size <= most) return 'WITHIN';
  return variancePence < 0 ? 'OVER' : 'UNDER';
}

export function leagueRow(
  practice: string,
  year: Year,
  account: Account,
  { basis }: BudgetRecord,
  asAt: Day,
  toleranceBp: Bp,
): LeagueRow {
  const of = positionOfPractice(practice, year, account, asAt);
  const { budgetPence, budgetToDatePence, actualToDatePence, variancePence, varianceBp } = of;
  const fairSharePence = basis?.inputs.fairSharePence ?? null;
  const distancePence = fairSharePence === null ? null : plus(budgetPence, -fairSharePence);
  return {
    practice,
    place: placeOf(variancePence, budgetToDatePence, toleranceBp),
    budgetToDatePence,
    actualToDatePence,
    variancePence,
    varianceBp,
    budgetPence,
    historicPence: basis?.inputs.historicPence ?? null,
    fairSharePence,
    distancePence,
    distanceBp: distancePence === null ? null : basisPointsOf(distancePence, fairSharePence!),
  };
}

/** The most overspent first, in proportion to its budget and exactly; those without data last; ties by code. */
function byPlace(a: LeagueRow, b: LeagueRow): number {
  const [hasA, hasB] = [a, b].map(({ place }) => place !== 'NO_DATA');
  if (!hasA || !hasB) return hasA ? -1 : hasB ? 1 : a.practice < b.practice ? -1 : 1;
  const [ofA, ofB] = [
    BigInt(a.variancePence) * BigInt(b.budgetToDatePence),
    BigInt(b.variancePence) * BigInt(a.budgetToDatePence),
  ];
  if (ofA === ofB) return a.practice < b.practice ? -1 : 1;
  return ofA < ofB ? -1 : 1;
}

export function leagueOf(commissioner: string, year: Year, tolerance: Tolerance, rows: readonly LeagueRow[]): League {
  const count = (place: LeaguePlace) => rows.filter((row) => row.place === place).length;
  return {
    commissioner,
    year,
    ...tolerance,
    over: count('OVER'),
    within: count('WITHIN'),
    under: count('UNDER'),
    noData: count('NO_DATA'),
    rows: rows.toSorted(byPlace),
  };
}
