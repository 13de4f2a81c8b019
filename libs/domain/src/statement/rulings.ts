import { shareUp, type Bp, type Pence, type Year } from '#kernel';
import type { Account, Entry } from '../account/state.js';
import type { Effect } from '../dispute/events.js';
import type { Ruling } from '../dispute/state.js';
import type { EventRef } from '../history.js';
import { lineAmounts } from '../service-lines.js';
import { chainOf } from './counting-entries.js';
import type { Facts } from './facts.js';

/** Rule 23: what all rulings about a holder and a year come to so far. */
export type RulingEffects = {
  readonly shareBp?: { readonly bp: Bp; readonly ref: EventRef };
  readonly entitlement?: { readonly pence: Pence; readonly ref: EventRef };
  /** Portions of entries that count, keyed by practice and entry. */
  readonly portions: ReadonlyMap<string, { readonly bp: Bp; readonly ref: EventRef }>;
  readonly refs: readonly EventRef[];
};

const portionKey = (practice: string, entry: string): string => `${practice} ${entry}`;

type Placed = { readonly effect: Effect; readonly ref: EventRef };

/** The effects on a holder's year in recorded order, without those superseded; undefined while there are none. */
export function rulingEffects(facts: Facts, holder: string, year: Year): RulingEffects | undefined {
  const placed = facts
    .disputes(holder, year)
    .flatMap(({ rulings }) => rulings.filter(({ superseded }) => superseded === undefined))
    .sort((a, b) => a.ref.position - b.ref.position)
    .flatMap(({ effects, ref }: Ruling): Placed[] => effects.map((effect) => ({ effect, ref })));
  if (placed.length === 0) return undefined;
  const portions = new Map<string, { bp: Bp; ref: EventRef }>();
  let sum: Pick<RulingEffects, 'shareBp' | 'entitlement'> = {};
  for (const { effect, ref } of placed) {
    if (effect.kind === 'SET_SHARE') sum = { shareBp: { bp: effect.shareBp, ref } };
    else if (effect.kind === 'SET_ENTITLEMENT') sum = { entitlement: { pence: effect.pence, ref } };
    else portions.set(portionKey(effect.practice ?? holder, effect.entry), { bp: effect.portionBp, ref });
  }
  return { ...sum, portions, refs: [...new Set(placed.map(({ ref }) => ref))] };
}

/** The portion of an entry that counts by ruling: its own, or that of the nearest entry which it gives back. */
export function portionBpOf(
  { portions }: RulingEffects,
  account: Account,
  practice: string,
  entry: Entry,
): Bp | undefined {
  return chainOf(account, entry)
    .map(({ id }) => portions.get(portionKey(practice, id))?.bp)
    .find((bp) => bp !== undefined);
}

/** A portion of each line of an entry, rounded towards the holder. */
export const portionOf = (entry: Entry, portionBp: Bp): Entry => ({
  ...entry,
  lines: Object.fromEntries(lineAmounts(entry.lines).map(([line, pence]) => [line, shareUp(pence, portionBp)])),
});
