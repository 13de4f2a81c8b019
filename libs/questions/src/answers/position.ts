import { Statements, isGroup, positionOfGroup, positionOfPractice, type PositionTold } from '#domain';
import type { QuestionInput } from '#contract';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeHolder } from '../subject.js';
import { Forecasting } from './forecasting.js';

/** Where a practice or a group stands against its budget, and where it is heading (rules 49, 50 and 94). */
export async function position(asking: Asking, asked: QuestionInput<'position'>): Promise<PositionTold & AnsweredFrom> {
  const { holder, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = await asking.gather(holder, year);
  const facts = new KnownFacts(gathering, moment.position);
  mustBeHolder(facts, holder);
  const asAt = asAtOf(asked, moment);
  const stands = isGroup(facts, holder)
    ? positionOfGroup(facts, holder, year, asAt)
    : positionOfPractice(holder, year, facts.account(holder, year), asAt);
  return {
    ...stands,
    entitlementPence: new Statements(facts, moment.day).entitlementPence(holder, year, asAt),
    ...new Forecasting(gathering, moment, year, asAt).of(holder),
    ...asking.from(moment, asAt),
  };
}
