import { londonDay, workingDayFrom, type Day, type WorkingCalendar } from '#kernel';
import type { EventRef } from '../history.js';
import type { Step } from './events.js';
import { isOpen, type Dispute, type Stage } from './state.js';

/** Days in which each step is to answer, and in which a ruling is to be obeyed. */
export type Limits = { readonly [Of in Step | 'RULING']: number };

/** Domain dossier 13.8: 28 days a step were usual; none is statutory. */
export const USUAL_LIMITS: Limits = { LOCAL: 28, PCT_PEC: 28, PCT_BOARD: 28, SHA: 28, DH: 28, RULING: 28 };

/** What limits are counted by. */
export type Counting = { readonly limits: Limits; readonly calendar: WorkingCalendar };

/** The last day in time, a working day: so many days after a day. */
export const limitDay = (from: Day, days: number, calendar: WorkingCalendar): Day =>
  workingDayFrom(calendar, from + days);

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
export function dueOf(dispute: Dispute, stage: Stage, { limits, calendar }: Counting, before = Infinity): Day {
  const { extensions, stages } = dispute;
  const back = sentBack(dispute, stage).filter(({ position }) => position < before);
  const from = Math.max(stage.startedOn, ...back.map(({ recordedAt }) => londonDay(recordedAt)));
  const granted = extensions.filter(
    (each) => each.granted && each.granted.ref.position < before && stages[each.stage] === stage,
  );
  const days = granted.map(({ until }) => workingDayFrom(calendar, until));
  return Math.max(limitDay(from, limits[stage.step], calendar), ...days);
}

/** Rule 78: the step at which an open dispute stands, and the last day of its limit. */
export function dueNow(
  dispute: Dispute,
  counting: Counting,
): { readonly stage: Stage; readonly dueOn: Day } | undefined {
  const stage = dispute.stages.at(-1);
  return stage && isOpen(dispute) ? { stage, dueOn: dueOf(dispute, stage, counting) } : undefined;
}
