import {
  budgetRecordOf,
  leagueOf,
  leagueRow,
  policiesOf,
  streamOf,
  type Facts,
  type League,
  type Tolerance,
} from '#domain';
import type { QuestionInput } from '#contract';
import type { Day } from '#kernel';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { practicesOfYear } from './its-practices.js';

/** Rule 53: by the policy of the commissioner on the day of asking. */
function usual(facts: Facts, commissioner: string, asAt: Day): Tolerance {
  const { value, version } = policiesOf(facts, commissioner).always('spendingToleranceBp', asAt);
  return { toleranceBp: value, policy: version.policy };
}

/** Which practices are over or under their budgets by more than a tolerance (rule 53). */
export async function league(asking: Asking, asked: QuestionInput<'league'>): Promise<League & AnsweredFrom> {
  const { commissioner, year, toleranceBp } = asked;
  const moment = await asking.momentOf(asked);
  const asAt = asAtOf(asked, moment);
  const { gathering, facts, practices } = await practicesOfYear(asking, commissioner, year, moment);
  await gathering.policies([commissioner]);
  const tolerance = toleranceBp === undefined ? usual(facts, commissioner, asAt) : { toleranceBp, policy: null };
  const rows = practices.map((practice) => {
    const record = budgetRecordOf(facts.eventsOf(streamOf.account(practice, year)));
    return leagueRow(practice, year, facts.account(practice, year), record, asAt, tolerance.toleranceBp);
  });
  return { ...leagueOf(commissioner, year, tolerance, rows), ...asking.from(moment, asAt) };
}
