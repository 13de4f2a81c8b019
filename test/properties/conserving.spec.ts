import fc from 'fast-check';
import type { RollForward } from '#domain';
import { dateOf, dayOf, londonDay } from '#kernel';
import type { Ledger } from '#ledger';
import type { Order } from '#recording';
import { property } from './checking.js';
import { commandsOf, histories, type History } from './history.js';
import { play, playing } from './playing.js';
import { practicesOf, statements } from './statements.js';
import { OPENED, TRUSTS, yearsOf, type World } from './world.js';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

type Answer = Readonly<Record<string, number>>;
const numbers = (ledger: Ledger, question: string, fields: object): Promise<Answer> =>
  ledger.questions.ask(question as 'savings', fields as never) as unknown as Promise<Answer>;

const given = (command: string, fields: object, recordedAt: string): Order =>
  ({ command, with: fields, recordedAt }) as Order;

/** Records what can be recorded, as learned with the last event. @returns how many were */
async function recorded(ledger: Ledger, ...orders: readonly Order[]): Promise<number> {
  const { count } = await ledger.store.head();
  const named = orders.map((order, at) => ({ ...order, commandId: `after-${count}-${at}` }));
  return (await play(ledger, named as never)).accepted.length;
}

const lastMoment = async (ledger: Ledger): Promise<string> => (await ledger.store.head()).effectiveAt!;

/** What practices and PCTs have as budgets, whatever counts of them. */
async function budgetsOf(ledger: Ledger, world: World): Promise<object> {
  const found: Record<string, number> = {};
  for (const year of yearsOf(world)) {
    for (const practice of practicesOf(world))
      found[`${practice} ${year}`] = (await numbers(ledger, 'budget', { practice, year }))['budgetPence']!;
    for (const commissioner of TRUSTS)
      found[`${commissioner} ${year}`] = (await numbers(ledger, 'reconciliation', { commissioner, year }))[
        'budgetsPence'
      ]!;
  }
  return found;
}

const vired = fc.record({
  history: histories({ moves: 30 }),
  pence: fc.integer({ min: 1, max: 9_000_000 }),
  part: fc.nat(364),
});

property('a virement moves money between lines, and none in or out', 6, vired, async ({ history, pence, part }) => {
  const { world } = history;
  await playing(commandsOf(history), async ({ ledger }) => {
    const before = await budgetsOf(ledger, world);
    const at = await lastMoment(ledger);
    const posting = (practice: string, year: string, back: number) => {
      const effectiveOn = dateOf(dayOf(`${year.slice(0, 4)}-04-01`) + part);
      const lines = { EL: -pence, NEL: pence - back };
      return given('PostBudgetEntry', { practice, year, entry: 'VIRED', effectiveOn, reason: 'VIREMENT', lines }, at);
    };
    for (const year of yearsOf(world)) {
      for (const practice of practicesOf(world)) {
        expect(await recorded(ledger, posting(practice, year, 1))).toBe(0); // a penny short is no virement
        await recorded(ledger, posting(practice, year, 0)); // refused where the budget was recorded in error
      }
    }
    expect(await budgetsOf(ledger, world)).toEqual(before);
  });
});

const moved = fc.record({ history: histories({ moves: 30 }), pence: fc.integer({ min: 1, max: 9_000_000 }) });

/** All that is told to have been used: on days of a practice or of its group, or on lines without a budget. */
async function usedIn(ledger: Ledger, world: World): Promise<number> {
  const all = [...(await statements(ledger, world)).values()];
  const practices = new Set(practicesOf(world));
  const unbudgeted = all.filter(({ holder }) => practices.has(holder)).map(({ unbudgetedPence }) => unbudgetedPence);
  return sum(all.map(({ actualPence }) => actualPence)) + sum(unbudgeted);
}

property('activity that is moved between two practices leaves all that was used as it is', 6, moved, async (asked) => {
  const { history, pence } = asked;
  const [one, other] = practicesOf(history.world) as [string, string];
  await playing(commandsOf(history), async ({ ledger }) => {
    const at = await lastMoment(ledger);
    for (const year of yearsOf(history.world)) {
      const before = await usedIn(ledger, history.world);
      const restating = (practice: string, deltaPence: number, restatement: string): Order => {
        const rows = [{ month: 1, line: 'EL', deltaPence }];
        return given('RestateActuals', { practice, year, restatement, cause: 'WRONG_PRACTICE', rows }, at);
      };
      if ((await recorded(ledger, restating(one, -pence, 'MOVED'))) === 0) continue; // nothing to restate
      if ((await recorded(ledger, restating(other, pence, 'MOVED'))) === 0)
        await recorded(ledger, restating(one, pence, 'BACK'));
      expect(await usedIn(ledger, history.world)).toBe(before);
    }
  });
});

/** Each practice to one of the PCTs in turn. */
const assigned = ({ world }: History, shift: number, at: string): readonly Order[] =>
  practicesOf(world).map((practice, index) =>
    given('AssignPractice', { practice, commissioner: TRUSTS[(index + shift) % TRUSTS.length], from: OPENED }, at),
  );

const rolled = (ledger: Ledger, fields: object): Promise<RollForward> =>
  ledger.questions.ask('rollForward', fields as never) as unknown as Promise<RollForward>;

property(
  'what passes from one debtor to another comes to nothing, in all and by basis',
  6,
  histories(),
  async (history) => {
    await playing(commandsOf(history), async ({ ledger }) => {
      const from = await lastMoment(ledger);
      const to = `${dateOf(londonDay(from as never) + 1)}T12:00:00.000Z`;
      await recorded(ledger, ...assigned(history, 0, from)); // so that everyone has a debtor
      const others = assigned(history, 1, to);
      expect(await recorded(ledger, ...others)).toBe(others.length);
      for (const year of yearsOf(history.world)) {
        const all = await Promise.all(TRUSTS.map((of) => rolled(ledger, { of, year, from, to })));
        expect(sum(all.map(({ transferredPence }) => transferredPence))).toBe(0);
        for (const [index, { basis }] of all[0]!.rows.entries())
          expect([basis, sum(all.map(({ rows }) => rows[index]!.transferredPence))]).toEqual([basis, 0]);
        const england = await rolled(ledger, { of: 'ENGLAND', year, from, to });
        expect(england.transferredPence).toBe(0);
        expect(england.closingPence).toBe(sum(all.map(({ closingPence }) => closingPence)));
      }
    });
  },
);

const ADDED = {
  savings: ['practices', 'underspendPence', 'overspendPence', 'netUnderspendPence', 'entitledPence', 'paidPence'],
  underAgreement: ['practices', 'budgetPence', 'guaranteedPence', 'agreedPence', 'withoutPence'],
} as const;

/** A trust may have come under another authority. */
const authoritiesOf = (history: History): readonly string[] =>
  commandsOf(history)
    .filter(({ command }) => command === 'RegisterOrganisation')
    .map((order) => order.with as { readonly code: string; readonly type: string })
    .flatMap(({ code, type }) => (type === 'SHA' ? [code] : []));

async function mustAddUp(ledger: Ledger, history: History, question: keyof typeof ADDED): Promise<void> {
  for (const year of yearsOf(history.world)) {
    const sumOf = async (bodies: readonly string[]) => {
      const each = await Promise.all(bodies.map((of) => numbers(ledger, question, { of, year })));
      return Object.fromEntries(ADDED[question].map((name) => [name, sum(each.map((answer) => answer[name]!))]));
    };
    const ofTrusts = { year, ...(await sumOf(TRUSTS)) };
    expect({ year, ...(await sumOf(authoritiesOf(history))) }).toEqual(ofTrusts);
    expect({ year, ...(await sumOf(['ENGLAND'])) }).toEqual(ofTrusts);
  }
}

property('the registers of PCTs add up to those of the SHAs and of England', 5, histories(), async (history) => {
  await playing(commandsOf(history), async ({ ledger }) => {
    const at = await lastMoment(ledger);
    await recorded(ledger, ...assigned(history, 0, at)); // so that everyone has a debtor
    await mustAddUp(ledger, history, 'savings');
    await mustAddUp(ledger, history, 'underAgreement');
  });
});
