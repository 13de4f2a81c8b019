import {
  budgetDueOn,
  budgetRecordOf,
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
  const { facts, practices } = await practicesOfYear(asking, commissioner, year, moment);
  const dueOn = budgetDueOn(year);
  const rows = practices.map((practice) => {
    const record = budgetRecordOf(facts.eventsOf(streamOf.account(practice, year)));
    return reconciledPractice(practice, facts.account(practice, year), record, dueOn, moment.day);
  });
  const resources = resourcesOf(facts.eventsOf(streamOf.finance(commissioner, year)));
  return { ...reconciled(commissioner, year, resources, rows, moment.day > dueOn), ...asking.from(moment) };
}
