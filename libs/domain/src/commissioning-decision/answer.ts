import { dateOf, type IsoDate } from '#kernel';
import { caseSittings, judgedBy, type DecisionFlag, type StatesFacts } from '../case/answer.js';
import type { CaseOutcome } from '../case/events.js';
import { businessCase } from '../case/state.js';
import type { SittingTold } from '../conduct/sitting.js';
import { streamOf } from '../streams.js';
import { commissioningDecision } from './state.js';

/** One decision on record: of a case, or any other. */
export type DecisionTold = SittingTold & {
  readonly kind: 'CASE' | 'DECISION';
  /** The id of the case or of the decision. */
  readonly id: string;
  readonly commissioner: string;
  readonly holder: string | null;
  readonly about: string;
  readonly decidedOn: IsoDate;
  readonly outcome: CaseOutcome | null;
  readonly reasons: string | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly flags: readonly DecisionFlag[];
};

/** @param supersededBy  the decision that took its place, if any */
export function decisionTold(facts: StatesFacts, id: string, supersededBy: string | null): DecisionTold | undefined {
  const state = facts.stateOf(commissioningDecision, streamOf.decision(id));
  const { recorded } = state;
  if (!recorded) return undefined;
  const { commissioner, holder, about, decidedOn, reasons, supersedes } = recorded;
  const { told, flags } = judgedBy(facts, state, commissioner, recorded, true);
  return {
    kind: 'DECISION',
    id,
    commissioner,
    holder: holder ?? null,
    about,
    decidedOn: dateOf(decidedOn),
    outcome: null,
    reasons: reasons ?? null,
    supersedes: supersedes ?? null,
    supersededBy,
    ...told,
    flags: [...(reasons === undefined ? ['NO_REASONS' as const] : []), ...flags],
  };
}

/** Every decision on a case, deferrals too. */
export function decisionsOfCase(facts: StatesFacts, id: string): readonly DecisionTold[] {
  const { submitted } = facts.stateOf(businessCase, streamOf.case(id));
  if (!submitted) return [];
  const { commissioner, holder, about } = submitted;
  return caseSittings(facts, id).map(({ cure: _cure, ...row }) => ({
    kind: 'CASE',
    id,
    commissioner,
    holder,
    about,
    supersedes: null,
    supersededBy: null,
    ...row,
  }));
}
