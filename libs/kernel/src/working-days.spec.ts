import { dayOf } from './calendar.js';
import { isWeekend, workingDayFrom } from './working-days.js';

test('Saturdays and Sundays are weekends, before 1970 too', () => {
  const weekends = ['2008-08-30', '2008-08-31', '1969-12-27', '1969-12-28'];
  expect(weekends.filter((date) => isWeekend(dayOf(date)))).toEqual(weekends);
  expect(['2008-08-29', '2008-09-01', '1969-12-26', '1969-12-29'].filter((date) => isWeekend(dayOf(date)))).toEqual([]);
});

test('a working day stays; another moves to the next one', () => {
  const holiday = dayOf('2008-08-25');
  const calendar = { isWorkingDay: (day: number) => !isWeekend(day) && day !== holiday };
  expect(workingDayFrom(calendar, dayOf('2008-08-22'))).toBe(dayOf('2008-08-22'));
  expect(workingDayFrom(calendar, dayOf('2008-08-23'))).toBe(dayOf('2008-08-26'));
});
