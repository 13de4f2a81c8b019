import {
  challenge,
  streamOf,
  toldChallenge,
  toldChallenges,
  transfer,
  type Challenge,
  type Challenges,
  type MadeTransfer,
  type ToldChallenge,
} from '#domain';
import type { QuestionInput } from '#contract';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { paged, type InPages } from '../paging.js';
import { mustBeCommissioner, mustBePractice } from '../subject.js';
import { practicesEver } from './practices-ever.js';

const CHALLENGES = streamOf.challenge('');

/** Which data was challenged, how it was answered, and whether it was put right (rule 54). */
export async function challenges(
  asking: Asking,
  asked: QuestionInput<'challenges'>,
): Promise<InPages<Challenges> & Omit<AnsweredFrom, 'asAt'>> {
  const { practice, commissioner, year, open } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(practice ?? commissioner!);
  const facts = new KnownFacts(gathering, moment.position);
  if (practice === undefined) mustBeCommissioner(facts, commissioner!);
  else mustBePractice(facts, practice);
  const practices = practice === undefined ? await practicesEver(gathering, facts, commissioner!, moment) : [practice];
  const rows: ToldChallenge[] = [];
  for (const code of practices) {
    const streams = (await gathering.lookUp(keyOf.about(code))).filter((stream) => stream.startsWith(CHALLENGES));
    await gathering.load(streams);
    for (const state of streams.map((stream) => facts.stateOf(challenge, stream))) {
      if (!isAskedFor(state, year, open)) continue;
      const account = streamOf.account(code, state.raised!.year);
      await gathering.load([account]);
      rows.push(toldChallenge(state, facts.eventsOf(account), transfersOf(gathering, facts, account), moment.day));
    }
  }
  const of = { practice: practice ?? null, commissioner: commissioner ?? null };
  return { ...toldChallenges(of, rows), ...paged(rows, asked), ...asking.from(moment) };
}

/** Those that count in an account which was read. */
const transfersOf = ({ found }: Gathering, facts: KnownFacts, account: string): readonly MadeTransfer[] =>
  (found.get(keyOf.transfersOf(account)) ?? []).flatMap((stream) => facts.stateOf(transfer, stream).made ?? []);

const isAskedFor = ({ raised, answer }: Challenge, year: string | undefined, open: boolean | undefined): boolean =>
  raised !== undefined &&
  (year === undefined || raised.year === year) &&
  (open === undefined || open === (answer === undefined));
