import type {
  Change,
  Checkpoint,
  Holds,
  Kept,
  ListName,
  ListQuery,
  Page,
  Rebuild,
  RowOf,
  ViewStore,
} from '#projections';
import { Writing } from './changes.js';
import { checkpointOf, expiredOn, moveCheckpoint } from './checkpoint.js';
import type { Db, Dialect } from './dialect.js';
import { journalIn, keptIn } from './kept.js';
import { pageOf } from './page.js';

/** Views in a database of SQL: what every such store has in common. */
export abstract class SqlViewStore implements ViewStore {
  protected abstract readonly dialect: Dialect;

  /** Lets `work` read from one snapshot. */
  protected abstract read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Lets `work` write in one transaction. */
  protected abstract write(work: (db: Db) => Promise<void>): Promise<void>;
  abstract beside(): Promise<Rebuild>;
  abstract close(): Promise<void>;

  checkpoint(): Promise<Checkpoint | undefined> {
    return this.read(checkpointOf);
  }

  page<Name extends ListName>(
    list: Name,
    query: ListQuery,
  ): Promise<Page<RowOf<Name>> & { readonly checkpoint: Checkpoint | undefined }> {
    return this.read(async (db) => {
      const checkpoint = await checkpointOf(db); // first: PostgreSQL then keeps these tables in their place
      return { ...(await pageOf(db, this.dialect, list, query)), checkpoint };
    });
  }

  advance(changes: readonly Change[], checkpoint: Checkpoint): Promise<void> {
    return this.write(async (db) => {
      const writing = new Writing(db, this.dialect);
      for (const change of changes) await writing.apply(change);
      await moveCheckpoint(db, checkpoint);
    });
  }

  expired(day: string, limit: number): Promise<readonly Holds[]> {
    return this.read((db) => expiredOn(db, day, limit));
  }

  kept<T>(work: (kept: Kept) => Promise<T>): Promise<T> {
    return this.read(async (db) => work(await keptIn(db)));
  }

  journal(): Promise<{ readonly rows: number; readonly first: number; readonly last: number }> {
    return this.read(journalIn);
  }
}
