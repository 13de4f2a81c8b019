import { budgetDueIn, budgetRecordOf, explainedBudget, policiesFor, streamOf, type ExplainedBudget } from '#domain';
import type { QuestionInput } from '#contract';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { mustBePractice } from '../subject.js';

/** How a budget came about: its base, its basis, every entry and every letter (rules 45 and 46). */
export async function budget(asking: Asking, asked: QuestionInput<'budget'>): Promise<ExplainedBudget & AnsweredFrom> {
  const { practice, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(practice);
  await gathering.load([streamOf.account(practice, year)]);
  await gathering.policiesFor([practice]);
  const facts = new KnownFacts(gathering, moment.position);
  mustBePractice(facts, practice);
  const asAt = asAtOf(asked, moment);
  const record = budgetRecordOf(facts.eventsOf(streamOf.account(practice, year)));
  const due = budgetDueIn(year, (day) => policiesFor(facts, practice, day));
  return {
    ...explainedBudget(practice, year, facts.account(practice, year), record, { ...due, asAt, knownDay: moment.day }),
    ...asking.from(moment, asAt),
  };
}
