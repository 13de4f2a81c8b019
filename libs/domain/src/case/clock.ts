import { dateOf, type Day, type IsoDate } from '#kernel';
import { finalDecision, type BusinessCase } from './state.js';

/** How many days a commissioner has for a plan or a case that it received on a day. */
export type CaseLimit = (commissioner: string, receivedOn: Day) => number;

/** Eight weeks. @see domain dossier 2.9 and 13.8, `businessCaseLimit` */
export const USUAL_CASE_LIMIT_DAYS = 56;

export const usualCaseLimit: CaseLimit = () => USUAL_CASE_LIMIT_DAYS;

/** Rule 31: days of the calendar, working or not. */
export type CaseClock = {
  readonly receivedOn: IsoDate;
  readonly limitDays: number;
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
export function caseClock(state: BusinessCase, receivedOn: Day, limitDays: number, today: Day): CaseClock {
  const decided = finalDecision(state)?.decidedOn;
  const daysTaken = (decided ?? today) - receivedOn;
  const daysOver = Math.max(0, daysTaken - limitDays);
  return {
    receivedOn: dateOf(receivedOn),
    limitDays,
    dueOn: dateOf(receivedOn + limitDays),
    decidedOn: decided === undefined ? null : dateOf(decided),
    daysTaken,
    daysOver,
    inTime: daysOver > 0 ? false : decided === undefined ? null : true,
  };
}
