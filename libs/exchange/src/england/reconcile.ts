import { setImmediate as turn } from 'node:timers/promises';
import { ENGLAND, assignedOn, streamOf, type Entitlement, type Exposure, type RollUp } from '#domain';
import { londonDay, type Instant, type Year } from '#kernel';
import type { Ledger } from '#ledger';
import { Gathering, KnownFacts, StreamReader, codesOf, keyOf } from '#questions';

/** What statements add up to. */
export type Sums = Pick<RollUp, 'entitledPence' | 'paidPence' | 'outstandingPence' | 'byBasis' | 'practices'>;

/** A body whose answer is not the sum of its practices' statements. */
export type Difference = { readonly of: string; readonly answered: Sums; readonly statements: Sums };

export type Reconciliation = {
  readonly year: Year;
  readonly knownAt: Instant;
  readonly position: number;
  /** The statements of all practices with a budget for the year, one by one. */
  readonly practices: Sums;
  /** The exposures of all commissioners, and how many they are. */
  readonly commissioners: Sums & { readonly bodies: number };
  /** The roll-ups of all SHAs. */
  readonly authorities: Sums & { readonly bodies: number };
  readonly england: Sums;
  readonly differences: readonly Difference[];
  /** Whether all four are equal, and every body's answer is the sum of its practices' statements. */
  readonly reconciled: boolean;
  /** How long each level took to answer, in seconds. */
  readonly seconds: {
    readonly practices: number;
    readonly commissioners: number;
    readonly authorities: number;
    readonly england: number;
  };
};

const NONE: Sums = { entitledPence: 0, paidPence: 0, outstandingPence: 0, byBasis: {}, practices: 0 };

type Bases = Sums['byBasis'];

function addedBases(a: Bases, b: Bases): Bases {
  const sums = new Map(Object.entries(a));
  for (const [basis, pence] of Object.entries(b)) sums.set(basis, (sums.get(basis) ?? 0) + pence);
  return Object.fromEntries(sums);
}

const added = (a: Sums, b: Sums): Sums => ({
  entitledPence: a.entitledPence + b.entitledPence,
  paidPence: a.paidPence + b.paidPence,
  outstandingPence: a.outstandingPence + b.outstandingPence,
  byBasis: addedBases(a.byBasis, b.byBasis),
  practices: a.practices + b.practices,
});

const ofStatement = ({ entitlementPence, paidPence, outstandingPence, parts }: Entitlement): Sums => ({
  entitledPence: entitlementPence,
  paidPence,
  outstandingPence,
  byBasis: Object.fromEntries(parts.map(({ basis, pence }) => [basis, pence])),
  practices: 1,
});

const ofAnswer = (answer: Exposure | RollUp): Sums => {
  const { entitledPence, paidPence, outstandingPence, byBasis } = answer;
  const practices = 'practices' in answer ? answer.practices : answer.holders.length;
  return { entitledPence, paidPence, outstandingPence, byBasis, practices };
};

const inWords = ({ entitledPence, paidPence, outstandingPence, byBasis, practices }: Sums): string =>
  JSON.stringify([entitledPence, paidPence, outstandingPence, practices, Object.entries(byBasis).sort()]);

const areEqual = (a: Sums, b: Sums): boolean => inWords(a) === inWords(b);

/** Who watches: one step for each question answered. */
export type Counting = { begins(what: string, questions: number): void; answered(): void; ends(): void };

/**
 * Asks for the statement of every practice, the exposure of every commissioner, the roll-up of every SHA and of
 * England, all from the same events, and compares what they add up to.
 * @param seconds  a clock for how long it takes
 */
export async function reconcileEngland(
  ledger: Ledger,
  year: Year,
  watch: Counting,
  seconds: () => number,
): Promise<Reconciliation> {
  const { position, effectiveAt } = await ledger.store.head();
  const from: From = { ledger, year, position: Number(position), watch, seconds };
  const statements = await byDebtor(from);
  const authorities = await byAuthority(from, [...statements.sums.keys()]);
  const exposures = await answersOf(from, 'exposures', [...statements.sums.keys()], async (commissioner) =>
    ofAnswer((await ask(from, 'exposure', { commissioner })) as Exposure),
  );
  const rollUpOf = async (of: string) => ofAnswer((await ask(from, 'rollUp', { of })) as RollUp);
  const rollUps = await answersOf(from, 'roll-ups of authorities', [...authorities.keys()], rollUpOf);
  const england = await answersOf(from, 'roll-up of England', [ENGLAND], rollUpOf);
  const differences = [
    ...differing(exposures.sums, (code) => statements.sums.get(code)!),
    ...differing(rollUps.sums, (code) => total(authorities.get(code)!.map((own) => statements.sums.get(own)!))),
    ...differing(england.sums, () => statements.all),
  ];
  const [commissioners, shas] = [total(exposures.sums.values()), total(rollUps.sums.values())];
  const isWhole = [commissioners, shas].every((sums) => areEqual(sums, statements.all));
  return {
    year,
    knownAt: effectiveAt ?? '',
    position: Number(position),
    practices: statements.all,
    commissioners: { ...commissioners, bodies: exposures.sums.size },
    authorities: { ...shas, bodies: rollUps.sums.size },
    england: england.sums.get(ENGLAND)!,
    differences,
    reconciled: isWhole && differences.length === 0,
    seconds: {
      practices: statements.seconds,
      commissioners: exposures.seconds,
      authorities: rollUps.seconds,
      england: england.seconds,
    },
  };
}

type From = {
  readonly ledger: Ledger;
  readonly year: Year;
  readonly position: number;
  readonly watch: Counting;
  readonly seconds: () => number;
};

/** One question, after a turn of the loop: others get a word in, and SQLite's rows are let go of only then. */
async function ask({ ledger, year, position }: From, question: string, of: object) {
  await turn();
  return ledger.questions.ask(question, { ...of, year, position });
}

const total = (sums: Iterable<Sums>): Sums => [...sums].reduce(added, NONE);

const differing = (answers: ReadonlyMap<string, Sums>, statementsOf: (code: string) => Sums): readonly Difference[] =>
  [...answers].flatMap(([of, answered]) => {
    const statements = statementsOf(of);
    return areEqual(answered, statements) ? [] : [{ of, answered, statements }];
  });

/** One pass of all statements, added up by who owes. Without a budget for the year a practice has nothing to add. */
async function byDebtor(from: From): Promise<{ sums: ReadonlyMap<string, Sums>; all: Sums; seconds: number }> {
  const { ledger, watch, seconds } = from;
  const began = seconds();
  const practices = codesOf((await ledger.store.lookUp(keyOf.allPractices)).map(({ stream }) => stream));
  const sums = new Map<string, Sums>();
  let all = NONE;
  watch.begins('statements of practices', practices.length);
  for (const holder of practices) {
    const statement = (await ask(from, 'entitlement', { holder })) as Entitlement;
    watch.answered();
    if (statement.budgetPence === 0 && !(await hasBudget(from, holder))) continue;
    const own = ofStatement(statement);
    all = added(all, own);
    if (statement.debtor !== null) sums.set(statement.debtor, added(sums.get(statement.debtor) ?? NONE, own));
  }
  watch.ends();
  return { sums: new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1))), all, seconds: seconds() - began };
}

async function hasBudget({ ledger, year, position }: From, practice: string): Promise<boolean> {
  const gathering = new Gathering(new StreamReader(ledger.store));
  await gathering.load([streamOf.account(practice, year)]);
  const { budget, entries } = new KnownFacts(gathering, position).account(practice, year);
  return budget !== undefined || entries.size > 0;
}

/** The commissioners that belong to each authority on the day of the last event. */
async function byAuthority(
  { ledger, position }: From,
  commissioners: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { effectiveAt } = await ledger.store.head();
  const gathering = new Gathering(new StreamReader(ledger.store));
  await gathering.load(commissioners.map(streamOf.organisation));
  const facts = new KnownFacts(gathering, position);
  const found = new Map<string, string[]>();
  for (const code of commissioners) {
    const above = effectiveAt && assignedOn(facts.organisation(code), londonDay(effectiveAt))?.to;
    if (above) found.set(above, [...(found.get(above) ?? []), code]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The answers about some bodies, and how long they took. */
async function answersOf(
  { watch, seconds }: From,
  what: string,
  bodies: readonly string[],
  answer: (code: string) => Promise<Sums>,
): Promise<{ readonly sums: ReadonlyMap<string, Sums>; readonly seconds: number }> {
  const began = seconds();
  const sums = new Map<string, Sums>();
  watch.begins(what, bodies.length);
  for (const code of bodies) {
    sums.set(code, await answer(code));
    watch.answered();
  }
  watch.ends();
  return { sums, seconds: seconds() - began };
}
