import { instant, londonDay, msOf, type Day, type Instant } from '#kernel';
import type { Commands } from './commands.js';
import { remembered } from './remembered.js';

/** An accepted command, as a scenario tells it. */
export type Step = {
  readonly at: string;
  readonly do: string;
  readonly with: unknown;
  readonly label?: string;
  readonly id?: string;
};

/** A step with its place in the order of recording and the day in London on which it was recorded. */
export type Fact = Step & { readonly order: number; readonly day: Day; readonly moment: Instant };

/** What one command said, with when it was recorded. */
export type Told<Name extends keyof Commands> = Commands[Name] & { readonly order: number; readonly day: Day };

/** A question that the ledger must refuse. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** What may be supposed of the terms of all agreements of one holder (rule 25). */
export type Supposed = { readonly holder: string; readonly protectBaseline?: boolean; readonly setShareBp?: number };

/** What is known at one moment: rules 1, 24 and 25. */
export type Known = {
  /** Everything recorded up to the moment, also what counts for nothing. */
  readonly recorded: readonly Fact[];
  /** What counts, in recorded order. */
  readonly facts: readonly Fact[];
  readonly today: Day;
  readonly omitted: readonly string[];
  readonly supposed?: Supposed;
};

/** Rule 22: a command id that comes again records nothing. */
export const factsOf = remembered((steps: readonly Step[]): readonly Fact[] => {
  const ids: string[] = [];
  const facts: Fact[] = [];
  for (const step of steps) {
    if (step.id !== undefined && ids.includes(step.id)) continue;
    if (step.id !== undefined) ids.push(step.id);
    const moment = instant(step.at);
    facts.push({ ...step, order: facts.length, moment, day: londonDay(moment) });
  }
  return facts;
});

export const isNamed = (fact: Fact, name: string): boolean => fact.label === name || fact.id === name;

/** Rule 24: from the last correction to the first, what a counting correction names counts for nothing. */
function counting(recorded: readonly Fact[], omitted: readonly string[]): readonly Fact[] {
  const dead = new Set(recorded.filter((fact) => omitted.some((name) => isNamed(fact, name))));
  for (const fact of recorded.toReversed()) {
    if (fact.do !== 'RecordInError' || dead.has(fact)) continue;
    const { label, command } = fact.with as Commands['RecordInError'];
    for (const other of recorded) {
      const named = (label !== undefined && other.label === label) || (command !== undefined && other.id === command);
      if (named && other.order < fact.order) dead.add(other);
    }
  }
  return recorded.filter((fact) => !dead.has(fact));
}

export const known = (
  recorded: readonly Fact[],
  today: Day,
  omitted: readonly string[] = [],
  supposed?: Supposed,
): Known => ({
  recorded,
  facts: counting(recorded, omitted),
  today,
  omitted,
  ...(supposed === undefined ? {} : { supposed }),
});

/** Everything recorded at or before `knownAt`; left out: everything, at the time of the last event. */
export const knownAt = remembered((facts: readonly Fact[], at: string | undefined): Known => {
  const moment = at === undefined ? facts.at(-1)!.moment : instant(at);
  return known(
    facts.filter((fact) => msOf(fact.moment) <= msOf(moment)),
    londonDay(moment),
  );
});

/** What was known when the fact of this order had just been recorded, on the ledger as it was then. */
export const knownThen = remembered(({ recorded, omitted, supposed }: Known, order: number): Known => {
  const then = recorded.filter((fact) => fact.order <= order);
  return known(then, then.at(-1)!.day, omitted, supposed);
});

const toldOf = remembered(({ facts }: Known, name: keyof Commands) =>
  facts
    .filter((fact) => fact.do === name)
    .map((fact) => ({ ...(fact.with as object), order: fact.order, day: fact.day })),
);

/** What the counting commands of one name said, in recorded order. */
export const told = <Name extends keyof Commands>(known: Known, name: Name): readonly Told<Name>[] =>
  toldOf(known, name) as unknown as readonly Told<Name>[];
