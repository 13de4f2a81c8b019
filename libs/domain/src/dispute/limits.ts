import { londonDay, workingDayFrom, type Day, type WorkingCalendar } from '#kernel';
import type { EventRef } from '../history.js';
import { SHIPPED_ONLY } from '../policy/in-force.js';
import type { Facts } from '../statement/facts.js';
import { policiesOf } from '../statement/minimum-share.js';
import { commissionerOf } from './arbiter.js';
import type { Step } from './events.js';
import { isOpen, type Dispute, type Stage } from './state.js';

/** Of what there is a limit: that a step answers, or that a ruling is obeyed. */
type Limited = Step | 'RULING';

/** A limit in days, which version of policy says it, and the last day in time, a working day. */
export type Limit = { readonly days: number; readonly policy: string; readonly dueOn: Day };

/** What the limits of a dispute are counted by. */
export type Counting = {
  /** By the policy of the day from which it runs. */
  readonly limitFrom: (of: Limited, from: Day) => Limit;
  readonly calendar: WorkingCalendar;
};

/** Rule 77: by the policies of whose dispute it is with on that day. */
export function countingOf(facts: Facts, dispute: Dispute, calendar: WorkingCalendar): Counting {
  const policiesOn = (day: Day) =>
    facts.hasPolicies ? policiesOf(facts, commissionerOf(facts, dispute, day)) : SHIPPED_ONLY;
  return {
    limitFrom(of, from) {
      const term = of === 'RULING' ? 'rulingDays' : (`disputeStepDays.${of}` as const);
      const { value, version } = policiesOn(from).always(term, from);
      return { days: value, policy: version.policy, dueOn: workingDayFrom(calendar, from + value) };
    },
    calendar,
  };
}

/** Rulings that sent the dispute back while a stage ran: by remitting it, or as they were superseded. */
function sentBack({ rulings, stages }: Dispute, stage: Stage): readonly EventRef[] {
  const next = stages[stages.indexOf(stage) + 1]?.ref.position ?? Infinity;
  return rulings
    .flatMap(({ outcome, superseded, ref }) => (outcome === 'REMITTED' ? [ref] : superseded ? [superseded.ref] : []))
    .filter(({ position }) => position > stage.ref.position && position < next);
}

/**
 * Rule 77: from when a stage runs, its limit from then on, or the latest day to which it was extended.
 * @param before  as it stood before this position of the log
 */
export function limitOf(dispute: Dispute, stage: Stage, { limitFrom, calendar }: Counting, before = Infinity): Limit {
  const { extensions, stages } = dispute;
  const back = sentBack(dispute, stage).filter(({ position }) => position < before);
  const from = Math.max(stage.startedOn, ...back.map(({ recordedAt }) => londonDay(recordedAt)));
  const granted = extensions.filter(
    (each) => each.granted && each.granted.ref.position < before && stages[each.stage] === stage,
  );
  const days = granted.map(({ until }) => workingDayFrom(calendar, until));
  const limit = limitFrom(stage.step, from);
  return { ...limit, dueOn: Math.max(limit.dueOn, ...days) };
}

/** Rule 78: the step at which an open dispute stands, and its limit. */
export function limitNow(dispute: Dispute, counting: Counting): (Limit & { readonly stage: Stage }) | undefined {
  const stage = dispute.stages.at(-1);
  return stage && isOpen(dispute) ? { stage, ...limitOf(dispute, stage, counting) } : undefined;
}
