import type { RollForward } from '#domain';
import type { Ledger } from '#ledger';
import { property } from './checking.js';
import { commandsOf, histories } from './history.js';
import { playing } from './playing.js';
import { entitlement, holdersOf, rollUp } from './statements.js';
import { AUTHORITY, TRUSTS, yearsOf } from './world.js';

const rollForward = (ledger: Ledger, fields: object) =>
  ledger.questions.ask('rollForward', fields) as unknown as Promise<RollForward>;

type Line = Omit<RollForward['rows'][number], 'basis'>;

function mustAddUp({
  openingPence,
  earnedPence,
  restatedPence,
  transferredPence,
  paidPence,
  closingPence,
}: Line): void {
  expect(openingPence + earnedPence + restatedPence + transferredPence - paidPence).toBe(closingPence);
}

property(
  'a year rolled forward adds up, and agrees with the statements of both dates',
  6,
  histories({ moves: 45 }),
  async (history) => {
    const commands = commandsOf(history);
    await playing(commands, async ({ ledger }) => {
      const from = commands[Math.floor(commands.length / 2)]!.recordedAt;
      const to = commands.at(-1)!.recordedAt;
      for (const year of yearsOf(history.world)) {
        for (const of of [...TRUSTS, AUTHORITY, 'ENGLAND']) {
          const rolled = await rollForward(ledger, { of, year, from, to });
          [rolled, ...rolled.rows].forEach(mustAddUp);
          const [opening, closing] = [
            await rollUp(ledger, of, year, { knownAt: from }),
            await rollUp(ledger, of, year, { knownAt: to }),
          ];
          expect([rolled.openingPence, rolled.closingPence]).toEqual([
            opening.outstandingPence,
            closing.outstandingPence,
          ]);
          expect([rolled.openingEntitledPence, rolled.closingEntitledPence]).toEqual([
            opening.entitledPence,
            closing.entitledPence,
          ]);
          expect(rolled.closingPractices).toBe(closing.practices);
        }
        for (const holder of holdersOf(history.world)) {
          const rolled = await rollForward(ledger, { holder, year, from, to });
          [rolled, ...rolled.rows].forEach(mustAddUp);
          expect(rolled.closingPence).toBe((await entitlement(ledger, holder, year, { knownAt: to })).outstandingPence);
        }
      }
    });
  },
);
