import type { Bp, Pence } from './money.js';

/** Pounds and pence without a detour through fractions: -£1,234.05. */
export function pounds(pence: Pence): string {
  const size = Math.abs(pence);
  const whole = String(Math.trunc(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${pence < 0 ? '-' : ''}£${whole}.${String(size % 100).padStart(2, '0')}`;
}

/** 7000 is 70%, 3333 is 33.33%. */
export const percent = (bp: Bp): string => `${bp / 100}%`;
