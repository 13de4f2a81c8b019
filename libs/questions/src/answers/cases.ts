import type { QuestionInput } from '#contract';
import { Rejected, caseAnswer, caseRegister, streamOf, type CaseAnswer, type CaseRegister } from '#domain';
import { dayOf, yearOf } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { paged, type InPages } from '../paging.js';
import { CASES, CommissioningRecord } from './commissioning-record.js';

type From = Omit<AnsweredFrom, 'asAt'>;

export async function aCase(asking: Asking, asked: QuestionInput<'case'>): Promise<CaseAnswer & From> {
  const moment = await asking.momentOf(asked);
  const record = CommissioningRecord.at(asking, moment);
  await record.load([streamOf.case(asked.case)]);
  const answer = caseAnswer(record.facts, asked.case, moment.day);
  if (!answer) throw new Rejected('UNKNOWN_CASE', `${asked.case} is not recorded at that moment`);
  return { ...answer, ...asking.from(moment) };
}

export async function cases(asking: Asking, asked: QuestionInput<'cases'>): Promise<InPages<CaseRegister> & From> {
  const moment = await asking.momentOf(asked);
  const record = CommissioningRecord.at(asking, moment);
  const streams = await record.about(asked, [CASES]);
  const all = streams
    .flatMap((stream) => caseAnswer(record.facts, stream.slice(CASES.length), moment.day) ?? [])
    .filter((each) => record.isOf(asked, each))
    .filter(({ receivedOn }) => asked.year === undefined || yearOf(dayOf(receivedOn)) === asked.year)
    .filter(({ decidedOn }) => asked.open === undefined || asked.open === (decidedOn === null));
  const register = caseRegister(all);
  return { ...register, ...paged(register.rows, asked), ...asking.from(moment) };
}
