import type { Decide } from '../decision.js';
import type { CalendarCommands } from './commands.js';

export const calendarDeciders: { readonly [C in keyof CalendarCommands]: Decide<CalendarCommands[C]> } = {
  SetDataCalendar: (data) => [{ type: 'DataCalendarSet', data }],
};
