import type { IsoDate } from '#kernel';
import type { ListName, RowOf } from './lists/index.js';
import type { ListQuery } from './list-query.js';
import type { ViewName } from './view-names.js';

/**
 * A practice's part in the roll-up of one body: its commissioner, a body above that, or ENGLAND. What `rollUps` sums.
 */
export type RollUpPart = {
  readonly body: string;
  readonly year: string;
  readonly practice: string;
  readonly entitledPence: number;
  readonly paidPence: number;
  readonly outstandingPence: number;
  readonly rulingPence: number;
  readonly guaranteePence: number;
  readonly agreementPence: number;
  readonly guidancePence: number;
};

/** The last day on which what a subject's rows say stays true without another event. */
export type Holds = { readonly subject: string; readonly year: string; readonly until: IsoDate };

/** The tables that a projection writes, and their rows. `rollUps` is summed from `rollUpParts` by the store. */
export type Tables = { readonly [Name in Exclude<ListName, 'rollUps'>]: RowOf<Name> } & {
  readonly rollUpParts: RollUpPart;
  readonly holds: Holds;
};
export type TableName = keyof Tables;

/** Takes away the rows that have all of the values of one of `without`, then puts `rows` in. */
export type Change<Name extends TableName = TableName> = {
  [N in Name]: {
    readonly table: N;
    readonly without: readonly Partial<Tables[N]>[];
    readonly rows: readonly Tables[N][];
  };
}[Name];

/** Where views stand. */
type Standing = {
  /** Of the last event counted. */
  readonly position: number;
  /** The day in London as of which figures and statuses stand. */
  readonly day: IsoDate;
  /** Events counted. */
  readonly count: number;
};

/** Why a view goes no further. */
export type Stopped = {
  readonly reason: string;
  /** The event that it cannot count; none where it was the calendar that moved on. */
  readonly event?: {
    readonly position: number;
    readonly id: string;
    readonly type: string;
    readonly stream: string;
  };
};

/** A view that stands before the others: it has stopped, or is about to come after them. */
export type Apart = Standing & { readonly view: ViewName; readonly stopped?: Stopped };

/** How far the views have come. */
export type Checkpoint = Standing & {
  /** Position of the first event counted; 0 where there is none. */
  readonly first: number;
  /** The id of the log's first event: views of one log never show another's. */
  readonly log: string;
  /** Of the projections: views of another version are rebuilt. */
  readonly version: number;
  /** The views that stand elsewhere; all others stand here. */
  readonly apart: readonly Apart[];
};

export type Page<Item> = {
  readonly items: readonly Item[];
  /** The `after` of the next page; null on the last one. */
  readonly next: string | null;
};

/** A row as it is kept, under the names of its columns. */
export type KeptRow = Readonly<Record<string, string | number | null>>;
export type KeptTable = { readonly name: string; readonly key: readonly string[] };

/** All that is kept, table by table, as of one checkpoint. */
export type Kept = {
  readonly checkpoint: Checkpoint | undefined;
  readonly tables: readonly KeptTable[];
  /** In the order of the key: numbers by their value, text by its bytes in UTF-8. The same in every adapter. */
  rows(table: KeptTable): AsyncIterable<KeptRow>;
};

/** Where views are read. */
export interface ViewReader {
  checkpoint(): Promise<Checkpoint | undefined>;
  /** One page of a list, and the checkpoint that it was read at. @throws Rejected INVALID for a cursor of another query */
  page<Name extends ListName>(
    list: Name,
    query: ListQuery,
  ): Promise<Page<RowOf<Name>> & { readonly checkpoint: Checkpoint | undefined }>;
}

/**
 * Views and their checkpoint, which move together or not at all. One writer; readers see a whole checkpoint or the one
 * before, never a part. Text comes back as it was given but for what no database keeps: a NUL is given back as ␀, half a
 * surrogate pair as �.
 * @throws ViewsUnavailable  from every method: closed, or the database is away; what failed did nothing, ask again
 * @throws ViewsDamaged      from every method: what is kept is not what was written
 */
export interface ViewStore extends ViewReader {
  /**
   * Applies changes in order and moves the checkpoint, in one transaction. A row whose key is there already is a defect
   * and fails. Where the connection breaks while it commits, `checkpoint()` tells whether it did.
   */
  advance(changes: readonly Change[], checkpoint: Checkpoint): Promise<void>;
  /** Subjects and years whose rows hold no longer on `day`, in order of subject and year. */
  expired(day: IsoDate, limit: number): Promise<readonly Holds[]>;
  /** Lets `work` read all that is kept, from one snapshot. A store in a file first looks whether every page of it is whole. */
  kept<T>(work: (kept: Kept) => Promise<T>): Promise<T>;
  /** How many rows the journal has, with the positions of the first and the last; 0 where there is none. */
  journal(): Promise<{ readonly rows: number; readonly first: number; readonly last: number }>;
  /** An empty store beside this one, for a rebuild; what an earlier rebuild left behind is gone. This one serves on. */
  beside(): Promise<Rebuild>;
  close(): Promise<void>;
}

export interface Rebuild extends ViewStore {
  /** Puts the rebuilt views in place of those beside which they were built, at once; reads go on. */
  swap(): Promise<void>;
  /** Throws the rebuilt views away; the old ones stay. */
  discard(): Promise<void>;
}

/** The views cannot be opened, read or written now. The message says where and why. */
export class ViewsUnavailable extends Error {}

/** What is kept is not what was written. The log has everything: the views are built anew. */
export class ViewsDamaged extends Error {}
