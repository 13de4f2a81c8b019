import { isDeepStrictEqual } from 'node:util';
import { Rejected } from '#domain';
import type { EventStore } from '#event-store';
import type { Ledger } from '#ledger';
import { StreamReader } from '#questions';
import { Recorder } from '#recording';
import {
  aGroup,
  aLedger,
  aPolicy,
  aTrust,
  afterTheYear,
  agreed,
  budget,
  orderOf,
  organisation,
  step,
  told,
  used,
  type Step,
} from '#testing';
import { englishCalendar } from '#working-days';

const YEAR_END = '2008-06-30T09:00:00.000Z';
const at = (learned: string, given: Step): Step => ({ ...given, at: learned });
const confirmed = (changes: object = {}): Step =>
  step('ConfirmEntitlement', { holder: 'A99001', acceptEstimates: undefined, ...changes });
const issued = (): Step =>
  step('IssueStatement', { holder: 'A99001', year: '2007-08', asAt: undefined, knownAt: undefined });

const BUDGETED = [...aTrust('A99001', 'A99002'), budget(), budget({ practice: 'A99002' }), ...agreed()];
const USED = afterTheYear(used(900), used(900, { practice: 'A99002' }));
const GROUPED = [...BUDGETED, ...aGroup(['A99002']), ...USED];

/**
 * Of each: a story, what is decided on it, what somebody else records meanwhile, and why the second matters to the first.
 */
const MEETINGS: readonly (readonly [why: string, story: readonly Step[], decided: Step, other: Step])[] = [
  [
    'a figure and its actuals',
    [...BUDGETED, ...USED],
    at(YEAR_END, confirmed()),
    at(YEAR_END, step('RestateActuals', { rows: [{ month: 1, line: 'EL', deltaPence: 50 }] })),
  ],
  [
    "a group's figure and a practice that joins it",
    GROUPED,
    at(YEAR_END, confirmed({ holder: 'GRP1' })),
    at(YEAR_END, step('JoinGroup', { practice: 'A99001', from: '2007-04-01' })),
  ],
  [
    'a figure and the first policy of all',
    [...aTrust('A99001'), budget(), ...USED.slice(0, 1)],
    at(YEAR_END, confirmed()),
    at(YEAR_END, aPolicy('POL1', { minimumShareBp: 9_000 })),
  ],
  [
    'a statement and its actuals',
    [...BUDGETED, ...USED],
    at(YEAR_END, issued()),
    at(YEAR_END, step('RestateActuals', { rows: [{ month: 1, line: 'EL', deltaPence: 50 }] })),
  ],
  [
    'a statement and the first overspend that it recovers',
    [...BUDGETED, ...USED],
    at(YEAR_END, issued()),
    at(YEAR_END, step('RecordOverspend', { pence: 10 })),
  ],
  [
    'a statement and the first dispute about it',
    [...BUDGETED, ...USED],
    at(YEAR_END, issued()),
    at(YEAR_END, step('OpenDispute')),
  ],
  [
    "a year's books and a practice that was the commissioner's",
    [
      ...BUDGETED,
      organisation('A99003', 'PRACTICE'),
      budget({ practice: 'A99003' }),
      ...afterTheYear(used(900), used(900, { practice: 'A99002' }), used(900, { practice: 'A99003' })),
    ],
    at(YEAR_END, step('CloseYear')),
    at(YEAR_END, step('AssignPractice', { practice: 'A99003', commissioner: '5X1', from: '2007-04-01' })),
  ],
];

/** What comes after the story: the events, each with its command; and whether the decided command was refused, and why. */
type Come = { readonly events: readonly { readonly command: string }[]; readonly refused: readonly string[] };

test.each(MEETINGS)(
  '%s: whenever the one comes, the log is what one after the other makes',
  async (_, story, ...two) => {
    const [decided, other] = two.map((each, index): Step => ({ ...each, id: `command-${index}` })) as [Step, Step];
    const inTurn = [await inOrder(story, [decided, other]), await inOrder(story, [other, decided])];
    expect(ofCommand(decided, inTurn[0]!)).not.toEqual(ofCommand(decided, inTurn[1]!));
    for (let call = 1; ; call += 1) {
      const { come, isThrough } = await meeting(story, decided, other, call);
      if (isThrough) return expect(call).toBeGreaterThan(5);
      if (!inTurn.some((each) => isDeepStrictEqual(each, come))) expect({ call, ...come }).toEqual(inTurn);
    }
  },
);

const ofCommand = ({ command }: Step, { events, refused }: Come): readonly unknown[] => [
  ...events.filter((event) => event.command === command),
  ...refused.filter((told) => told.startsWith(command)),
];

async function inOrder(story: readonly Step[], steps: readonly Step[]): Promise<Come> {
  const ledger = await aLedger();
  try {
    await told(ledger, story);
    const { count } = await ledger.store.head();
    const refused: string[] = [];
    for (const each of steps) refused.push(...(await sent(ledger.recorder, each)));
    return { events: await after(ledger, count), refused };
  } finally {
    await ledger.close();
  }
}

/** The other command is recorded right after the answer to the decision's so manieth call of the store. */
async function meeting(story: readonly Step[], decided: Step, other: Step, call: number) {
  const ledger = await aLedger();
  try {
    await told(ledger, story);
    const { count } = await ledger.store.head();
    const refused: string[] = [];
    let calls = 0;
    const interposed = answering(ledger.store, async () => {
      calls += 1;
      if (calls === call) refused.push(...(await sent(ledger.recorder, other)));
    });
    const recorder = new Recorder(new StreamReader(interposed), ledger.keyring, () => YEAR_END, englishCalendar);
    refused.push(...(await sent(recorder, decided)));
    const come: Come = { events: await after(ledger, count), refused };
    return { come, isThrough: calls < call };
  } finally {
    await ledger.close();
  }
}

/** @returns the code of its refusal, if it is refused */
async function sent(recorder: Recorder, each: Step): Promise<readonly string[]> {
  try {
    await recorder.record(orderOf(each, YEAR_END));
    return [];
  } catch (error) {
    if (error instanceof Rejected) return [`${each.command} ${error.code}`];
    throw error;
  }
}

const after = async (ledger: Ledger, count: number): Promise<Come['events']> =>
  (await ledger.store.readAll({ after: BigInt(count), limit: 100 })).map(({ stream, type, data, metadata }) => ({
    ...{ command: metadata.command, stream, type, data },
  }));

/** The same store; something else happens before each answer but that to an append reaches whoever asked. */
const answering = (store: EventStore, meanwhile: () => Promise<void>): EventStore =>
  new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: readonly unknown[]) => {
        const answer: unknown = await Reflect.apply(method, target, given);
        if (name !== 'append') await meanwhile();
        return answer;
      };
    },
  });
