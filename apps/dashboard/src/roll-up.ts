import type { Pence } from '#kernel';
import { bodyAddress, rollUpAddress } from './address.js';
import type { Parameters } from './api.js';
import type { RollUpRow } from './rows.js';
import { amount, count, numbers, column, text, type Cell, type Table } from './table.js';

type Sums = Pick<RollUpRow, 'entitledPence' | 'paidPence' | 'outstandingPence' | 'practices'>;

export type SumCard = { readonly key: string; readonly name: string; readonly pence: Pence; readonly says: string };

/** The sums of a body: what can be afforded is each commissioner's own, and adds up to nothing. */
export const rollUpCards = (sums: Sums): readonly SumCard[] => [
  {
    key: 'entitled',
    name: 'Entitled',
    pence: sums.entitledPence,
    says: `What the rules give ${sums.practices.toLocaleString('en-GB')} practices.`,
  },
  { key: 'paid', name: 'Paid', pence: sums.paidPence, says: 'What was paid to them, less what was taken back.' },
  {
    key: 'outstanding',
    name: 'Outstanding',
    pence: sums.outstandingPence,
    says: 'What they are entitled to and were not paid yet.',
  },
];

export const rollUpCells = (row: RollUpRow): readonly Cell[] => [
  text(row.name, placeOf(row, { year: row.year }), row.of),
  amount(row.entitledPence),
  amount(row.paidPence),
  amount(row.outstandingPence),
  amount(row.rulingPence),
  amount(row.guaranteePence),
  amount(row.agreementPence),
  amount(row.guidancePence),
  count(row.practices),
];

/** A commissioner has a page that tells more than its sums. */
const placeOf = ({ type, of }: RollUpRow, dated: Parameters): string =>
  type === 'SHA' ? rollUpAddress(of, dated) : bodyAddress(type, of, dated);

export const rollUpTable = (id: string, caption: string, rows: readonly RollUpRow[]): Table => ({
  id,
  caption,
  stacked: true,
  columns: [column('Body'), numbers('Entitled'), numbers('Paid'), numbers('Outstanding'), numbers('Practices')],
  rows: rows.map((row) => [
    text(row.name, placeOf(row, { year: row.year }), row.of),
    amount(row.entitledPence),
    amount(row.paidPence),
    amount(row.outstandingPence),
    count(row.practices),
  ]),
});
