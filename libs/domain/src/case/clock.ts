import { dateOf, type Day, type IsoDate } from '#kernel';
import { finalDecision, type BusinessCase } from './state.js';

/** How many days a commissioner has for a plan or a case, and which version of policy says so. */
export type CaseLimit = { readonly days: number; readonly policy: string };

/** Rule 31: days of the calendar, working or not. */
export type CaseClock = {
  readonly receivedOn: IsoDate;
  readonly limitDays: number;
  /** The version of policy that says the limit. */
  readonly policy: string;
  /** The last day in time. */
  readonly dueOn: IsoDate;
  readonly decidedOn: IsoDate | null;
  /** Up to the decision; while there is none, up to the day of asking. */
  readonly daysTaken: number;
  readonly daysOver: number;
  /** Null while there is no decision and it is not late. */
  readonly inTime: boolean | null;
};

/** @param today  the day of `knownAt` */
export function caseClock(state: BusinessCase, receivedOn: Day, limit: CaseLimit, today: Day): CaseClock {
  const decided = finalDecision(state)?.decidedOn;
  const daysTaken = (decided ?? today) - receivedOn;
  const daysOver = Math.max(0, daysTaken - limit.days);
  return {
    receivedOn: dateOf(receivedOn),
    limitDays: limit.days,
    policy: limit.policy,
    dueOn: dateOf(receivedOn + limit.days),
    decidedOn: decided === undefined ? null : dateOf(decided),
    daysTaken,
    daysOver,
    inTime: daysOver > 0 ? false : decided === undefined ? null : true,
  };
}
