import type { Ledger } from '#ledger';
import type { StatementAnswer, StatementsIssued } from '#questions';
import { property } from './checking.js';
import { commandsOf, histories, type History } from './history.js';
import { play, playing } from './playing.js';
import { entitlement, holdersOf } from './statements.js';
import { yearsOf } from './world.js';

const statement = (ledger: Ledger, id: string) =>
  ledger.questions.ask('statement', { statement: id }) as unknown as Promise<StatementAnswer & { asAt: string }>;
const wrongOnes = async (ledger: Ledger) =>
  (await ledger.questions.ask('statementsIssued', { wrong: true })) as unknown as StatementsIssued;

/** Tells every holder the figure of every year. @returns the ids */
async function issueAll(ledger: Ledger, { world }: History, round: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const holder of holdersOf(world)) {
    for (const year of yearsOf(world)) {
      const id = `${holder} ${year} ${round}`;
      const content = { statement: id, holder, year, to: holder, asAt: '2030-01-01' };
      await ledger.recorder.record({ command: 'IssueStatement', with: content, commandId: id.replaceAll(' ', ':') });
      ids.push(id);
    }
  }
  return ids;
}

async function tellDifferences(ledger: Ledger, round: number): Promise<void> {
  const { rows } = await wrongOnes(ledger);
  for (const { statement: id } of rows) {
    await ledger.recorder.record({ command: 'IssueDifference', with: { statement: id, difference: `D${round}` } });
  }
}

// Edge case 30: whatever is recorded later; when a rule changes, see libs/questions/src/answers/issued-statements.spec.ts.
property(
  'every statement issued is reproduced for ever, and with its differences comes to the figure now',
  4,
  histories({ practices: 3, moves: 35 }),
  async (history) => {
    const commands = commandsOf(history);
    await playing([], async ({ ledger }) => {
      const ids: string[] = [];
      const founded = commands.filter(({ recordedAt }) => recordedAt === commands[0]!.recordedAt).length;
      await play(ledger, commands.slice(0, founded));
      const size = Math.ceil((commands.length - founded) / 3);
      for (let from = founded, round = 1; from < commands.length; from += size, round += 1) {
        await play(ledger, commands.slice(from, from + size));
        await tellDifferences(ledger, round);
        expect((await wrongOnes(ledger)).wrongStatements).toBe(0);
        ids.push(...(await issueAll(ledger, history, round)));
      }
      for (const id of ids) {
        const answer = await statement(ledger, id);
        const { holder, year, asAt, reproduced, issuedPence, nowPence, wrongByPence } = answer;
        const told = answer.rows.reduce((sum, { differencePence }) => sum + (differencePence ?? 0), issuedPence);
        const { entitlementPence } = await entitlement(ledger, holder, year, { asAt });
        expect({ id, reproduced, told, nowPence, wrongByPence }).toEqual({
          ...{ id, reproduced: true, wrongByPence: 0 },
          ...{ told: entitlementPence, nowPence: entitlementPence },
        });
      }
    });
  },
);
