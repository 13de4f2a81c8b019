import { account, counting, folded, streamOf, type Account } from '#domain';
import { shareUp } from '#kernel';
import type { Ledger } from '#ledger';
import { recorded } from '#questions';
import { property } from './checking.js';
import { commandsOf, histories, type Command, type History } from './history.js';
import { play, playing } from './playing.js';
import { exposure, practicesOf, rollUp, statements, type Moment, type Statement } from './statements.js';
import { AUTHORITY, GROUPS, TRUSTS, yearsOf } from './world.js';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** A few moments of a history: in its middle, at a border of months, at its end. */
const momentsOf = (commands: readonly Command[]): readonly Moment[] => [
  {},
  { asAt: '2007-01-31' },
  { knownAt: commands[Math.floor(commands.length / 2)]!.recordedAt },
  { knownAt: commands[Math.floor((commands.length * 3) / 4)]!.recordedAt, asAt: '2007-09-30' },
];

/** What a group's leavers took with them may be more than the pool has left. */
const isGroup = ({ holder }: Statement): boolean => (GROUPS as readonly string[]).includes(holder);

function ownFiguresMustAgree(statement: Statement): void {
  const { budgetPence: b, actualPence: a, serviceCostPence: c, adjustmentPence: x, variancePence: v } = statement;
  const { grossPence: g, overspendPence: o, recoveredPence: r, netPence: n, ownPence: e } = statement;
  expect(v).toBe(b - a - c + x);
  expect(g - o).toBe(v);
  expect(n + r).toBe(g);
  expect(e + statement.commissionerSharePence).toBe(n);
  expect(e).toBeGreaterThanOrEqual(0);
  expect(r).toBeGreaterThanOrEqual(0);
  if (statement.basis === 'RULING' || isGroup(statement)) return;
  expect(e).toBeLessThanOrEqual(n);
  if (statement.shareBp !== undefined) expect(e).toBe(shareUp(n, statement.shareBp));
}

function wholeMustAgree(statement: Statement): void {
  const { entitlementPence, ownPence, groupParts, parts, paidPence, outstandingPence, overpaidPence, debtors } =
    statement;
  expect(sum(parts.map(({ pence }) => pence))).toBe(entitlementPence);
  expect(parts.every(({ pence }) => pence > 0)).toBe(true);
  expect(ownPence + sum(groupParts.map(({ pence }) => pence))).toBe(entitlementPence);
  expect(entitlementPence - paidPence).toBe(outstandingPence - overpaidPence);
  expect(Math.min(outstandingPence, overpaidPence)).toBe(0);
  if (statement.debtor !== null && debtors.length <= 1) {
    expect(sum(debtors.map(({ pence }) => pence))).toBe(outstandingPence);
  }
}

property('what a statement says of itself adds up', 10, histories({ years: 3, moves: 50 }), async (history) => {
  const commands = commandsOf(history);
  await playing(commands, async ({ ledger }) => {
    for (const moment of momentsOf(commands)) {
      const all = await statements(ledger, history.world, moment);
      for (const statement of all.values()) {
        ownFiguresMustAgree(statement);
        wholeMustAgree(statement);
      }
      groupsMustBeSplitWhole(history, all);
    }
  });
});

/** Every penny of a group's figure, of what it was paid and released, stands on some practice's statement. */
function groupsMustBeSplitWhole({ world }: History, all: ReadonlyMap<string, Statement>): void {
  for (const year of yearsOf(world)) {
    for (const group of GROUPS) {
      const parts = practicesOf(world).flatMap((practice) =>
        all.get(`${practice} ${year}`)!.groupParts.filter((part) => part.group === group),
      );
      expect(sum(parts.map(({ pence }) => pence))).toBe(all.get(`${group} ${year}`)!.entitlementPence);
    }
  }
}

const paymentsOf = ({ payments }: Account): number => sum([...payments.values()].map(({ pence }) => pence));

property(
  'what was paid to practices and groups stands whole on the practices’ statements',
  10,
  histories({ moves: 50 }),
  async (history) => {
    await playing(commandsOf(history), async ({ ledger }) => {
      for (const holder of GROUPS) {
        for (const year of yearsOf(history.world)) {
          await ledger.recorder.record({
            command: 'RecordPayment',
            with: { holder, year, payment: 'odd', pence: 100_003 },
          });
        }
      }
      const all = await statements(ledger, history.world);
      for (const year of yearsOf(history.world)) {
        const groups = GROUPS.map((group) => all.get(`${group} ${year}`)!);
        if (groups.some(({ paidPence, entitlementPence }) => paidPence !== 0 && entitlementPence === 0)) continue; // perhaps of nobody
        const practices = practicesOf(history.world);
        const own = await Promise.all(practices.map(async (code) => paymentsOf(await accountOf(ledger, code, year))));
        const told = practices.map((code) => all.get(`${code} ${year}`)!.paidPence);
        expect(sum(told)).toBe(sum(own) + sum(groups.map(({ paidPence }) => paidPence)));
      }
    });
  },
);

async function accountOf(ledger: Ledger, practice: string, year: string): Promise<Account> {
  const events = await ledger.store.readStream(streamOf.account(practice, year));
  return folded(account, counting(events.map(recorded)));
}

async function budgeted(ledger: Ledger, { world }: History, year: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const practice of practicesOf(world)) {
    const { budget, entries } = await accountOf(ledger, practice, year);
    if (budget || entries.size > 0) found.push(practice);
  }
  return found;
}

type Totals = {
  readonly entitledPence: number;
  readonly paidPence: number;
  readonly outstandingPence: number;
  readonly byBasis: object;
};

const totalsOf = ({ entitledPence, paidPence, outstandingPence, byBasis }: Totals): Totals => ({
  entitledPence,
  paidPence,
  outstandingPence,
  byBasis,
});

const added = (all: readonly Totals[]): Totals => ({
  entitledPence: sum(all.map(({ entitledPence }) => entitledPence)),
  paidPence: sum(all.map(({ paidPence }) => paidPence)),
  outstandingPence: sum(all.map(({ outstandingPence }) => outstandingPence)),
  byBasis: all.reduce<Record<string, number>>((sums, { byBasis }) => {
    for (const [basis, pence] of Object.entries(byBasis)) sums[basis] = (sums[basis] ?? 0) + (pence as number);
    return sums;
  }, {}),
});

const asTotals = ({ entitlementPence, paidPence, outstandingPence, parts }: Statement): Totals => ({
  entitledPence: entitlementPence,
  paidPence,
  outstandingPence,
  byBasis: Object.fromEntries(parts.map(({ basis, pence }) => [basis, pence])),
});

property(
  'practices add up to their PCTs, these to the SHA and to England',
  8,
  histories({ moves: 45 }),
  async (history) => {
    await playing(commandsOf(history), async ({ ledger }) => {
      const all = await statements(ledger, history.world);
      for (const year of yearsOf(history.world)) {
        const practices = await budgeted(ledger, history, year);
        const of = (debtor: string) =>
          practices
            .map((practice) => all.get(`${practice} ${year}`)!)
            .filter((statement) => statement.debtor === debtor);
        const trusts: Totals[] = [];
        for (const trust of TRUSTS) {
          const owed = await exposure(ledger, trust, year);
          expect(owed.holders.map(({ holder }) => holder)).toEqual(of(trust).map(({ holder }) => holder));
          expect(totalsOf(owed)).toEqual(added(of(trust).map(asTotals)));
          const rolledUp = await rollUp(ledger, trust, year);
          expect({ ...totalsOf(rolledUp), practices: rolledUp.practices }).toEqual({
            ...totalsOf(owed),
            practices: owed.holders.length,
          });
          trusts.push(totalsOf(owed));
        }
        expect(totalsOf(await rollUp(ledger, AUTHORITY, year))).toEqual(added(trusts));
        const everybody = practices.map((practice) => asTotals(all.get(`${practice} ${year}`)!));
        expect(totalsOf(await rollUp(ledger, 'ENGLAND', year))).toEqual(added(everybody));
      }
    });
  },
);

property(
  'a release fund is shared out to the penny, and never beyond itself',
  8,
  histories({ moves: 40 }),
  async (history) => {
    await playing(commandsOf(history), async ({ ledger }) => {
      const last = (await ledger.store.head()).effectiveAt!;
      for (const [index, year] of yearsOf(history.world).entries()) {
        for (const trust of TRUSTS) {
          const before = await exposure(ledger, trust, year);
          const fund = Math.floor((before.entitledPence * (3 + index)) / 7);
          const command = { command: 'SetReleaseFund', with: { commissioner: trust, year, pence: fund } };
          await ledger.recorder.record({ ...command, recordedAt: last });
          const { holders, affordablePence, shortfallPence, outstandingPence, paidPence } = await exposure(
            ledger,
            trust,
            year,
          );
          expect(affordablePence! + shortfallPence!).toBe(outstandingPence);
          expect(affordablePence!).toBe(Math.min(outstandingPence, Math.max(0, fund - paidPence)));
          expect(sum(holders.map((row) => row.affordablePence!))).toBe(affordablePence);
          for (const row of holders) {
            expect(row.affordablePence! + row.shortfallPence!).toBe(row.outstandingPence);
            expect(Math.min(row.affordablePence!, row.shortfallPence!)).toBeGreaterThanOrEqual(0);
          }
        }
      }
    });
  },
);

const BORDERS: ReadonlySet<string> = new Set([
  'ProposeAgreement', 'SignAgreement', 'VaryAgreement', 'SignVariation', 'EndAgreement', 'JoinGroup', 'LeaveGroup',
]); // prettier-ignore
/** What terms or rulings may keep from counting in full. */
const PROTECTABLE: ReadonlySet<unknown> = new Set(['CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET', 'TOP_SLICE_RETURNED']);

const mayNotCount = ({ command, with: given }: Command): boolean =>
  command === 'IssueRuling' ||
  command === 'RecordInError' ||
  (command === 'PostBudgetEntry' && PROTECTABLE.has((given as { reason: string }).reason));

property(
  'no border makes or loses a penny of budget, actuals, costs or adjustments',
  10,
  histories({ moves: 50 }),
  async (history) => {
    const commands = commandsOf(history).filter((command) => !mayNotCount(command));
    await playing(commands, async ({ ledger, accepted }) => {
      const withoutBorders = accepted.filter(({ command }) => !BORDERS.has(command));
      await playing([], async ({ ledger: plain }) => {
        await play(plain, withoutBorders);
        for (const moment of momentsOf(accepted)) {
          const [cut, whole] = [
            await statements(ledger, history.world, moment),
            await statements(plain, history.world, moment),
          ];
          for (const year of yearsOf(history.world)) {
            const totalOf = (all: ReadonlyMap<string, Statement>) =>
              [...all.values()]
                .filter((statement) => statement.year === year)
                .reduce(
                  (total, { budgetPence, actualPence, serviceCostPence, adjustmentPence }) => ({
                    budgetPence: total.budgetPence + budgetPence,
                    actualPence: total.actualPence + actualPence,
                    serviceCostPence: total.serviceCostPence + serviceCostPence,
                    adjustmentPence: total.adjustmentPence + adjustmentPence,
                  }),
                  { budgetPence: 0, actualPence: 0, serviceCostPence: 0, adjustmentPence: 0 },
                );
            expect(totalOf(cut)).toEqual(totalOf(whole));
          }
        }
      });
    });
  },
);
