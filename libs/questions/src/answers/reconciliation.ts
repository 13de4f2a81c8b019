import {
  budgetDueIn,
  budgetRecordOf,
  policiesFor,
  reconciledPractice,
  reconciliation as reconciled,
  resourcesOf,
  streamOf,
  type Reconciliation,
} from '#domain';
import type { QuestionInput } from '#contract';
import type { AnsweredFrom, Asking } from '../asking.js';
import { practicesOfYear } from './its-practices.js';

/** Whether the budgets of a commissioner's practices add up to no more than it has (rules 47 and 48). */
export async function reconciliation(
  asking: Asking,
  asked: QuestionInput<'reconciliation'>,
): Promise<Reconciliation & Omit<AnsweredFrom, 'asAt'>> {
  const { commissioner, year } = asked;
  const moment = await asking.momentOf(asked);
  const { gathering, facts, practices } = await practicesOfYear(asking, commissioner, year, moment);
  await gathering.policiesFor(practices);
  const rows = practices.map((practice) => {
    const record = budgetRecordOf(facts.eventsOf(streamOf.account(practice, year)));
    const due = budgetDueIn(year, (day) => policiesFor(facts, practice, day));
    return reconciledPractice(practice, facts.account(practice, year), record, due, moment.day);
  });
  const resources = resourcesOf(facts.eventsOf(streamOf.finance(commissioner, year)));
  return { ...reconciled(commissioner, year, resources, rows), ...asking.from(moment) };
}
