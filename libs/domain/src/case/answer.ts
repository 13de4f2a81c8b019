import { dateOf, type Day, type Fact, type IsoDate, type Pence } from '#kernel';
import { SITTING_FLAGS, judged, type Judged, type SittingTold } from '../conduct/sitting.js';
import { delegation } from '../delegation/state.js';
import type { Evolution } from '../history.js';
import { streamOf } from '../streams.js';
import { isSuccessorOf } from '../succession.js';
import type { Facts } from '../statement/facts.js';
import { policiesOf } from '../statement/minimum-share.js';
import { caseClock, type CaseClock, type CaseLimit } from './clock.js';
import type { CaseOutcome } from './events.js';
import { businessCase, type BusinessCase, type CaseDecision, type CaseKind, type Submission } from './state.js';

/** Facts of which any stream can be asked that was read. */
export type StatesFacts = Facts & {
  stateOf<State, E extends Fact<string, object>>(evolution: Evolution<State, E>, stream: string): State;
};

/** What the record of a case shows that should not be, in the order in which it is told. */
export const CASE_FLAGS = ['LATE', 'OVERDUE', 'NO_REASONS', 'NO_CURE', ...SITTING_FLAGS] as const;
export type CaseFlag = (typeof CASE_FLAGS)[number];

/** What of it one decision shows. */
export type DecisionFlag = Exclude<CaseFlag, 'LATE' | 'OVERDUE'>;

export type CaseStatus = 'OPEN' | CaseOutcome;

/** One decision on a case: a deferral, or the one that ended it. */
export type CaseSitting = SittingTold & {
  readonly decidedOn: IsoDate;
  readonly outcome: CaseOutcome;
  readonly reasons: string | null;
  readonly cure: string | null;
  readonly flags: readonly DecisionFlag[];
};

type Asked = { readonly [Field in 'plan' | 'follows' | 'scheme' | 'provider']: string | null } & {
  readonly expectedCostPence: Pence | null;
  readonly expectedSavingPence: Pence | null;
};

export type CaseAnswer = CaseClock &
  Asked & {
    readonly case: string;
    readonly kind: CaseKind;
    readonly commissioner: string;
    readonly holder: string;
    readonly about: string;
    readonly status: CaseStatus;
    readonly interests: readonly { readonly member: string; readonly declaredOn: IsoDate }[];
    readonly withdrawals: readonly { readonly member: string; readonly withdrewOn: IsoDate }[];
    readonly flags: readonly CaseFlag[];
    readonly rows: readonly CaseSitting[];
  };

/** Rule 31: by the policy of the commissioner that received it, on the day of receipt. */
export function caseLimitOf(
  facts: Facts,
  { commissioner, receivedOn }: Pick<Submission, 'commissioner' | 'receivedOn'>,
): CaseLimit {
  const { value, version } = policiesOf(facts, commissioner).always('caseLimitDays', receivedOn);
  return { days: value, policy: version.policy };
}

/** @param today  the day of `knownAt` @returns undefined where no such case is known */
export function caseAnswer(facts: StatesFacts, id: string, today: Day): CaseAnswer | undefined {
  const state = facts.stateOf(businessCase, streamOf.case(id));
  const { submitted, interests, withdrawals } = state;
  if (!submitted) return undefined;
  const { commissioner, receivedOn } = submitted;
  const clock = caseClock(state, receivedOn, caseLimitOf(facts, submitted), today);
  const rows = caseSittings(facts, id);
  return {
    case: id,
    kind: submitted.kind,
    commissioner,
    holder: submitted.holder,
    about: submitted.about,
    status: rows.at(-1)?.outcome ?? 'OPEN',
    ...clock,
    ...askedIn(submitted),
    interests: interests.map(({ member, declaredOn }) => ({ member, declaredOn: dateOf(declaredOn) })),
    withdrawals: withdrawals.map(({ member, withdrewOn }) => ({ member, withdrewOn: dateOf(withdrewOn) })),
    flags: flagsOf(clock, rows),
    rows,
  };
}

/** Every decision on a case, in the order recorded. */
export function caseSittings(facts: StatesFacts, id: string): readonly CaseSitting[] {
  const state = facts.stateOf(businessCase, streamOf.case(id));
  const { submitted } = state;
  return submitted ? state.decisions.map((decision) => sittingOf(facts, state, submitted, decision)) : [];
}

const askedIn = (submitted: Submission): Asked => ({
  plan: submitted.plan ?? null,
  follows: submitted.follows ?? null,
  scheme: submitted.scheme ?? null,
  provider: submitted.provider ?? null,
  expectedCostPence: submitted.expectedCostPence ?? null,
  expectedSavingPence: submitted.expectedSavingPence ?? null,
});

function sittingOf(
  facts: StatesFacts,
  conduct: BusinessCase,
  { commissioner }: Submission,
  decision: CaseDecision,
): CaseSitting {
  const { outcome, decidedOn, reasons, cure } = decision;
  const { told, flags } = judgedBy(facts, conduct, commissioner, decision, outcome !== 'DEFERRED');
  return {
    decidedOn: dateOf(decidedOn),
    outcome,
    reasons: reasons ?? null,
    cure: cure ?? null,
    ...told,
    flags: [...unexplained(decision), ...flags],
  };
}

/** Rule 32: a refusal says why, and what would cure it. */
const unexplained = ({ outcome, reasons, cure }: CaseDecision): readonly DecisionFlag[] =>
  outcome === 'REFUSED'
    ? [...(reasons === undefined ? ['NO_REASONS' as const] : []), ...(cure === undefined ? ['NO_CURE' as const] : [])]
    : [];

/** A sitting seen against its body's scheme of delegation and what its members said. */
export const judgedBy = (
  facts: StatesFacts,
  conduct: Parameters<typeof judged>[1]['conduct'],
  commissioner: string,
  sitting: Parameters<typeof judged>[0],
  decides: boolean,
): Judged =>
  judged(sitting, {
    conduct,
    delegation: facts.stateOf(delegation, streamOf.delegation(sitting.organisation)),
    isTheCommissioner: isSuccessorOf(facts, sitting.organisation, commissioner, sitting.decidedOn),
    decides,
  });

function flagsOf({ decidedOn, daysOver }: CaseClock, rows: readonly CaseSitting[]): readonly CaseFlag[] {
  const isLate = daysOver > 0;
  const shown = new Set<CaseFlag>(rows.flatMap(({ flags }) => flags));
  if (isLate) shown.add(decidedOn === null ? 'OVERDUE' : 'LATE');
  return CASE_FLAGS.filter((flag) => shown.has(flag));
}
