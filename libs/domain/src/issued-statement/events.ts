import { schema, type EventSchema, type Fact, type IsoDate, type Pence, type Year } from '#kernel';
import type { ToldFigures } from './told-figures.js';

/** Whom a statement is about and to whom it was sent. */
type Sent = { statement: string; holder: string; year: Year; to: string; addressee?: string };

/** What was told, so that it can be asked for again and compared. */
type Told = {
  asAt: IsoDate;
  entitlementPence: Pence;
  figures: ToldFigures;
  /** SHA-256 of the canonical JSON of `figures`. */
  hash: string;
  ruleVersion: string;
};

/** What explains a difference: an event that moved the figure, or the sum of several of one type. */
export type DifferenceLine = {
  readonly event: string;
  readonly deltaPence: Pence;
  readonly label?: string;
  readonly position?: number;
  /** Of a line that sums several. */
  readonly events?: number;
};

export type IssuedStatementEvent =
  | Fact<'StatementIssued', Sent & Told>
  | Fact<
      'DifferenceIssued',
      Sent &
        Told & {
          difference: string;
          /** As it was last told. */
          toldPence: Pence;
          differencePence: Pence;
          lines: readonly DifferenceLine[];
          /** What the lines leave unexplained: always 0. */
          residualPence: Pence;
        }
    >;

export const issuedStatementSchemas = {
  StatementIssued: schema([], ['addressee']),
  DifferenceIssued: schema([], ['addressee']),
} satisfies Record<IssuedStatementEvent['type'], EventSchema>;
