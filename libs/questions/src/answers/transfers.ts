import { streamOf, toldTransfers, transfer, type Transfers } from '#domain';
import type { QuestionInput } from '#contract';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { paged, type InPages } from '../paging.js';
import { mustBeCommissioner, mustBePractice } from '../subject.js';
import { practicesEver } from './practices-ever.js';

const TRANSFERS = streamOf.transfer('');

/** Which activity was moved between which practices (rule 88). */
export async function transfers(
  asking: Asking,
  asked: QuestionInput<'transfers'>,
): Promise<InPages<Transfers> & Omit<AnsweredFrom, 'asAt'>> {
  const { practice, commissioner, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(practice ?? commissioner!);
  const facts = new KnownFacts(gathering, moment.position);
  if (practice === undefined) mustBeCommissioner(facts, commissioner!);
  else mustBePractice(facts, practice);
  const codes = practice === undefined ? await practicesEver(gathering, facts, commissioner!, moment) : [practice];
  const streams = new Set<string>();
  for (const code of codes) {
    for (const stream of await gathering.lookUp(keyOf.about(code))) {
      if (stream.startsWith(TRANSFERS)) streams.add(stream);
    }
  }
  await gathering.load([...streams]);
  const all = [...streams].flatMap((stream) => facts.stateOf(transfer, stream).made ?? []);
  const made = all.filter((each) => year === undefined || each.year === year);
  await gathering.load(
    made.flatMap((each) => [each.practice, each.to].map((code) => streamOf.account(code, each.year))),
  );
  const of = { practice: practice ?? null, commissioner: commissioner ?? null };
  const told = toldTransfers(of, made, new Set(codes), facts);
  return { ...told, ...paged(told.rows, asked), ...asking.from(moment) };
}
