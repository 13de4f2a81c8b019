import {
  ENGLAND,
  NOTHING_AGREED,
  Rejected,
  Statements,
  adjustedLimit,
  belongsTo,
  owedBy,
  resourcesOf,
  streamOf,
  withTerms,
  type UnderAgreement,
} from '#domain';
import type { QuestionInput } from '#contract';
import {
  dateOf,
  dayOf,
  plus,
  sumPence,
  within,
  yearDays,
  type Day,
  type IsoDate,
  type Pence,
  type Year,
} from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { codesOf, KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeCommissioner } from '../subject.js';
import { mustBeBody } from './batches-asked.js';

export type UnderAgreementRow = UnderAgreement & {
  readonly commissioner: string;
  readonly resourceLimitPence: Pence | null;
};

export type UnderAgreementAnswer = UnderAgreement & {
  readonly commissioner?: string;
  readonly of?: string;
  readonly year: Year;
  readonly on: IsoDate;
  /** Of the commissioners whose limit is recorded. */
  readonly resourceLimitPence: Pence;
  readonly withoutLimit: number;
  readonly rows: readonly UnderAgreementRow[];
};

export async function underAgreement(
  asking: Asking,
  asked: QuestionInput<'underAgreement'>,
): Promise<UnderAgreementAnswer & Omit<AnsweredFrom, 'asAt'>> {
  const { commissioner, of, year } = asked;
  const moment = await asking.momentOf(asked);
  const on = dayAsked(asked.on, year, moment);
  if (of !== undefined) await mustBeBody(asking, of, moment);
  const rows: UnderAgreementRow[] = [];
  for (const code of await commissioners(asking, commissioner, of)) {
    const row = await rowOf(asking, code, year, on, moment, of);
    if (row) rows.push(row);
  }
  return {
    ...(commissioner === undefined ? {} : { commissioner }),
    ...(of === undefined ? {} : { of }),
    year,
    on: dateOf(on),
    ...rows.reduce<UnderAgreement>(added, NOTHING_AGREED),
    resourceLimitPence: sumPence(rows.map(({ resourceLimitPence }) => resourceLimitPence ?? 0)),
    withoutLimit: rows.filter(({ resourceLimitPence }) => resourceLimitPence === null).length,
    rows,
    ...asking.from(moment),
  };
}

/** By default the day of `knownAt`, or the day of the year that lies nearest to it. */
function dayAsked(on: string | undefined, year: Year, { day }: Moment): Day {
  const days = yearDays(year);
  if (on === undefined) return Math.max(days.first, Math.min(day, days.last));
  if (within(dayOf(on), days)) return dayOf(on);
  throw new Rejected('OUTSIDE_YEAR', `on ${on} lies outside ${year}`);
}

async function commissioners(asking: Asking, one: string | undefined, of: string | undefined) {
  if (one !== undefined) return [one];
  const gathering = new Gathering(asking.reader);
  const all =
    of === ENGLAND ? codesOf(await gathering.lookUp(keyOf.allCommissioners)) : await gathering.bodiesUnder(of!);
  return [...new Set(all)].sort();
}

/** Of a body that owes no practice with a budget and has no limit, only where it was asked by name; else of those that belong to `of` now. */
async function rowOf(
  asking: Asking,
  commissioner: string,
  year: Year,
  on: Day,
  { position, day }: Moment,
  of: string | undefined,
): Promise<UnderAgreementRow | undefined> {
  const byName = of === undefined;
  const gathering = new Gathering(asking.reader);
  const facts = new KnownFacts(gathering, position);
  await gathering.body(commissioner);
  if (byName) mustBeCommissioner(facts, commissioner);
  else {
    await gathering.superiors();
    if (of !== ENGLAND && !belongsTo(facts, commissioner, of, day)) return undefined;
  }
  const finances = streamOf.finance(commissioner, year);
  await gathering.load([finances]);
  const practices = await gathering.practicesOf(commissioner);
  for (const practice of practices) await gathering.statement(practice, year);
  const owed = owedBy(new Statements(facts, day), commissioner, practices, year);
  const resourceLimitPence = adjustedLimit(resourcesOf(facts.eventsOf(finances)));
  if (!byName && owed.length === 0 && resourceLimitPence === null) return undefined;
  const terms = owed.reduce((sums, practice) => withTerms(sums, facts, practice, year, on), NOTHING_AGREED);
  return { commissioner, resourceLimitPence, ...terms };
}

const added = (sums: UnderAgreement, row: UnderAgreement): UnderAgreement =>
  Object.fromEntries(
    Object.entries(sums).map(([field, sum]) => [field, plus(sum, row[field as keyof UnderAgreement])]),
  ) as UnderAgreement;
