import type { Instant } from '#kernel';

/** A command as it arrives: not yet checked, with who gave it and when. */
export type Order = {
  readonly command: string;
  readonly with: unknown;
  /** Made when left out. The same id with the same content is answered as it was first (rule 22). */
  readonly commandId?: string | undefined;
  /** Names the command for what-if questions, bridges and corrections. */
  readonly label?: string | undefined;
  readonly because?: string | undefined;
  /** Delegated limit, minute. */
  readonly authority?: string | undefined;
  /** Where the fact comes from: a file, a publication, or that it is synthetic. */
  readonly source?: string | undefined;
  readonly actor?: string | undefined;
  readonly organisation?: string | undefined;
  readonly correlationId?: string | undefined;
  /** The documents that it rests on, as yet unchecked: a list of the contract's `Evidence`. */
  readonly evidence?: unknown;
  /** Simulated clock only: when the ledger learned of it. */
  readonly recordedAt?: string | undefined;
  /** Revision that the command's stream must have; −1 for no stream. */
  readonly expectedRevision?: number | undefined;
};

export type RecordedEvent = {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
};

/** What came of a command: the body that HTTP and the command line give. */
export type Outcome = {
  readonly commandId: string;
  readonly events: readonly RecordedEvent[];
  readonly position: number;
};

export type Recorded = {
  readonly outcome: Outcome;
  /** True when the command was recorded before and nothing was recorded now. */
  readonly replayed: boolean;
};

/** The actor while nobody signs in. */
export const ANONYMOUS = 'anonymous';

export type Now = () => Instant;
