import { streamOf, type Facts } from '#domain';
import { dateOf, yearDays, yearOf, type Day } from '#kernel';
import { Gathering, KnownFacts, codesOf, keyOf, type StreamReader } from '#questions';
import type { Standing } from './plan.js';
import { ALL_YEARS } from './reach.js';
import { agreementRow, agreementTurningDays } from './rows/agreement-rows.js';
import { groupRow, organisationRow, turningDays } from './rows/organisation-rows.js';
import { holdsUntil } from './rows/turning.js';
import type { Change } from './view-store.js';

export const nameOf = (facts: Facts, code: string): string =>
  facts.group(code).created?.name ?? facts.organisation(code).registration?.name ?? code;

/** The rows of an organisation or group itself, and of its agreements. */
export async function bodyChanges(
  reader: StreamReader,
  code: string,
  { position, day }: Standing,
): Promise<readonly Change[]> {
  const gathering = new Gathering(reader);
  await gathering.body(code);
  const members = codesOf(await gathering.lookUp(keyOf.members(code)));
  await gathering.load([streamOf.agreements(code), ...members.map(streamOf.organisation)]);
  const facts = new KnownFacts(gathering, position);
  const organisation = facts.organisation(code);
  const ofMembers = members.map((member) => facts.organisation(member));
  const agreements = [...facts.agreements(code).values()];
  const self = organisationRow(organisation, day);
  const group = groupRow(facts.group(code), ofMembers, day);
  const days = [...[organisation, ...ofMembers].flatMap(turningDays), ...agreements.flatMap(agreementTurningDays)];
  const until = holdsUntil(agreements.length > 0 ? [...days, nextYearBegins(day)] : days, day);
  return [
    { table: 'organisations', without: [{ code }], rows: self ? [self] : [] },
    { table: 'groups', without: [{ group: code }], rows: group ? [group] : [] },
    {
      table: 'agreements',
      without: [{ holder: code }],
      rows: agreements.map((agreement) => agreementRow(agreement, nameOf(facts, code), day)),
    },
    {
      table: 'holds',
      without: [{ subject: code, year: ALL_YEARS }],
      rows: until === undefined ? [] : [{ subject: code, year: ALL_YEARS, until: dateOf(until) }],
    },
  ];
}

/** With a new year an agreement asks for another budget. */
const nextYearBegins = (day: Day): Day => yearDays(yearOf(day)).last + 1;
