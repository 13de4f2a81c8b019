import type { QuestionInput } from '#contract';
import { commissioningDecision, decisionTold, decisionsOfCase, type DecisionTold } from '#domain';
import type { AnsweredFrom, Asking } from '../asking.js';
import { paged, type Page } from '../paging.js';
import { CASES, CommissioningRecord, DECISIONS } from './commissioning-record.js';

type Answered = Page<DecisionTold> & Omit<AnsweredFrom, 'asAt'>;

export async function decisions(asking: Asking, asked: QuestionInput<'decisions'>): Promise<Answered> {
  const moment = await asking.momentOf(asked);
  const record = CommissioningRecord.at(asking, moment);
  const told: DecisionTold[] = [];
  for (const stream of await record.about(asked, [CASES, DECISIONS])) {
    if (stream.startsWith(CASES)) told.push(...decisionsOfCase(record.facts, stream.slice(CASES.length)));
    else told.push(...(await otherDecision(record, stream.slice(DECISIONS.length))));
  }
  const rows = told.filter((each) => record.isOf(asked, each)).toSorted(inOrder);
  return { ...paged(rows, asked), ...asking.from(moment) };
}

async function otherDecision(record: CommissioningRecord, id: string): Promise<readonly DecisionTold[]> {
  const later = (await record.superseding(id)).flatMap(
    (stream) => record.facts.stateOf(commissioningDecision, stream).recorded ?? [],
  );
  const last = later.toSorted((a, b) => b.ref.position - a.ref.position)[0];
  const told = decisionTold(record.facts, id, last?.id ?? null);
  return told ? [told] : [];
}

/** By the day of the decision, then cases before others, then by id; decisions of one case on one day as recorded. */
const keyOfRow = ({ decidedOn, kind, id }: DecisionTold): string => `${decidedOn} ${kind} ${id}`;

function inOrder(a: DecisionTold, b: DecisionTold): number {
  const [first, second] = [keyOfRow(a), keyOfRow(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}
