import { property } from './checking.js';
import { commandsOf, histories } from './history.js';
import { playing } from './playing.js';
import { holdersOf, statements, type Statement } from './statements.js';
import { yearsOf } from './world.js';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

property(
  'an overpayment that is set off moves between years, and nothing is lost',
  6,
  histories({ moves: 40 }),
  async (history) => {
    const { world } = history;
    await playing(commandsOf(history), async ({ ledger }) => {
      const [fromYear, toYear] = yearsOf(world) as [string, string];
      for (const holder of holdersOf(world)) {
        await ledger.recorder.record({
          command: 'RecordPayment',
          with: { holder, year: fromYear, payment: 'too-much', pence: 9_000_000_007 },
        });
        const before = await statements(ledger, world);
        const of = (all: ReadonlyMap<string, Statement>, year: string) => all.get(`${holder} ${year}`)!;
        const pence = Math.ceil(of(before, fromYear).overpaidPence / 3);
        await ledger.recorder.record({
          command: 'SetOffOverpayment',
          with: { setOff: 'S', holder, fromYear, toYear, pence },
        });
        const after = await statements(ledger, world);
        expect(of(after, fromYear).paidPence).toBe(of(before, fromYear).paidPence - pence);
        expect(of(after, toYear).paidPence).toBe(of(before, toYear).paidPence + pence);
        expect(of(after, fromYear).overpaidPence).toBe(of(before, fromYear).overpaidPence - pence);
        const owed = (all: ReadonlyMap<string, Statement>) =>
          [...all.values()].map(({ entitlementPence }) => entitlementPence);
        expect(owed(after)).toEqual(owed(before));
        const own = (all: ReadonlyMap<string, Statement>) =>
          sum(
            holdersOf(world)
              .filter((code) => code === holder)
              .flatMap((code) => yearsOf(world).map((year) => all.get(`${code} ${year}`)!.paidPence)),
          );
        expect(own(after)).toBe(own(before));
      }
    });
  },
);
