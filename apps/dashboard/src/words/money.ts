import { pounds, type Pence } from '#kernel';

/** Pounds with a minus sign of the same width as the plus. */
export const money = (pence: Pence): string => pounds(pence).replace('-', '−');

/** With its sign, as a change: +£12.00, −£12.00, £0.00. */
export const change = (pence: Pence): string => (pence > 0 ? `+${money(pence)}` : money(pence));

const SIZES = [
  [100_000_000_000, 'bn'],
  [100_000_000, 'm'],
  [100_000, 'k'],
] as const;

/** Roughly, for the axis or the label of a chart: £1.74m. */
export function roughly(pence: Pence): string {
  const sign = pence < 0 ? '−' : '';
  const size = Math.abs(pence);
  const [unit, letter] = SIZES.find(([least]) => size >= least) ?? [100, ''];
  const value = size / unit;
  const digits = letter === '' ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${sign}£${Number(value.toFixed(digits)).toLocaleString('en-GB')}${letter}`;
}
