import {
  ENGLAND,
  calendar as calendars,
  debtorOf,
  policiesOf,
  streamOf,
  toldCalendar,
  type ToldCalendar,
} from '#domain';
import type { QuestionInput } from '#contract';
import { yearDays, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeCommissioner, mustBePractice } from '../subject.js';

/** When flex and freeze data is due, and whether a practice's came in time (rule 52). */
export async function calendar(
  asking: Asking,
  asked: QuestionInput<'calendar'>,
): Promise<ToldCalendar & Omit<AnsweredFrom, 'asAt'>> {
  const { practice, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  const facts = new KnownFacts(gathering, moment.position);
  const commissioner = await commissionerOf(asked, gathering, facts, moment);
  const calendarOf = async (of: string) => {
    await gathering.load([streamOf.calendar(of, year)]);
    return facts.stateOf(calendars, streamOf.calendar(of, year));
  };
  await gathering.policies(commissioner === null ? [] : [commissioner]);
  const answer = toldCalendar({
    year,
    commissioner,
    practice: practice ?? null,
    national: await calendarOf(ENGLAND),
    local: commissioner === null ? new Map() : await calendarOf(commissioner),
    policies: policiesOf(facts, commissioner ?? undefined),
    ...(practice === undefined ? {} : { account: facts.eventsOf(streamOf.account(practice, year)) }),
    knownDay: moment.day,
  });
  return { ...answer, ...asking.from(moment) };
}

type Asked = { readonly commissioner?: string; readonly practice?: string; readonly year: Year };

/** The one asked for, or the practice's of the year (rule 47). */
async function commissionerOf(
  { commissioner, practice, year }: Asked,
  gathering: Gathering,
  facts: KnownFacts,
  { day }: Moment,
): Promise<string | null> {
  if (practice !== undefined) {
    await gathering.body(practice);
    mustBePractice(facts, practice);
    await gathering.debtors(practice, year);
    await gathering.load([streamOf.account(practice, year)]);
    return debtorOf(facts, practice, year, Math.min(day, yearDays(year).last))?.code ?? null;
  }
  if (commissioner === undefined) return null;
  await gathering.body(commissioner);
  mustBeCommissioner(facts, commissioner);
  return commissioner;
}
