import type { Year } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { IssuedStatementEvent } from './events.js';
import type { ToldFigures } from './told-figures.js';

/** What a recipient was told at one time. */
export type Telling = {
  readonly figures: ToldFigures;
  readonly hash: string;
  readonly ruleVersion: string;
  readonly ref: EventRef;
};

export type Difference = Telling & { readonly id: string; readonly differencePence: number };

/** A statement as it was issued, which never changes, and the differences told after it. */
export type IssuedStatement = {
  readonly issued?: Telling & {
    readonly id: string;
    readonly holder: string;
    readonly year: Year;
    readonly to: string;
  };
  readonly differences: readonly Difference[];
};

export const issuedStatement: Evolution<IssuedStatement, IssuedStatementEvent> = {
  initial: { differences: [] },
  evolve: {
    // Differences before it are those of a statement of that id that was recorded in error.
    StatementIssued: (_state, { statement: id, holder, year, to, figures, hash, ruleVersion }, ref) => ({
      issued: { id, holder, year, to, figures, hash, ruleVersion, ref },
      differences: [],
    }),
    DifferenceIssued: (state, { difference: id, figures, hash, ruleVersion, differencePence }, ref) => ({
      ...state,
      differences: withItem(state.differences, { id, differencePence, figures, hash, ruleVersion, ref }),
    }),
  },
};

/** Rule 71: what the recipient was last told: the newest of a statement and its differences. */
export const lastTold = ({ issued, differences }: IssuedStatement): Telling | undefined =>
  issued && (differences.at(-1) ?? issued);
