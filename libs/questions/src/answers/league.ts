import { USUAL_TOLERANCE_BP, budgetRecordOf, leagueOf, leagueRow, streamOf, type League } from '#domain';
import type { QuestionInput } from '#contract';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { practicesOfYear } from './its-practices.js';

/** Which practices are over or under their budgets by more than a tolerance (rule 53). */
export async function league(asking: Asking, asked: QuestionInput<'league'>): Promise<League & AnsweredFrom> {
  const { commissioner, year, toleranceBp = USUAL_TOLERANCE_BP } = asked;
  const moment = await asking.momentOf(asked);
  const asAt = asAtOf(asked, moment);
  const { facts, practices } = await practicesOfYear(asking, commissioner, year, moment);
  const rows = practices.map((practice) => {
    const record = budgetRecordOf(facts.eventsOf(streamOf.account(practice, year)));
    return leagueRow(practice, year, facts.account(practice, year), record, asAt, toleranceBp);
  });
  return { ...leagueOf(commissioner, year, toleranceBp, rows), ...asking.from(moment, asAt) };
}
