import { dayOf } from '#kernel';
import { aRef } from '#testing';
import { account, type Account, type Budget, type Entry } from '../account/state.js';
import { budgetByMonth, budgetedLines, entryByMonth } from './spread.js';

const budget = (changes: Partial<Budget> = {}): Budget => ({
  lines: { EL: 12_000 },
  profiles: {},
  ref: aRef(),
  ...changes,
});
const withBudget = (of: Budget): Account => ({ ...account.initial, budget: of });
const entry = (effectiveOn: string, pence: number, changes: Partial<Entry> = {}): Entry => ({
  id: 'E1',
  effectiveOn: dayOf(effectiveOn),
  decidedOn: dayOf(effectiveOn),
  reason: 'GROWTH',
  lines: { EL: pence },
  ref: aRef(),
  ...changes,
});
const RISING = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

describe('rule 4: a budget over the months', () => {
  test('equally, the odd pennies to the earlier months', () =>
    expect(budgetByMonth(budget({ lines: { EL: 14 } }), 'all').get('EL')).toEqual([
      2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ]));

  test('by its profile, to the penny', () => {
    const spread = budgetByMonth(budget({ lines: { EL: 781 }, profile: RISING }), 'all').get('EL')!;
    expect(spread.reduce((sum, pence) => sum + pence, 0)).toBe(781);
    expect(spread).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 121]);
  });

  test('by the line’s own profile before that of all', () => {
    const only = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    const spread = budgetByMonth(
      budget({ lines: { EL: 100, DC: 78 }, profile: RISING, profiles: { EL: only } }),
      'all',
    );
    expect(spread.get('EL')).toEqual([0, 0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(spread.get('DC')).toEqual(RISING);
  });
});

describe('rule 4: an entry over the months from its day on', () => {
  test('by the same weights', () =>
    expect(entryByMonth(withBudget(budget({ profile: RISING })), entry('2008-01-15', 330), '2007-08')).toEqual({
      firstMonth: 10,
      lines: new Map([['EL', [0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 110, 120]]]),
    }));

  test('a negative one as its mirror', () =>
    expect(entryByMonth(withBudget(budget()), entry('2008-01-31', -7), '2007-08').lines.get('EL')!.slice(9)).toEqual([
      -3, -2, -2,
    ]));

  test('equally where the weights are all 0', () => {
    const early = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const { lines } = entryByMonth(withBudget(budget({ profile: early })), entry('2008-02-01', 5), '2007-08');
    expect(lines.get('EL')!.slice(10)).toEqual([3, 2]);
  });
});

test('rule 2: a line is budgeted when the budget or any entry names it, were it with 0', () => {
  const of: Account = {
    ...withBudget(budget({ lines: { EL: 0 } })),
    entries: new Map([['E1', entry('2007-04-01', 0, { lines: { MH: 0 } })]]),
  };
  expect([...budgetedLines(of, 'all')]).toEqual(['EL', 'MH']);
});
