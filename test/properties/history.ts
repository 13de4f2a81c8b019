import fc from 'fast-check';
import { dateOf } from '#kernel';
import type { Order } from '#recording';
import { moves, type Move } from './moves.js';
import { disputesOf, entriesOf, tellers, type Telling } from './telling.js';
import { founding, week, worlds, type Timed, type World } from './world.js';

/** A command of a random history: with an id, and when the ledger learns of it. */
export type Command = Order & { readonly commandId: string; readonly recordedAt: string };

/** A random history: commands in the order of time, of which some will be refused. */
export type History = { readonly world: World; readonly moves: readonly Move[] };

export type Extent = {
  readonly practices?: number;
  readonly years?: number;
  readonly moves?: number;
  /** Of the commands of the core alone. */
  readonly isCore?: boolean;
};

export const histories = ({ practices = 4, years = 2, moves: most = 40, isCore }: Extent = {}): fc.Arbitrary<History> =>
  fc.record({ world: worlds({ practices, years }), moves: moves(most, isCore) }).map(toldAsScenario);

/** A counterexample is printed as the steps of a scenario, to be run as it is. */
const toldAsScenario = (history: History): History =>
  Object.defineProperty(history, fc.toStringMethod, { value: () => scenarioOf(commandsOf(history)), enumerable: true });

export const scenarioOf = (commands: readonly Command[]): string =>
  [
    'steps:',
    ...commands.flatMap(({ recordedAt, command, with: given, commandId, label }) => [
      `  - at: ${recordedAt}`,
      `    do: ${command}`,
      `    with: ${JSON.stringify(given)}`,
      `    id: ${commandId}`,
      `    label: ${label}`,
    ]),
  ].join('\n');

type Placed = Timed & { readonly key: string; readonly error?: Extract<Move, { kind: 'error' }> };

const instantOf = ({ day, late }: Timed): string => `${dateOf(day)}T${late ? '23:30' : '09:00'}:00.000Z`;

function placed({ world, moves: made }: History): readonly Placed[] {
  const telling: Telling = { world, entries: entriesOf(world, made), disputes: disputesOf(world, made) };
  const told = made.flatMap((move, index): readonly Placed[] => {
    if (move.kind === 'error') {
      return [
        { day: week(move.weeks), late: move.late, command: 'RecordInError', with: {}, key: `m${index}`, error: move },
      ];
    }
    const tell = tellers[move.kind] as (telling: Telling, move: Move, index: number) => readonly Timed[];
    return tell(telling, move, index).map((timed, step) => ({ ...timed, late: move.late, key: `m${index}.${step}` }));
  });
  const founded = founding(world).map((timed, index) => ({ ...timed, key: `f${index}` }));
  const all = [...founded, ...told];
  return all
    .map((each, order) => ({ each, order, at: instantOf(each) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order))
    .map(({ each }) => each);
}

/** What is never corrected: without the bodies themselves there is nothing to ask about. */
const FOUNDING: ReadonlySet<string> = new Set(['RegisterOrganisation', 'AssignCommissioner', 'CreateGroup']);

/** The command that a correction speaks of: one of those before it. */
function corrected(before: readonly Command[], { which, ofCorrection }: Extract<Move, { kind: 'error' }>): string {
  const eligible = before.filter(({ command }) =>
    ofCorrection ? command === 'RecordInError' : !FOUNDING.has(command),
  );
  return eligible[eligible.length - 1 - (which % Math.max(1, eligible.length))]?.commandId ?? 'nothing';
}

/** The commands of a history in the order of time. The same history gives the same commands. */
export function commandsOf(history: History): readonly Command[] {
  const commands: Command[] = [];
  for (const timed of placed(history)) {
    const { command, key, error } = timed;
    const given = error ? { command: corrected(commands, error), because: 'A mistake' } : timed.with;
    commands.push({ command, with: given, commandId: key, label: `label-${key}`, recordedAt: instantOf(timed) });
  }
  return commands;
}
