import { Draws } from './draws.mjs';

export const SEED = 2008;
/** What a practice keeps of a saving, in basis points: the guidance of 2006. */
export const SHARE_BP = 7_000;
export const SHA = 'Q99';
export const LINES = ['EL', 'DC', 'NEL', 'OPFA', 'OPFUP', 'OPPROC', 'AE', 'DIAG', 'CRIT', 'PRESC', 'COMM', 'MH'];
const PRACTICES_A_PCT = 100;

/**
 * @typedef {{ code: string, pct: string, patients: number, budget: Record<string, number> }} Practice
 *   `budget` is of each line for a year, in pence, a multiple of twelve
 * @typedef {{ years: readonly string[], pcts: readonly string[], practices: readonly Practice[] }} Scene
 *   `years` as the contract writes them, "2008-09", one after the other
 */

/**
 * Invented practices under invented PCTs: the same ones for the same numbers.
 * @param {{ practices: number, years: readonly string[] }} of
 * @returns {Scene}
 */
export function sceneOf({ practices, years }) {
  const draws = new Draws(SEED);
  const pcts = Array.from({ length: Math.ceil(practices / PRACTICES_A_PCT) }, (_, index) => `5${index + 10}`);
  const made = Array.from({ length: practices }, (_, index) => {
    const patients = draws.whole(2_000, 14_000);
    const budget = Object.fromEntries(LINES.map((line) => [line, 12 * patients * draws.whole(80, 900)]));
    return { code: `A${10_000 + index}`, pct: pcts[index % pcts.length], patients, budget };
  });
  return { years, pcts, practices: made };
}

/** 500 practices under five PCTs, one year. */
export const SMALL = { practices: 500, years: ['2008-09'] };

export const startOf = (year) => Number(year.slice(0, 4));

/** A day of a month of a year, month 1 being April. */
export function dayIn(year, month, day) {
  const calendar = month <= 9 ? month + 3 : month - 9;
  const padded = (number) => String(number).padStart(2, '0');
  return `${startOf(year) + (month <= 9 ? 0 : 1)}-${padded(calendar)}-${padded(day)}`;
}

/** The last day of a month of a year. */
export function lastDayIn(year, month) {
  const [calendarYear, calendar] = dayIn(year, month, 1).split('-').map(Number);
  return dayIn(year, month, new Date(Date.UTC(calendarYear, calendar, 0)).getUTCDate());
}
