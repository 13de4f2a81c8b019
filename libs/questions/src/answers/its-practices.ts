import { itsPractices, streamOf } from '#domain';
import type { Year } from '#kernel';
import type { Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeCommissioner } from '../subject.js';

export type ItsPractices = {
  readonly gathering: Gathering;
  readonly facts: KnownFacts;
  readonly practices: readonly string[];
};

/** A commissioner's practices of a year, with their accounts and its finances. */
export async function practicesOfYear(
  asking: Asking,
  commissioner: string,
  year: Year,
  moment: Moment,
): Promise<ItsPractices> {
  const gathering = new Gathering(asking.reader);
  await gathering.body(commissioner);
  await gathering.succession(commissioner, year);
  const facts = new KnownFacts(gathering, moment.position);
  mustBeCommissioner(facts, commissioner);
  const ever = await gathering.practicesOf(commissioner);
  for (const practice of ever) await gathering.debtors(practice, year);
  const practices = itsPractices(facts, commissioner, ever, year, moment.day);
  await gathering.load(practices.map((practice) => streamOf.account(practice, year)));
  return { gathering, facts, practices };
}
