import { change, money, roughly } from './money.js';

test('amounts are told to the penny, with a minus as wide as a plus', () => {
  expect([2_422_000, 0, -5].map(money)).toEqual(['£24,220.00', '£0.00', '−£0.05']);
  expect([2_422_000, 0, -5].map(change)).toEqual(['+£24,220.00', '£0.00', '−£0.05']);
});

test.each([
  [0, '£0'],
  [5_000, '£50'],
  [50_000_00, '£50k'],
  [-174_000_000, '−£1.74m'],
  [9_480_000_000, '£94.8m'],
  [54_326_498_932, '£543m'],
  [250_000_000_000, '£2.5bn'],
])('%i pence are roughly %s', (pence, words) => expect(roughly(pence)).toBe(words));
