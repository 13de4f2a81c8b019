import type { Pence } from '#kernel';

const wholePounds = new Intl.NumberFormat('en-GB');

/** Pounds and pence without a detour through fractions: -£1,234.05. */
export function pounds(pence: Pence): string {
  const size = Math.abs(pence);
  const rest = String(size % 100).padStart(2, '0');
  return `${pence < 0 ? '-' : ''}£${wholePounds.format(Math.trunc(size / 100))}.${rest}`;
}

/** For amounts that are not known, as what is affordable where no fund is set. */
export const poundsOr = (pence: Pence | null, otherwise: string): string =>
  pence === null ? otherwise : pounds(pence);

/** 7000 is 70%; two digits where they are needed. */
export const percent = (bp: number): string => `${bp / 100}%`;
