import { holdsNhsNumber } from './nhs-number.js';

// By hand: 9x10 + 4x9 + 3x8 + 4x7 + 7x6 + 6x5 + 5x4 + 9x3 + 1x2 = 299, 299 mod 11 = 2, 11 - 2 = 9.
test.each(['943 476 5919', '943-476-5919', 'NHS number 9434765919', 'NHS no. 9434765919, twice', '(943 476 5919)'])(
  '%s is told as an NHS number',
  (text) => expect(holdsNhsNumber(text)).toBe(true),
);

test.each([
  ['ten digits that are not called one: an invoice, an id', '9434765919'],
  ['another check digit', '943 476 5918'],
  ['a check that would be 10', '123 456 7890'],
  ['eleven digits', 'NHS 09434765919'],
  ['part of a code', 'X943-476-5919'],
  ['part of a hash', 'NHS a9434765919f'],
  ['an amount and a year', '24000000 of 2007-08'],
  ['parted in another way', '94 3476 5919'],
  ['no digits', 'A case of May'],
])('%s is not', (_why, text) => expect(holdsNhsNumber(text)).toBe(false));
