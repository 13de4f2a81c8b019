import { Statements, explainExposure, exposure as exposureOf, type Exposure } from '#domain';
import type { QuestionInput } from '#contract';
import { asAtOf, explained, type AnsweredFrom, type Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeCommissioner } from '../subject.js';

/** Rule 21: what a commissioner may owe its practices. */
export async function exposure(asking: Asking, asked: QuestionInput<'exposure'>): Promise<Exposure & AnsweredFrom> {
  const { commissioner } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(commissioner);
  await gathering.succession(commissioner, asked.year);
  mustBeCommissioner(new KnownFacts(gathering, moment.position), commissioner);
  const practices = await gathering.practicesOf(commissioner);
  for (const practice of practices) await gathering.statement(practice, asked.year);
  const asAt = asAtOf(asked, moment);
  const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
  const answer = exposureOf(statements, commissioner, practices, asked.year, asAt);
  return {
    ...answer,
    ...asking.from(moment, asAt),
    ...explained(asked.explain && explainExposure(statements, answer)),
  };
}
