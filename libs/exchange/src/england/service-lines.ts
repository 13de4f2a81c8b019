import type { Line } from '#domain';
import { numberIn, type SourceFolder } from './source-files.js';

/** How a line of the load is priced and spread. */
export type LinePrice = {
  readonly line: Line;
  /** What England used in a year, in pounds per 1,000 patients. */
  readonly gbpPer1000: number;
  /** Of one admission, attendance or day, in pence; a line without it is no count of things. */
  readonly unitPence?: number;
  /** The column of monthly-phasing.csv by which the year is spread; without it equally. */
  readonly phasing?: string;
  /** Standard deviation of a month, as a part of it, where there is nothing to count. */
  readonly noise?: number;
};

const ELECTIVE = 'elective_admissions_share';
const NON_ELECTIVE = 'non_elective_admissions_share';
const REFERRALS = 'gp_referrals_share';
const FIRST_OUTPATIENTS = 'first_outpatient_share';
const PRESCRIBING = 'gp_prescribing_share_2019';

/**
 * The twelve lines of the domain dossier's 13.2 without NELXBD and OTHER. EL, DC, NEL, the outpatient lines together
 * and AE: England's rates per 1,000 by the unit costs of 2011-12, as the recipe in the data's README gives them. The
 * split of outpatients, and DIAG, CRIT, COMM and MH, are assumptions of the load.
 */
export const LINE_PRICES: readonly LinePrice[] = [
  { line: 'EL', gbpPer1000: 28.0 * 3_208, unitPence: 320_800, phasing: ELECTIVE },
  { line: 'DC', gbpPer1000: 104.0 * 681, unitPence: 68_100, phasing: ELECTIVE },
  { line: 'NEL', gbpPer1000: 96.5 * 1_438, unitPence: 143_800, phasing: NON_ELECTIVE },
  { line: 'OPFA', gbpPer1000: 0.3 * 843 * 105.89, unitPence: 15_300, phasing: FIRST_OUTPATIENTS },
  { line: 'OPFUP', gbpPer1000: 0.6 * 843 * 105.89, unitPence: 8_700, phasing: FIRST_OUTPATIENTS },
  { line: 'OPPROC', gbpPer1000: 0.1 * 843 * 105.89, unitPence: 14_900, phasing: REFERRALS },
  { line: 'AE', gbpPer1000: 295 * 109, unitPence: 10_900, phasing: NON_ELECTIVE },
  { line: 'DIAG', gbpPer1000: 25_000, unitPence: 8_500, phasing: REFERRALS },
  { line: 'CRIT', gbpPer1000: 20_000, unitPence: 130_000, phasing: NON_ELECTIVE },
  { line: 'PRESC', gbpPer1000: 145_000, phasing: PRESCRIBING, noise: 0.057 },
  { line: 'COMM', gbpPer1000: 90_000, noise: 0.02 },
  { line: 'MH', gbpPer1000: 60_000, noise: 0.02 },
];

export const LINES: readonly Line[] = LINE_PRICES.map(({ line }) => line);

/** Twelve weights, M1 first, for each line that is not spread equally. */
export type Profiles = { readonly [L in Line]?: readonly number[] };

/** The shares of the file, which has five decimals, as whole weights. */
export function profilesFrom(folder: SourceFolder): Profiles {
  const columns = LINE_PRICES.flatMap(({ phasing }) => phasing ?? []);
  const rows = folder.rows('phasing', 'financial_month', ...columns);
  const weights = (column: string) => rows.map((row) => Math.round((numberIn(row, column) ?? 0) * 100_000));
  return Object.fromEntries(
    LINE_PRICES.flatMap(({ line, phasing }) => (phasing === undefined ? [] : [[line, weights(phasing)]])),
  );
}
