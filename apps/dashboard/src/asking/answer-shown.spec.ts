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

test('an amount is in pounds by whatever name, and never a bare number of pence', () => {
  const { tables } = answerShown({ rows: [{ pence: 150_000, offerPence: -5 }] });
  expect(tables[0]).toMatchObject({
    columns: [{ label: 'Amount' }, { label: 'Offer' }],
    rows: [
      [
        { kind: 'money', pence: 150_000 },
        { kind: 'money', pence: -5 },
      ],
    ],
  });
  expect(answerShown({ spent: { pence: 150_000 } }).fields[0]!.cell).toMatchObject({ text: 'Amount £1,500.00' });
});

test('kinds and events are said in words, each kind that there is with its number', () => {
  expect(cellsOf({ kind: 'BUDGET_NOT_SET', event: 'DisputeOpened' })).toMatchObject([
    { text: 'Budget not set' },
    { text: 'Dispute opened' },
  ]);
  const { fields } = answerShown({ byKind: { BUDGET_NOT_SET: 2, USE_UNSPENT: 0 } });
  expect(fields[0]!.cell).toMatchObject({ text: 'Budget not set 2' });
});

test('what a party stated in a dispute is no statement that was issued', () => {
  expect(cellsOf({ statement: 'ST1' })[0]).toMatchObject({ href: '/questions/statement?statement=ST1' });
  expect(cellsOf({ statement: 'P1', statedOn: '2008-10-08' })[0]).toEqual({ kind: 'text', text: 'P1' });
});
