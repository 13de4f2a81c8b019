import { ENGLAND } from '#domain';
import { keyOf } from './directory-keys.js';
import type { Gathering } from './gathering.js';
import { codesOf } from './known-facts.js';

/** Practices whose streams are held at once. */
const MOST_AT_ONCE = 200;

/**
 * The practices that may be part of a roll-up, each once: by commissioner, as members of a group mostly have one, so
 * that a group's figure is worked out once.
 */
export async function batches(gathering: Gathering, of: string): Promise<readonly (readonly string[])[]> {
  const bodies =
    of === ENGLAND ? codesOf(await gathering.lookUp(keyOf.allCommissioners)) : await gathering.bodiesUnder(of);
  const seen = new Set<string>();
  const all: (readonly string[])[] = [];
  const take = (practices: readonly string[]) => {
    const fresh = practices.filter((practice) => !seen.has(practice)).toSorted();
    for (const practice of fresh) seen.add(practice);
    for (let from = 0; from < fresh.length; from += MOST_AT_ONCE) all.push(fresh.slice(from, from + MOST_AT_ONCE));
  };
  for (const body of bodies) take(await gathering.practicesOf(body));
  if (of === ENGLAND) take(codesOf(await gathering.lookUp(keyOf.allPractices)));
  return all;
}
