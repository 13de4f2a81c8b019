import { percent, pounds } from '#kernel';
import { poundsOr } from './money.js';

test.each([
  [4_623_804, '£46,238.04'],
  [0, '£0.00'],
  [5, '£0.05'],
  [-120_001, '-£1,200.01'],
  [Number.MAX_SAFE_INTEGER, '£90,071,992,547,409.91'],
])('%i pence are %s', (pence, text) => expect(pounds(pence)).toBe(text));

test('an amount that is not known is told so, and none is made up', () =>
  expect([poundsOr(null, 'not known'), poundsOr(0, 'not known')]).toEqual(['not known', '£0.00']));

test('basis points read as per cent', () =>
  expect([7000, 3750, 3333].map(percent)).toEqual(['70%', '37.5%', '33.33%']));
