import { Statements, explainStatement, type WhatIf } from '#domain';
import type { QuestionInput } from '#contract';
import { asAtOf, explained, type AnsweredFrom, type Asking } from '../asking.js';
import { KnownFacts, type Supposing } from '../known-facts.js';
import { omittedCommands } from '../omission.js';
import { mustBeHolder } from '../subject.js';

/** Rule 25: what an entitlement would be if something had been otherwise. */
export async function whatIf(asking: Asking, asked: QuestionInput<'whatIf'>): Promise<WhatIf & AnsweredFrom> {
  const { holder, year, suppose } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = await asking.gather(holder, year);
  const facts = new KnownFacts(gathering, moment.position);
  mustBeHolder(facts, holder);
  const asAt = asAtOf(asked, moment);
  const omitted = await omittedCommands(asking.store, suppose, moment.position);
  const supposing: Supposing = { holder, omitted, suppositions: suppose as Supposing['suppositions'] };
  const fact = new Statements(facts, moment.day);
  const supposed = new Statements(new KnownFacts(gathering, moment.position, supposing), moment.day);
  const [factPence, supposedPence] = [fact, supposed].map(
    (of) => of.of(holder, year, asAt).answer.entitlementPence,
  ) as [number, number];
  const answer = { holder, year, factPence, supposedPence, differencePence: supposedPence - factPence };
  const derivation = asked.explain && [
    { figure: 'factPence', pence: factPence, from: explainStatement(fact, holder, year, asAt) },
    { figure: 'supposedPence', pence: supposedPence, from: explainStatement(supposed, holder, year, asAt) },
  ];
  return { ...answer, ...asking.from(moment, asAt), ...explained(derivation) };
}
