import type { Instant, IsoDate, Year } from '#kernel';

export type IssuedStatementCommands = {
  IssueStatement: {
    statement: string;
    holder: string;
    year: Year;
    to: string;
    addressee?: string;
    asAt?: IsoDate;
    knownAt?: Instant;
  };
  IssueDifference: { statement: string; difference: string; addressee?: string };
};
