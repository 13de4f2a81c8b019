import type { Fact, Instant } from '#kernel';
import { GrowingMap } from './growing.js';

/** Where a fact stands in the log and who put it there: the leaf of every derivation. */
export type EventRef = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  /** Effective time: when the ledger knew it. */
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly organisation?: string;
  readonly commandId: string;
  readonly label?: string;
  readonly because?: string;
  /** The delegated limit or minute that was named. */
  readonly authority?: string;
};

/** An event as the rules see it: the fact in the shape of today, and where it stands. */
export type Recorded<E extends Fact<string, object> = Fact<string, object>> = {
  readonly fact: E;
  readonly ref: EventRef;
};

/** How one stream kind adds up. An event type without an entry does not compile. */
export type Evolution<State, E extends Fact<string, object>> = {
  readonly initial: State;
  readonly evolve: {
    readonly [Type in E['type']]: (state: State, data: Extract<E, { type: Type }>['data'], ref: EventRef) => State;
  };
};

/** The state after one more event. @throws RangeError for an event type that this stream kind does not know */
export function evolved<State, E extends Fact<string, object>>(
  { evolve }: Evolution<State, E>,
  state: State,
  { fact, ref }: Recorded,
): State {
  const step = (evolve as Record<string, ((state: State, data: object, ref: EventRef) => State) | undefined>)[
    fact.type
  ];
  if (!step)
    throw new RangeError(`${ref.stream} holds an event of unknown type ${fact.type} at position ${ref.position}`);
  return step(state, fact.data, ref);
}

/** The state after `events`, of which none counts for nothing. */
export const folded = <State, E extends Fact<string, object>>(
  evolution: Evolution<State, E>,
  events: readonly Recorded[],
): State => events.reduce((state, event) => evolved(evolution, state, event), evolution.initial);

/** `items` with `item` last: how a state gains a fact. */
export const withItem = <T>(items: readonly T[], item: T): readonly T[] => [...items, item];

/** `map` with `key` set to `value`, the old map left as it was. */
export const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
  (map instanceof GrowingMap ? map : GrowingMap.of(map)).with(key, value);
