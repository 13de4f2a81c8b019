import { dayIn, flexDay, freezeDay } from './wave.js';

test.each([
  [0, 3, '2008-03-03'],
  [1, 1, '2008-04-01'],
  [9, 31, '2008-12-31'],
  [12, 10, '2009-03-10'],
  [13, 20, '2009-04-20'],
  [15, 15, '2009-06-15'],
])('day %i/%i of the year 2008-09 is %s', (month, day, date) => expect(dayIn('2008-09', month, day)).toBe(date));

test('the first data of a month come 30 days after it, the final ones 60', () => {
  expect([flexDay('2008-09', 1), freezeDay('2008-09', 1)]).toEqual(['2008-05-30', '2008-06-29']);
  expect([flexDay('2008-09', 12), freezeDay('2008-09', 12)]).toEqual(['2009-04-30', '2009-05-30']);
});
