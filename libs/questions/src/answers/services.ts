import type { QuestionInput } from '#contract';
import {
  assignedOn,
  counting,
  isSuccessorOf,
  servicesAnswer,
  streamOf,
  type ClaimMade,
  type ServicesAnswer,
} from '#domain';
import { yearDays, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { pagedTogether, type InPages } from '../paging.js';
import { mustBeCommissioner, mustBeHolder } from '../subject.js';

type Asked = QuestionInput<'services'>;

export async function services(
  asking: Asking,
  asked: Asked,
): Promise<InPages<ServicesAnswer> & Omit<AnsweredFrom, 'asAt'>> {
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  const holders = await holdersOf(gathering, asked, moment);
  const { year } = asked;
  await gathering.load(holders.flatMap((holder) => [streamOf.services(holder), streamOf.account(holder, year)]));
  const cases = holders.flatMap((holder) =>
    gathering.histories.get(streamOf.services(holder))!.events.flatMap(({ fact }) => {
      const { case: id } = fact.data as { readonly case?: string };
      return id === undefined ? [] : [streamOf.case(id)];
    }),
  );
  await gathering.load(cases);
  const claims = holders.flatMap((holder) => claimsMade(gathering, holder, year, moment));
  const facts = new KnownFacts(gathering, moment.position);
  const { rows, untied, ...sums } = servicesAnswer(facts, holders, year, claims);
  return { ...sums, ...pagedTogether({ untied, rows }, asked), ...asking.from(moment) };
}

/** The holder, or the practices of a commissioner on the year's last day, or by then, and the groups under it. */
async function holdersOf(
  gathering: Gathering,
  { holder, commissioner, year }: Asked,
  { position, day }: Moment,
): Promise<readonly string[]> {
  const facts = new KnownFacts(gathering, position);
  if (holder !== undefined) {
    await gathering.body(holder);
    mustBeHolder(facts, holder);
    return [holder];
  }
  const of = commissioner!;
  await gathering.body(of);
  mustBeCommissioner(facts, of);
  const on = Math.min(day, yearDays(year).last);
  const practices = await gathering.practicesOf(of);
  for (const practice of practices) await gathering.debtors(practice, year);
  const groups = (await gathering.lookUp(keyOf.about(of))).filter((stream) => stream.startsWith(streamOf.group('')));
  await gathering.load(groups);
  return [
    ...practices.filter((practice) => {
      const assigned = assignedOn(facts.organisation(practice), on)?.to;
      return assigned !== undefined && isSuccessorOf(facts, of, assigned, on);
    }),
    ...groups
      .map((stream) => stream.slice(streamOf.group('').length))
      .filter((group) => facts.group(group).created?.commissioner === of),
  ].toSorted();
}

function claimsMade(gathering: Gathering, holder: string, year: Year, { position }: Moment): readonly ClaimMade[] {
  const history = gathering.histories.get(streamOf.account(holder, year))!;
  return counting(history.upTo(position)).flatMap(({ fact }) => {
    if (fact.type !== 'SavingsClaimed') return [];
    const { claim, scheme, pence } = fact.data as { claim: string; scheme?: string; pence: number };
    return [{ claim, holder, scheme: scheme ?? null, pence }];
  });
}
