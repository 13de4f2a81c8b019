import { plus, sumPence, within, type Day, type Pence, type Year } from '#kernel';
import type { Account } from '../account/state.js';
import { lineAmounts, type Line, type Lines } from '../service-lines.js';
import type { Basis } from './basis.js';
import type { Facts } from './facts.js';
import { piecesOf } from './pieces.js';

/** How much of a commissioner's money is under agreement on a day, in pounds of budget and in practices. */
export type UnderAgreement = {
  readonly practices: number;
  readonly guaranteedPractices: number;
  readonly agreedPractices: number;
  readonly withoutPractices: number;
  readonly budgetPence: Pence;
  readonly guaranteedPence: Pence;
  readonly agreedPence: Pence;
  readonly withoutPence: Pence;
};

export const NOTHING_AGREED: UnderAgreement = {
  practices: 0,
  guaranteedPractices: 0,
  agreedPractices: 0,
  withoutPractices: 0,
  budgetPence: 0,
  guaranteedPence: 0,
  agreedPence: 0,
  withoutPence: 0,
};

/** A year's budget by line, with every entry of the year. */
function budgetByLine({ budget, entries }: Account): ReadonlyMap<Line, Pence> {
  const sums = new Map<Line, Pence>();
  const take = (lines: Lines) => {
    for (const [line, pence] of lineAmounts(lines)) sums.set(line, plus(sums.get(line) ?? 0, pence));
  };
  if (budget) take(budget.lines);
  for (const { lines } of entries.values()) take(lines);
  return sums;
}

/** The sums with one practice more: by the terms that hold on the day, its group's where the day is the group's. */
export function withTerms(sums: UnderAgreement, facts: Facts, practice: string, year: Year, on: Day): UnderAgreement {
  const { stretch } = piecesOf(facts, practice, year).all.find(({ days }) => within(on, days))!;
  const { basis } = stretch.main;
  const all = [...budgetByLine(facts.account(practice, year))];
  const inside = all.filter(([line]) => stretch.lines === 'ALL' || stretch.lines.has(line));
  const budgetPence = sumPence(all.map(([, pence]) => pence));
  const insidePence = basis === 'GUIDANCE' ? 0 : sumPence(inside.map(([, pence]) => pence));
  const one = (of: Basis) => (basis === of ? 1 : 0);
  return {
    practices: sums.practices + 1,
    guaranteedPractices: sums.guaranteedPractices + one('GUARANTEE'),
    agreedPractices: sums.agreedPractices + one('AGREEMENT'),
    withoutPractices: sums.withoutPractices + one('GUIDANCE'),
    budgetPence: plus(sums.budgetPence, budgetPence),
    guaranteedPence: plus(sums.guaranteedPence, one('GUARANTEE') * insidePence),
    agreedPence: plus(sums.agreedPence, one('AGREEMENT') * insidePence),
    withoutPence: plus(sums.withoutPence, budgetPence - insidePence),
  };
}
