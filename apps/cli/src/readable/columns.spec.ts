import { columns } from './columns.js';

test('amounts stand under each other, and no line ends in blanks', () =>
  expect(
    columns(
      [
        ['Entitled', '£1,000.00', ''],
        ['Paid', '£5.00', 'PART_PAID'],
      ],
      [1],
    ),
  ).toEqual(['Entitled  £1,000.00', 'Paid          £5.00  PART_PAID']));

test('rows may be shorter than others', () => expect(columns([['a'], ['b', 'c']])).toEqual(['a', 'b  c']));
