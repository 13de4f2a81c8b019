import { Statements, type Incentive, type IncentiveComponent } from '#domain';
import type { QuestionInput } from '#contract';
import { pence, sumPence, type Pence, type Year } from '#kernel';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { KnownFacts } from '../known-facts.js';
import { mustBePractice } from '../subject.js';

export type IncentiveRow = {
  readonly component: IncentiveComponent;
  readonly listSize: number;
  readonly ratePence: Pence;
  readonly objectivesMet: boolean;
  /** List size × rate. */
  readonly componentPence: Pence;
  /** What of it is due beside the savings of the year. */
  readonly duePence: Pence;
  readonly paidPence: Pence;
  /** Due less paid; below 0 where too much was paid. */
  readonly differencePence: Pence;
};

export type IncentiveAnswer = {
  readonly practice: string;
  readonly year: Year;
  /** The practice's entitlement: the savings that it can use. */
  readonly accessiblePence: Pence;
  readonly duePence: Pence;
  readonly paidPence: Pence;
  /** What the practice has in all: its savings and what is due. */
  readonly togetherPence: Pence;
  readonly rows: readonly IncentiveRow[];
};

export async function incentive(
  asking: Asking,
  asked: QuestionInput<'incentive'>,
): Promise<IncentiveAnswer & AnsweredFrom> {
  const { practice, year } = asked;
  const moment = await asking.momentOf(asked);
  const asAt = asAtOf(asked, moment);
  const facts = new KnownFacts(await asking.gather(practice, year), moment.position);
  mustBePractice(facts, practice);
  const accessiblePence = new Statements(facts, moment.day).of(practice, year, asAt).answer.entitlementPence;
  const { incentives } = facts.account(practice, year);
  const rows = ([1, 2] as const).flatMap((component) => {
    const of = incentives.filter((paid) => paid.component === component);
    return of.length === 0 ? [] : [incentiveRow(of, accessiblePence)];
  });
  const duePence = sumPence(rows.map((row) => row.duePence));
  return {
    practice,
    year,
    accessiblePence,
    duePence,
    paidPence: sumPence(rows.map((row) => row.paidPence)),
    togetherPence: sumPence([accessiblePence, duePence]),
    rows,
    ...asking.from(moment, asAt),
  };
}

/** @param of  the payments of one component, at least one: the last says list size, rate and whether it was earned */
function incentiveRow(of: readonly Incentive[], accessiblePence: Pence): IncentiveRow {
  const { component, listSize, ratePence, objectivesMet } = of.at(-1)!;
  const componentPence = pence(BigInt(listSize) * BigInt(ratePence));
  const duePence = objectivesMet ? dueOf(component, componentPence, accessiblePence) : 0;
  const paidPence = sumPence(of.map((paid) => paid.pence));
  const differencePence = duePence - paidPence;
  return { component, listSize, ratePence, objectivesMet, componentPence, duePence, paidPence, differencePence };
}

/** Component 2 tops up what the practice can use of its savings. @see domain dossier example 12, SFE para 7A.12 */
const dueOf = (component: IncentiveComponent, componentPence: Pence, accessiblePence: Pence): Pence =>
  component === 1 ? componentPence : Math.max(0, componentPence - accessiblePence);
