import fc from 'fast-check';
import { property } from './checking.js';
import { commandsOf, histories, type Command } from './history.js';
import { play, playing } from './playing.js';
import { exposure, statements, type Statement } from './statements.js';
import { TRUSTS, yearsOf } from './world.js';

/** Everything learned in a quarter arrives on its last Monday, so that much arrives at once. */
const WEEKS = 13;
const WEEK_MS = 7 * 86_400_000;

function atQuarterEnds(commands: readonly Command[]): readonly Command[] {
  const first = Date.parse(commands[0]!.recordedAt);
  return commands.map((command) => {
    const quarter = Math.ceil((Date.parse(command.recordedAt) - first) / (WEEKS * WEEK_MS));
    return { ...command, recordedAt: new Date(first + quarter * WEEKS * WEEK_MS).toISOString() };
  });
}

/** What a command is about: facts about different things may arrive in either order. */
function subjectOf({ command, with: given }: Command, subjects: ReadonlyMap<string, string>): string {
  const fields = given as Record<string, string | undefined>;
  const named = fields['dispute'] ?? fields['agreement'];
  if (command !== 'OpenDispute' && command !== 'ProposeAgreement' && named !== undefined) {
    return subjects.get(named) ?? named;
  }
  if (command === 'RecordInError') return subjects.get(fields['command']!) ?? 'nothing';
  return fields['holder'] ?? fields['practice'] ?? fields['commissioner'] ?? fields['code'] ?? 'nothing';
}

function subjectsOf(commands: readonly Command[]): readonly string[] {
  const subjects = new Map<string, string>();
  return commands.map((command) => {
    const subject = subjectOf(command, subjects);
    const { dispute, agreement } = command.with as Record<string, string | undefined>;
    for (const id of [dispute, agreement, command.commandId]) if (id !== undefined) subjects.set(id, subject);
    return subject;
  });
}

/** The same commands, those of each instant sorted by subject: each subject keeps its own order. */
function rearranged(commands: readonly Command[], rank: (subject: string) => number): readonly Command[] {
  const founding = commands[0]!.recordedAt;
  const subjects = subjectsOf(commands);
  return commands
    .map((command, index) => ({ command, index, rank: command.recordedAt === founding ? 0 : rank(subjects[index]!) }))
    .sort((a, b) => order(a.command.recordedAt, b.command.recordedAt) || a.rank - b.rank || a.index - b.index)
    .map(({ command }) => command);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A number for a subject, another one for another salt. */
const ranking = (salt: number) => (subject: string) =>
  [...subject].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0) * (salt + 1)) % 1_000_003, salt);

/** What was confirmed is the figure of its moment, and what else had arrived by then is another matter. */
const lasting = ({ confirmedPence: _confirmed, position: _position, ...rest }: Statement) => rest;

const shuffled = fc.record({ history: histories({ moves: 45 }), salt: fc.nat(1000) });

property('the order in which unrelated facts arrive does not matter', 6, shuffled, async ({ history, salt }) => {
  const commands = atQuarterEnds(commandsOf(history));
  await playing(commands, async ({ ledger, accepted }) => {
    const other = rearranged(accepted, ranking(salt));
    await playing([], async ({ ledger: shuffledLedger }) => {
      const { refused } = await play(shuffledLedger, other);
      if (refused.length > 0) return; // they were not unrelated
      const times = [...new Set(accepted.map(({ recordedAt }) => recordedAt))];
      for (const knownAt of [times[Math.floor(times.length / 2)]!, times.at(-1)!]) {
        const [one, two] = [
          await statements(ledger, history.world, { knownAt }),
          await statements(shuffledLedger, history.world, { knownAt }),
        ];
        for (const [key, statement] of one) expect(lasting(two.get(key)!)).toEqual(lasting(statement));
        for (const trust of TRUSTS) {
          for (const year of yearsOf(history.world)) {
            const of = { ...(await exposure(ledger, trust, year, { knownAt })), position: 0 };
            expect({ ...(await exposure(shuffledLedger, trust, year, { knownAt })), position: 0 }).toEqual(of);
          }
        }
      }
    });
  });
});
