import type { Day } from './calendar.js';

/** The days on which offices work. A port: who fills it says which holidays it knows. */
export type WorkingCalendar = {
  /** False on Saturdays, on Sundays and on bank holidays. */
  isWorkingDay(day: Day): boolean;
};

const DAYS_OF_WEEK = 7;
const [SUNDAY, SATURDAY] = [0, 6];

/** 0 is Sunday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: Day): number => (((day + 4) % DAYS_OF_WEEK) + DAYS_OF_WEEK) % DAYS_OF_WEEK;

export const isWeekend = (day: Day): boolean => [SUNDAY, SATURDAY].includes(weekdayOf(day));

/** `day` itself where it is a working day, else the next one. */
export function workingDayFrom(calendar: WorkingCalendar, day: Day): Day {
  let next = day;
  while (!calendar.isWorkingDay(next)) next += 1;
  return next;
}
