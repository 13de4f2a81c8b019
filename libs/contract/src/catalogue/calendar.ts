import * as commands from '../commands/index.js';
import * as questions from '../questions/calendar.js';
import { entry } from './entry.js';
import { PRACTICE, YEAR } from './examples.js';

export const calendar = {
  SetDataCalendar: entry(commands.SetDataCalendar, 'Sets when the data of a month is closed and published', {
    year: YEAR,
    month: 1,
    version: 'FLEX',
    inclusionOn: '2007-05-23',
    publishedOn: '2007-05-30',
  }),
};

export const calendarQuestions = {
  calendar: entry(
    questions.CalendarQuestion,
    'When flex and freeze data is due, and whether a practice’s came in time',
    {
      practice: PRACTICE,
      year: YEAR,
    },
  ),
};
