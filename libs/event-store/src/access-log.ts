import type { Instant } from '#kernel';

/** By which door a reader came: a program, a page of the dashboard, or the command line. */
export const WAYS = ['API', 'PAGE', 'CLI'] as const;
export type Way = (typeof WAYS)[number];

/**
 * What came of a look: told; refused by a rule; failed, as the store could not be used or by a defect. LOST is no look, but
 * says that so many of them could not be kept.
 */
export const LOOK_OUTCOMES = ['ANSWERED', 'REFUSED', 'FAILED', 'LOST'] as const;
export type LookOutcome = (typeof LOOK_OUTCOMES)[number];

/** Something that was asked or read, as the door tells it that let the reader in. */
export type Look = {
  readonly actor: string;
  readonly organisation: string | null;
  readonly way: Way;
  /** A question of the contract, a list by its address, `events`, or `document`. */
  readonly question: string;
  /** What was asked for, field by field, as yet unchecked. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly outcome: LookOutcome;
  /** Of a refusal. */
  readonly code: string | null;
  /** How many rows, items or events were told; 1 where the answer is one figure; null where nothing was counted. */
  readonly rowCount: number | null;
  /** The last event that the answer rests on. */
  readonly answerPosition: number | null;
};

/** A look as it is kept. */
export type AccessEntry = Omit<Look, 'asked'> & {
  /** Its place: from 1, without gaps. */
  readonly number: number;
  /** By the ledger's clock. */
  readonly at: Instant;
  /** Until people sign in, `actor` and `organisation` are what the reader says. */
  readonly unverified: true;
  readonly holder: string | null;
  readonly commissioner: string | null;
  readonly year: string | null;
  /** The case, dispute, document, statement, body or other thing that was asked about. */
  readonly subject: string | null;
  /** Each field as `name=value`, cut where it is long. */
  readonly asked: readonly string[];
};

/** Which entries to tell. Texts must equal; ranges include both ends. */
export type AccessQuery = {
  readonly actor?: string | undefined;
  readonly holder?: string | undefined;
  readonly commissioner?: string | undefined;
  readonly subject?: string | undefined;
  readonly question?: string | undefined;
  readonly way?: string | undefined;
  readonly outcome?: string | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Only what was answered from events up to it, or from none. */
  readonly position?: number | undefined;
  /** Entries up to and with this number. */
  readonly upTo?: number | undefined;
  /** The newest first. */
  readonly descending: boolean;
  /** Exclusive, in the order asked for. */
  readonly after?: number | undefined;
  readonly limit: number;
};

export type AccessPage = {
  readonly entries: readonly AccessEntry[];
  /** The `after` of the next page; null on the last one. */
  readonly next: number | null;
  /** The last entry that was looked at: asked again with it, the page is the same. */
  readonly upTo: number;
  /** The chain's hash at `upTo`: while it is the same, nothing up to there was altered or removed. Null where there is none. */
  readonly upToHash: string | null;
};

export type AccessStatus = {
  /** Looks that are not in the file yet. */
  readonly waiting: number;
  /** Looks that could not be kept since the file was last written. */
  readonly lost: number;
  /** Why the file cannot be written; undefined while it can. */
  readonly reason: string | undefined;
};

/**
 * Who looked at what. It lies beside the log: a look changes no event, no position and no answer, and no answer waits for it
 * or fails with it.
 */
export interface AccessLog {
  /** Takes a look, to be kept within the second. Never throws. */
  looked(look: Look): void;
  /**
   * Everything taken before is in it.
   * @throws StoreUnavailable  the file cannot be read. @throws StoreDamaged  an entry is not what was written
   */
  page(query: AccessQuery): Promise<AccessPage>;
  status(): AccessStatus;
  /** Keeps what is waiting first; tells on standard error what cannot be kept. */
  close(): Promise<void>;
}
