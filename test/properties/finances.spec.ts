import fc from 'fast-check';
import { property } from './checking.js';
import { commandsOf, histories, type Command } from './history.js';
import { financeMoves } from './moves.js';
import { playing } from './playing.js';
import { statements, type Statement } from './statements.js';

const FINANCES: ReadonlySet<string> = new Set([
  'SetResourceLimit', 'AdjustResourceLimit', 'ReportForecast', 'ApplyTopSlice', 'ReturnTopSlice', 'AdoptRecoveryPlan', 'SetReleaseFund',
]); // prettier-ignore

const isOfFinances = ({ command, with: given }: Command): boolean =>
  FINANCES.has(command) || (/^(SuspendRelease|LiftSuspension)$/.test(command) && 'commissioner' in (given as object));

/** What of a statement the finances of a PCT must leave alone: all but the status of its release. */
const untouched = ({ releaseStatus: _release, position: _position, knownAt: _knownAt, ...rest }: Statement) => rest;

const withFinances = fc
  .record({ history: histories({ moves: 35 }), finances: financeMoves })
  .map(({ history, finances }) => ({ ...history, moves: [...history.moves, ...finances] }));

property('the finances of a PCT never enter a figure', 10, withFinances, async (history) => {
  await playing(commandsOf(history), async ({ ledger, accepted }) => {
    const rest = accepted.filter((command) => !isOfFinances(command));
    await playing(rest, async ({ ledger: calm }) => {
      const { effectiveAt } = await ledger.store.head();
      const halfway = accepted[Math.floor(accepted.length / 2)]!.recordedAt;
      for (const knownAt of [effectiveAt!, halfway]) {
        const [troubled, untroubled] = [
          await statements(ledger, history.world, { knownAt }),
          await statements(calm, history.world, { knownAt }),
        ];
        for (const [key, statement] of troubled) expect(untouched(statement)).toEqual(untouched(untroubled.get(key)!));
      }
    });
  });
});
