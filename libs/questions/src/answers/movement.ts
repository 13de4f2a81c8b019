import { movementOf, streamOf, versionsOf, type Movement } from '#domain';
import type { QuestionInput } from '#contract';
import { MONTHS, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBePractice } from '../subject.js';
import { practicesOfYear, type ItsPractices } from './its-practices.js';

/** How far the data moved from flex to freeze (rules 53 and 95). */
export async function movement(
  asking: Asking,
  asked: QuestionInput<'movement'>,
): Promise<Movement & Omit<AnsweredFrom, 'asAt'>> {
  const { practice, commissioner, year, by } = asked;
  const moment = await asking.momentOf(asked);
  const { facts, practices } =
    practice === undefined
      ? await practicesOfYear(asking, commissioner!, year, moment)
      : await practiceAlone(asking, practice, year, moment);
  const all = practices.map((code) => versionsOf(facts.eventsOf(streamOf.account(code, year))));
  const of = { practice: practice ?? null, commissioner: commissioner ?? null };
  return { ...movementOf(of, year, MONTHS, all, by === 'PROVIDER'), ...asking.from(moment) };
}

async function practiceAlone(asking: Asking, practice: string, year: Year, moment: Moment): Promise<ItsPractices> {
  const gathering = new Gathering(asking.reader);
  await gathering.body(practice);
  await gathering.load([streamOf.account(practice, year)]);
  const facts = new KnownFacts(gathering, moment.position);
  mustBePractice(facts, practice);
  return { gathering, facts, practices: [practice] };
}
