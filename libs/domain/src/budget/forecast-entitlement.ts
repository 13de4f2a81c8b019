import { sumPence, type Pence, type Year } from '#kernel';
import type { Course } from './forecast.js';

/** What an entitlement may come to at the year's end. Never an entitlement. */
export type ForecastEntitlement = {
  readonly forecastEntitlementPence: Pence;
  readonly forecastEntitlementLowPence: Pence;
  readonly forecastEntitlementHighPence: Pence;
};

/** Rule 50: the figure by each course; low is the least of the three, high the greatest. */
export function forecastEntitlement(byCourse: Readonly<Record<Course, Pence>>): ForecastEntitlement {
  const all = Object.values(byCourse);
  return {
    forecastEntitlementPence: byCourse.EXPECTED,
    forecastEntitlementLowPence: Math.min(...all),
    forecastEntitlementHighPence: Math.max(...all),
  };
}

export type ForecastRow = ForecastEntitlement & { readonly holder: string; readonly entitlementPence: Pence };

/** The answer to `forecastExposure` (rule 51). */
export type ForecastExposure = ForecastEntitlement & {
  readonly commissioner: string;
  readonly year: Year;
  readonly entitledPence: Pence;
  readonly rows: readonly ForecastRow[];
};

export function forecastExposure(commissioner: string, year: Year, rows: readonly ForecastRow[]): ForecastExposure {
  const sumOf = (name: Exclude<keyof ForecastRow, 'holder'>) => sumPence(rows.map((row) => row[name]));
  return {
    commissioner,
    year,
    entitledPence: sumOf('entitlementPence'),
    forecastEntitlementPence: sumOf('forecastEntitlementPence'),
    forecastEntitlementLowPence: sumOf('forecastEntitlementLowPence'),
    forecastEntitlementHighPence: sumOf('forecastEntitlementHighPence'),
    rows,
  };
}
