import type { Day } from '#kernel';
import { successionOn } from './organisation/state.js';
import type { Facts } from './statement/facts.js';

/** Whether `code` is `body` itself, or one of those that succeeded it, in any number of steps, by a day. */
export function isSuccessorOf(facts: Facts, code: string, body: string, on: Day): boolean {
  return lineOfSuccession(facts, body, on).includes(code);
}

/** A body and all that succeeded it by a day. */
export function lineOfSuccession(facts: Facts, body: string, on: Day): readonly string[] {
  const line = [body];
  for (const code of line) {
    for (const next of successionOn(facts.organisation(code), on)?.successors ?? []) {
      if (!line.includes(next)) line.push(next);
    }
  }
  return line;
}
