import fc from 'fast-check';
import type { Order } from '#recording';
import { everyQuestionOf } from '../../properties/askings.js';
import { commandsOf, histories } from '../../properties/history.js';
import { GROUPS, LINES, practiceCode, TRUSTS, yearAt, yearsOf, type World } from '../../properties/world.js';
import type { Chance } from '../../reference/chance.js';

/** A command as a client sends it. */
export type Sent = {
  readonly order: Order & { readonly commandId: string };
  /** The world's clock shows so much by then. */
  readonly at: string;
  /** Nobody else uses its id. */
  readonly isAlone: boolean;
};

/** A question about what the commands are about. */
export type Asked = { readonly question: string; readonly fields: object };

export type Traffic = { readonly sent: readonly Sent[]; readonly questions: readonly Asked[] };

/** When the figures of 2006-07 can be confirmed. */
const AFTER_THE_YEAR = '2007-10-01T09:00:00.000Z';
/** Of each kind of what meets below. */
const MEETINGS = 3;
const EXTENT = { practices: 3, years: 1, moves: 14 };

/**
 * A random history of the properties, of which some will be refused; and beside it what clients do wrong: the same
 * command from two places, another under the same id, the same under another id.
 */
export function trafficOf(seed: number, chance: Chance): Traffic {
  const [history] = fc.sample(histories(EXTENT), { seed, numRuns: 1 });
  const commands = commandsOf(history!);
  const sent = commands.flatMap(({ recordedAt: at, ...order }, index): readonly Sent[] => {
    const other = commands[(index + 1) % commands.length]!;
    const again = { ...order, commandId: `${order.commandId}-again` };
    const shared = (given: Sent['order']): Sent => ({ order: given, at, isAlone: false });
    const alone = (given: Sent['order']): Sent => ({ order: given, at, isAlone: true });
    if (chance.likely(0.1)) return [shared(order), shared(order)];
    if (chance.likely(0.05)) return [shared(order), shared({ ...order, command: other.command, with: other.with })];
    if (chance.likely(0.05)) return [alone(order), alone(again)];
    return [alone(order)];
  });
  const { world } = history!;
  const contended = contendedIn(world, chance).map((order): Sent => ({ order, at: AFTER_THE_YEAR, isAlone: true }));
  const holders = [...world.practices.map((_, index) => practiceCode(index)), ...GROUPS];
  const questions = yearsOf(world).flatMap((year) => [
    ...holders.map((holder) => ({ question: 'entitlement', fields: { holder, year } })),
    ...TRUSTS.map((commissioner) => ({ question: 'exposure', fields: { commissioner, year } })),
  ]);
  const others = everyQuestionOf(commands).map(({ ask, with: fields }) => ({ question: ask, fields }));
  return { sent: [...sent, ...contended], questions: [...questions, ...others] };
}

/**
 * What is decided on other streams than its own, while these move: figures of a group and of a practice are confirmed
 * while actuals are restated and agreements signed, and funds released while release is suspended.
 */
function contendedIn(world: World, chance: Chance): readonly Sent['order'][] {
  const year = yearAt(0);
  const [practices, [group], [commissioner]] = [world.practices.map((_, index) => practiceCode(index)), GROUPS, TRUSTS];
  const [practice] = practices as [string];
  const [span, terms] = [
    { from: '2006-04-01', to: '2007-03-31' },
    { edition: 'DH-2006-PRACTICAL', shareBp: 7000 },
  ];
  const agreement = 'AG-CONTENDED';
  const before: readonly Given[] = [
    ...practices.map((member): Given => ['JoinGroup', { practice: member, group, from: span.from }]),
    ['ProposeAgreement', { agreement, commissioner, holder: practice, ...span, terms }],
    ['SignAgreement', { agreement, organisation: practice }],
  ];
  const meeting: readonly Given[] = Array.from({ length: MEETINGS }, (_, index): readonly Given[] => [
    ['ConfirmEntitlement', { holder: group, year, acceptEstimates: LINES }],
    ['ConfirmEntitlement', { holder: practice, year, acceptEstimates: LINES }],
    ['RestateActuals', restated(chance.of(practices), year, index, chance)],
    ['RestateActuals', restated(practices.at(-1)!, year, MEETINGS + index, chance)],
    ['SuspendRelease', { commissioner, year, because: 'Recovery plan' }],
    ['LiftSuspension', { commissioner, year, because: 'Recovered' }],
    ['ReleaseFunds', { holder: practice, year, release: `RL-CONTENDED-${index}`, pence: chance.whole(1, 100) }],
  ]).flat();
  const shuffled = [...meeting, ['SignAgreement', { agreement, organisation: commissioner }] as Given]
    .map((given) => ({ given, rank: chance.next() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ given }) => given);
  return [...before, ...shuffled].map(([command, fields], index) => ({
    command,
    with: fields,
    commandId: `met-${index}`,
  }));
}

type Given = readonly [command: string, fields: object];

const restated = (practice: string, year: string, index: number, chance: Chance): object => ({
  practice,
  year,
  restatement: `R-CONTENDED-${index}`,
  cause: 'CODING',
  rows: [{ month: chance.whole(1, 12), line: chance.of(LINES), deltaPence: chance.whole(-50_000, 50_000) }],
});
