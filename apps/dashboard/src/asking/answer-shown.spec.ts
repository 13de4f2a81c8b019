import { answerShown } from './answer-shown.js';

const cellsOf = (row: object) => answerShown({ rows: [row] }).tables[0]!.rows[0]!;

test('a rule leads to what it says, by its number or by its name', () =>
  expect(cellsOf({ code: 'STEP_SKIPPED', rule: 76 })).toEqual([
    { kind: 'text', text: 'STEP_SKIPPED' },
    { kind: 'text', text: 'Rule 76', href: '/help#rule-76' },
  ]));

test('a rule that is told by name leads to the same', () =>
  expect(cellsOf({ rule: 'Rule 29: exceptions' })[0]).toEqual({
    kind: 'text',
    text: 'Rule 29: exceptions',
    href: '/help#rule-29',
  }));

test('who paid is a body with a page, the version that wants a term is none', () => {
  expect(cellsOf({ by: '5X1', pence: 1 })[0]).toEqual({ kind: 'text', text: '5X1', href: '/organisations/5X1' });
  expect(cellsOf({ wanted: '70%', by: 'DH-2006-PRACTICAL' })[1]).toEqual({ kind: 'text', text: 'DH-2006-PRACTICAL' });
});
