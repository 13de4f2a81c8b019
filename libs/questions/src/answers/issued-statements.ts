import { canonicalJson, sha256 } from '#audit';
import {
  RULE_VERSION,
  Statements,
  issuedStatement,
  lastTold,
  streamOf,
  toldFigures,
  type IssuedStatement,
  type Telling,
} from '#domain';
import { dayOf, londonDay, type Day, type Instant, type Pence, type Year } from '#kernel';
import { keyOf } from '../directory-keys.js';
import type { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';

const STATEMENTS = streamOf.statement('');

/** A statement that counts, with the first telling and the last. */
export type Counting = Required<IssuedStatement> & { readonly last: Telling };

/** The statement of a stream that was read, if it counts at a position. */
export function countingAt(gathering: Gathering, stream: string, position: number): Counting | undefined {
  const state = new KnownFacts(gathering, position).stateOf(issuedStatement, stream);
  const last = lastTold(state);
  return state.issued && last && { issued: state.issued, differences: state.differences, last };
}

/** Streams of the statements that speak of a code: as holder, or as whom they were sent to. */
export const statementsAbout = async (gathering: Gathering, code: string): Promise<readonly string[]> =>
  (await gathering.lookUp(keyOf.about(code))).filter((stream) => stream.startsWith(STATEMENTS));

/** One telling among those of a statement: the statement itself, or a difference. */
export type TellingRow = {
  readonly told: 'STATEMENT' | 'DIFFERENCE';
  readonly id: string;
  readonly to: string;
  readonly toldAt: Instant;
  readonly asAt: string;
  readonly knownAt: Instant;
  readonly position: number;
  readonly entitlementPence: Pence;
  /** From what was told before it; null of the statement itself. */
  readonly differencePence: Pence | null;
  readonly ruleVersion: string;
  readonly hash: string;
};

/** The tellings of a statement in the order in which they were issued. */
export function tellingsOf({ issued, differences }: Counting): readonly (TellingRow & { readonly by: Telling })[] {
  const row = (by: Telling, id: string, differencePence: Pence | null): TellingRow & { readonly by: Telling } => ({
    told: by === issued ? 'STATEMENT' : 'DIFFERENCE',
    id,
    to: issued.to,
    toldAt: by.ref.recordedAt,
    asAt: by.figures.asAt,
    knownAt: by.figures.knownAt,
    position: by.figures.position,
    entitlementPence: by.figures.entitlementPence,
    differencePence,
    ruleVersion: by.ruleVersion,
    hash: by.hash,
    by,
  });
  return [
    row(issued, issued.id, null),
    ...differences.map((difference) => row(difference, difference.id, difference.differencePence)),
  ];
}

/** What the rules of a version answer; only those that still run are here. */
export type RulesByVersion = ReadonlyMap<string, typeof Statements>;
const RULES: RulesByVersion = new Map([[RULE_VERSION, Statements]]);

/** Figures worked out anew: what is told of them, its hash, and by which policy versions. */
export type Recomputed = { readonly hash: string; readonly policies: readonly string[] };

/**
 * The same figures worked out anew, by the rules of then from what was known then; undefined where those rules no longer
 * run.
 */
export function recomputed(
  gathering: Gathering,
  holder: string,
  year: Year,
  { figures, ruleVersion }: Telling,
  rules: RulesByVersion = RULES,
): Recomputed | undefined {
  const Rules = rules.get(ruleVersion);
  if (!Rules) return undefined;
  const { asAt, knownAt, position } = figures;
  const statements = new Rules(new KnownFacts(gathering, position), londonDay(knownAt));
  const { answer } = statements.of(holder, year, dayOf(asAt));
  return { hash: hashOf(toldFigures(answer, { asAt, knownAt, position })), policies: answer.policies };
}

export const hashOf = (figures: object): string => sha256(canonicalJson(figures));

/** A difference since the last telling, as at its own day. */
export const figureNow = (
  statements: Statements,
  { issued, last }: Counting,
): { readonly nowPence: Pence; readonly wrongByPence: Pence } => {
  const nowPence = statements.entitlementPence(issued.holder, issued.year, dayOf(last.figures.asAt));
  return { nowPence, wrongByPence: nowPence - last.figures.entitlementPence };
};

/** Whether a body is the debtor: a group's, of any of its parts. */
export function isOwedBy(statements: Statements, { issued, last }: Counting, code: string): boolean {
  const { answer, owed } = statements.of(issued.holder, issued.year, dayOf(last.figures.asAt));
  return answer.debtor === code || owed.some(({ debtor }) => debtor.code === code);
}

/** The same moment with less known: the end of a day. */
export function knownBy(gathering: Gathering, day: Day, { position }: Moment): number {
  let last = 0;
  for (const { events } of gathering.histories.values()) {
    for (const { ref } of events) {
      if (ref.position <= position && ref.position > last && londonDay(ref.recordedAt) <= day) last = ref.position;
    }
  }
  return last;
}
