import { isSuccessorOf } from '#domain';
import type { Gathering } from '../gathering.js';
import type { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';

/** Practices that are known at the moment to have been assigned to a commissioner, or to a body that it succeeded by then. */
export async function practicesEver(
  gathering: Gathering,
  facts: KnownFacts,
  commissioner: string,
  { day }: Moment,
): Promise<readonly string[]> {
  const candidates = await gathering.practicesOf(commissioner);
  for (const practice of candidates) await gathering.parties(practice);
  return candidates.filter((practice) =>
    facts.organisation(practice).assignments.some(({ to }) => isSuccessorOf(facts, commissioner, to, day)),
  );
}
