import { OF_A_BODY, commissioner, type Declarations } from '../declaration.js';
import { ENGLAND } from '../england.js';
import { streamOf } from '../streams.js';
import type { CalendarCommands } from './commands.js';

export const calendarDeclarations: Declarations<CalendarCommands> = {
  SetDataCalendar: {
    names: ({ commissioner: code }) => (code === undefined ? [] : [commissioner(code)]),
    stream: ({ commissioner: code, year }) => streamOf.calendar(code ?? ENGLAND, year),
    refusals: OF_A_BODY,
  },
};
