import { schema, type EventSchema, type Fact, type Year } from '#kernel';

type OfYear = { commissioner: string; year: Year };

/** Which versions of the actuals were in force, as counts of cells, when a year was closed. */
export type VersionsInForce = {
  readonly practices: number;
  readonly estimates: number;
  readonly flexes: number;
  readonly freezes: number;
  readonly restatements: number;
};

export type ClosingEvent =
  Fact<'YearClosed', OfYear & VersionsInForce> | Fact<'YearReopened', OfYear & { because: string }>;

export const closingSchemas = {
  YearClosed: schema(),
  YearReopened: schema(),
} satisfies Record<ClosingEvent['type'], EventSchema>;
