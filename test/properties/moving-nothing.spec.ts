import type { CommandName } from '#contract';
import { property } from './checking.js';
import { commandsOf, histories } from './history.js';
import { play, playing } from './playing.js';
import { figuresOf } from './statements.js';

/** What is decided, said and done, and what is told of it, is on record beside the figures, and moves none. */
const BESIDE_THE_FIGURES: readonly CommandName[] = [
  'SubmitPlan', 'SubmitBusinessCase', 'DecideBusinessCase', 'DeclareInterest', 'WithdrawMember', 'SetDelegatedLimit',
  'WaiveAssurance', 'EnterArrangement', 'AssignService', 'SetAccountability', 'StartService', 'StopService',
  'RecordDecision', 'ClassifyDocument', 'RecordBudgetBasis', 'IssueBudgetLetter', 'SetDataCalendar',
  'RaiseDataChallenge', 'AnswerDataChallenge', 'AttributeVariance', 'ApproveUse', 'RecordUse', 'CarryForward',
  'PayIncentive', 'CloseYear', 'ReopenYear', 'IssueStatement', 'IssueDifference', 'EscalateDispute',
  'RequestExtension', 'GrantExtension', 'StatePosition', 'MakeOffer', 'ComplyWithRuling', 'PassDisputeDeadline',
]; // prettier-ignore
/** Taken away with them: it rests on an offer. */
const RESTING = 'AcceptOffer';

property('what stands beside the figures moves none of them', 4, histories({ moves: 50 }), async (history) => {
  const commands = commandsOf(history).filter(({ command }) => command !== RESTING);
  const without = commands.filter(({ command }) => !BESIDE_THE_FIGURES.includes(command as CommandName));
  const moments = [commands.at(-1)!, commands[Math.floor((commands.length * 3) / 4)]!];
  await playing(commands, async ({ ledger }) => {
    await playing([], async ({ ledger: bare }) => {
      await play(bare, without);
      for (const { recordedAt: knownAt } of moments) {
        expect(await figuresOf(bare, history.world, { knownAt })).toEqual(
          await figuresOf(ledger, history.world, { knownAt }),
        );
      }
    });
  });
});
