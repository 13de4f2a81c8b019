import { dayOf, type Day } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { Line } from '../service-lines.js';
import type { ResponsibilityEvent, Scope } from './events.js';

export type AssignedService = {
  readonly line?: Line;
  /** A service that is no line of its own. */
  readonly service?: string;
  readonly to: string;
  readonly scope: Scope;
  readonly from: Day;
  readonly ref: EventRef;
};

export type Accountability = {
  readonly who: string;
  readonly answersTo: string;
  readonly about: string;
  readonly from: Day;
  readonly ref: EventRef;
};

/** Who commissions what for a commissioner's population, and who answers to whom: all that was ever said. */
export type Responsibilities = {
  readonly services: readonly AssignedService[];
  readonly accountabilities: readonly Accountability[];
};

export const responsibilities: Evolution<Responsibilities, ResponsibilityEvent> = {
  initial: { services: [], accountabilities: [] },
  evolve: {
    ServiceAssigned: (state, { line, service, to, scope, from }, ref) => ({
      ...state,
      services: withItem(state.services, {
        ...(line === undefined ? {} : { line }),
        ...(service === undefined ? {} : { service }),
        to,
        scope,
        from: dayOf(from),
        ref,
      }),
    }),
    AccountabilitySet: (state, { who, answersTo, about, from }, ref) => ({
      ...state,
      accountabilities: withItem(state.accountabilities, { who, answersTo, about, from: dayOf(from), ref }),
    }),
  },
};

/** Of the items that speak of one thing, that with the latest first day on or before `day`; of equals the last recorded. */
export function holdingOn<T extends { readonly from: Day }>(
  items: readonly T[],
  thing: (item: T) => string,
  day: Day,
): readonly T[] {
  const held = new Map<string, T>();
  for (const item of items) {
    const before = held.get(thing(item));
    if (item.from <= day && (before === undefined || item.from >= before.from)) held.set(thing(item), item);
  }
  return [...held.values()];
}
