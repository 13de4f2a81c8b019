import type { QuestionInput } from '#contract';
import { responsibilitiesAnswer, streamOf, type ResponsibilitiesAnswer } from '#domain';
import { dayOf } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeCommissioner } from '../subject.js';

type Answered = ResponsibilitiesAnswer & Omit<AnsweredFrom, 'asAt'>;

export async function responsibilities(asking: Asking, asked: QuestionInput<'responsibilities'>): Promise<Answered> {
  const { commissioner, on } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(commissioner);
  const facts = new KnownFacts(gathering, moment.position);
  mustBeCommissioner(facts, commissioner);
  const stream = streamOf.responsibilities(commissioner);
  await gathering.load([stream]);
  for (const { fact } of gathering.histories.get(stream)!.events) {
    if (fact.type === 'ServiceAssigned') await gathering.succession((fact.data as { to: string }).to);
  }
  const day = on === undefined ? moment.day : dayOf(on);
  return { ...responsibilitiesAnswer(facts, commissioner, day), ...asking.from(moment) };
}
