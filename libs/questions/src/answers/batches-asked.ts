import { setImmediate as turn } from 'node:timers/promises';
import { ENGLAND, Statements } from '#domain';
import type { Year } from '#kernel';
import type { Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { batches } from '../roll-up-batches.js';
import { mustBeHolder, mustBeOrganisation } from '../subject.js';

/** @throws Rejected where `of` is neither ENGLAND nor a body that is recorded by then */
export async function mustBeBody(asking: Asking, of: string, { position }: Moment): Promise<void> {
  if (of === ENGLAND) return;
  const body = new Gathering(asking.reader);
  await body.body(of);
  mustBeOrganisation(new KnownFacts(body, position), of);
}

/** The statements of one holder at some moments, from what was read once. */
export async function holderAt(
  asking: Asking,
  holder: string,
  year: Year,
  moments: readonly Moment[],
): Promise<readonly Statements[]> {
  const gathering = await asking.gather(holder, year);
  const all = moments.map(({ position, day }) => new Statements(new KnownFacts(gathering, position), day));
  mustBeHolder(all.at(-1)!.facts, holder);
  return all;
}

/**
 * Practice by practice over all that may be part of a body's roll-up, so that others get their turn and no more than a
 * commissioner's streams are held.
 * @param visit  is given the statements at each of the moments
 */
export async function eachPractice(
  asking: Asking,
  of: string,
  year: Year,
  moments: readonly Moment[],
  visit: (practice: string, statements: readonly Statements[]) => void,
): Promise<void> {
  for (const practices of await batches(new Gathering(asking.reader), of)) {
    const gathering = new Gathering(asking.reader);
    for (const practice of practices) await gathering.statement(practice, year);
    await gathering.superiors();
    const all = moments.map(({ position, day }) => new Statements(new KnownFacts(gathering, position), day));
    for (const practice of practices) {
      await turn(); // a country takes seconds: others must get a word in
      visit(practice, all);
    }
  }
}
