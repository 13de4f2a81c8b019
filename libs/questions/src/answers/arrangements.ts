import type { QuestionInput } from '#contract';
import { arrangementTold, arrangements as evolution, streamOf, type ArrangementTold } from '#domain';
import type { AnsweredFrom, Asking } from '../asking.js';
import { paged, type Page } from '../paging.js';
import { CommissioningRecord } from './commissioning-record.js';

type Answered = Page<ArrangementTold> & Omit<AnsweredFrom, 'asAt'>;

export async function arrangements(asking: Asking, asked: QuestionInput<'arrangements'>): Promise<Answered> {
  const moment = await asking.momentOf(asked);
  const record = CommissioningRecord.at(asking, moment);
  const rows = (await record.about(asked, [streamOf.arrangements('')]))
    .flatMap((stream) => [...record.facts.stateOf(evolution, stream).entered.values()].map(arrangementTold))
    .filter((each) => record.isOf(asked, each))
    .toSorted(inOrder);
  return { ...paged(rows, asked), ...asking.from(moment) };
}

/** By first day, then by id. */
const inOrder = (a: ArrangementTold, b: ArrangementTold): number =>
  a.from === b.from ? (a.arrangement < b.arrangement ? -1 : 1) : a.from < b.from ? -1 : 1;
