import { setImmediate as turn } from 'node:timers/promises';
import { ENGLAND, Statements, emptyRollUp, withPractice, type Derivation, type RollUp } from '#domain';
import type { QuestionInput } from '#contract';
import type { Year } from '#kernel';
import { asAtOf, explained, type AnsweredFrom, type Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { batches } from '../roll-up-batches.js';
import { mustBeOrganisation } from '../subject.js';

/** Rule 21. Commissioner by commissioner, so that others get their turn and no more than a commissioner's streams are held. */
export async function rollUp(asking: Asking, asked: QuestionInput<'rollUp'>): Promise<RollUp & AnsweredFrom> {
  const { of, year } = asked;
  const moment = await asking.momentOf(asked);
  const asAt = asAtOf(asked, moment);
  if (of !== ENGLAND) {
    const body = new Gathering(asking.reader);
    await body.body(of);
    mustBeOrganisation(new KnownFacts(body, moment.position), of);
  }
  let answer = emptyRollUp(of, year);
  const derivation: Derivation[] = [];
  for (const practices of await batches(new Gathering(asking.reader), of)) {
    const statements = await statementsOf(asking, practices, year, moment);
    for (const practice of practices) {
      await turn(); // a country takes seconds: others must get a word in
      const before = answer;
      answer = withPractice(answer, statements, practice, asAt);
      if (answer === before) continue;
      derivation.push({ figure: `entitlement of ${practice}`, pence: answer.entitledPence - before.entitledPence });
    }
  }
  return {
    ...answer,
    ...asking.from(moment, asAt),
    ...explained(asked.explain && explainRollUp(answer, derivation)),
  };
}

/** Statements of some practices, with all that is above their debtors. */
async function statementsOf(
  asking: Asking,
  practices: readonly string[],
  year: Year,
  moment: Moment,
): Promise<Statements> {
  const gathering = new Gathering(asking.reader);
  for (const practice of practices) await gathering.statement(practice, year);
  await gathering.superiors();
  return new Statements(new KnownFacts(gathering, moment.position), moment.day);
}

const explainRollUp = ({ entitledPence }: RollUp, from: readonly Derivation[]): readonly Derivation[] => [
  { figure: 'entitledPence', pence: entitledPence, rule: 'Rule 21: exposure and roll-up', from },
];
