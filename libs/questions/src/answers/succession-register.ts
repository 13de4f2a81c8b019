import { setImmediate as turn } from 'node:timers/promises';
import {
  Statements,
  agreementRows,
  disputeRows,
  entitlementRows,
  groupsInYear,
  groupsJoined,
  streamOf,
  successionRegister as toldRegister,
  useRows,
  type ClosedBody,
  type PracticeYear,
  type RegisterRow,
  type SuccessionRegister,
} from '#domain';
import type { QuestionInput } from '#contract';
import { dayOf, yearOf, type Day } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts, codesOf } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { paged } from '../paging.js';
import { mustBeCommissioner } from '../subject.js';
import { yearsOfAll } from './accounts-asked.js';
import { knownBy } from './issued-statements.js';

const AGREEMENTS = streamOf.agreements('');

/** The practices that a body may owe, in every year up to a day of which anything is recorded. */
async function practiceYears(gathering: Gathering, body: string, lastDay: Day, { position }: Moment) {
  const facts = new KnownFacts(gathering, position);
  const all: PracticeYear[] = [];
  for (const practice of (await gathering.practicesOf(body)).toSorted()) {
    for (const group of await gathering.groupsEver(practice)) await gathering.parties(group);
    const codes = [practice, ...groupsJoined(facts.organisation(practice))];
    const years = await yearsOfAll(gathering, codes, position);
    for (const year of years.toSorted()) {
      if (year > yearOf(lastDay)) continue;
      await gathering.statement(practice, year);
      all.push({ practice, year });
    }
  }
  return all;
}

/** Those who ever had an agreement with a body, or with one that it was named to succeed. */
async function holdersUnder(gathering: Gathering, body: string): Promise<readonly string[]> {
  const holders = new Set<string>();
  for (const each of await gathering.withPredecessors(body)) {
    await gathering.succession(each);
    for (const stream of await gathering.lookUp(keyOf.about(each))) {
      if (stream.startsWith(AGREEMENTS)) holders.add(stream.slice(AGREEMENTS.length));
    }
  }
  for (const holder of holders) {
    await gathering.load([streamOf.agreements(holder), streamOf.organisation(holder)]);
    for (const { fact } of gathering.histories.get(streamOf.agreements(holder))!.events) {
      if (fact.type === 'AgreementProposed')
        await gathering.succession((fact.data as { commissioner: string }).commissioner);
    }
  }
  return [...holders].sort();
}

/** Groups whose days a practice has in a year stand beside it in disputes and uses; each is looked at once. */
function accountsOf({ now }: ClosedBody, years: readonly PracticeYear[]): ReadonlyMap<string, PracticeYear> {
  const found = new Map<string, PracticeYear>();
  for (const { practice, year } of years) {
    for (const code of [practice, ...groupsInYear(now.facts, practice, year)])
      found.set(`${code} ${year}`, { practice: code, year });
  }
  return found;
}

async function rowsOf(
  asking: Asking,
  body: string,
  on: Day | undefined,
  moment: Moment,
): Promise<readonly RegisterRow[]> {
  const gathering = new Gathering(asking.reader);
  await gathering.succession(body);
  const facts = new KnownFacts(gathering, moment.position);
  const lastDay = facts.organisation(body).closure?.lastDay;
  if (lastDay === undefined || (on !== undefined && on !== lastDay)) return [];
  const years = await practiceYears(gathering, body, lastDay, moment);
  const holders = await holdersUnder(gathering, body);
  const day = Math.min(lastDay, moment.day);
  const closed: ClosedBody = {
    body,
    lastDay,
    then: new Statements(new KnownFacts(gathering, knownBy(gathering, day, moment)), day),
    now: new Statements(facts, moment.day),
  };
  const entitlements: RegisterRow[] = [];
  for (const of of years) {
    await turn(); // a trust has years of dozens of practices: others must get a word in
    entitlements.push(...entitlementRows(closed, of));
  }
  const accounts = [...accountsOf(closed, years).values()];
  return [
    ...entitlements,
    ...holders.flatMap((holder) => agreementRows(closed, holder)),
    ...accounts.flatMap(({ practice, year }) => disputeRows(closed, practice, year)),
    ...accounts.flatMap(({ practice, year }) => useRows(closed, practice, year)),
  ];
}

/** Which guarantees were outstanding when a body closed, and to whom they passed (rule 91). */
export async function successionRegister(
  asking: Asking,
  asked: QuestionInput<'successionRegister'>,
): Promise<SuccessionRegister & { readonly next: number | null } & Omit<AnsweredFrom, 'asAt'>> {
  const { commissioner, on } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  if (commissioner !== undefined) {
    await gathering.body(commissioner);
    mustBeCommissioner(new KnownFacts(gathering, moment.position), commissioner);
  }
  const bodies =
    commissioner === undefined ? codesOf(await gathering.lookUp(keyOf.allCommissioners)).toSorted() : [commissioner];
  const rows: RegisterRow[] = [];
  for (const body of bodies)
    rows.push(...(await rowsOf(asking, body, on === undefined ? undefined : dayOf(on), moment)));
  const of = { commissioner: commissioner ?? null, on: on ?? null };
  return { ...toldRegister(of, rows), ...paged(rows, asked), ...asking.from(moment) };
}
