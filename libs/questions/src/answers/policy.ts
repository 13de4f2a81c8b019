import type { QuestionInput } from '#contract';
import { NATIONAL_POLICY_VERSION, policiesOf, tellPolicies, type PolicyAnswer } from '#domain';
import { dateOf, dayOf } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeCommissioner } from '../subject.js';

/** Rule 26: what holds for a commissioner, or for the whole country, on a day. */
export async function policy(
  asking: Asking,
  asked: QuestionInput<'policy'>,
): Promise<PolicyAnswer & Omit<AnsweredFrom, 'asAt'>> {
  const { body } = asked;
  const moment = await asking.momentOf(asked);
  const day = asked.on === undefined ? moment.day : dayOf(asked.on);
  const gathering = new Gathering(asking.reader);
  await gathering.policies(body === undefined ? [] : [body]);
  const facts = new KnownFacts(gathering, moment.position);
  if (body !== undefined) {
    await gathering.body(body);
    mustBeCommissioner(facts, body);
  }
  return {
    body: body ?? null,
    on: dateOf(day),
    editionsVersion: NATIONAL_POLICY_VERSION,
    rows: tellPolicies(policiesOf(facts, body), day),
    ...asking.from(moment),
  };
}
