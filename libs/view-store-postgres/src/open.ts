import type { ViewStore } from '#projections';
import { PostgresViews } from './postgres-views.js';
import { dropSchema, mustBeAName, rebuildOf, settleSchema } from './schema.js';
import { Server } from './server.js';

export type PostgresViewsOptions = {
  /** As PostgreSQL's own tools take it: postgres://user:password@host:5432/database. */
  readonly url: string;
  /** Made where there is none; `ledger_views` by default. A rebuild goes into the same name with `_rebuild` behind it. */
  readonly schema?: string;
};

/**
 * Opens views in PostgreSQL; one process at a time writes to a schema. Views of an older layout are replaced by empty
 * ones, and what others have hung on the tables goes with them.
 * @throws ViewsUnavailable  another process writes there, or the database cannot be used; the message says which, and
 *   never the password
 */
export async function openPostgresViews({ url, schema = 'ledger_views' }: PostgresViewsOptions): Promise<ViewStore> {
  mustBeAName(schema);
  const server = new Server(url, schema);
  try {
    await server.write(async (db) => {
      await settleSchema(db, schema);
      await dropSchema(db, rebuildOf(schema)); // of a process that was killed while it built
    });
    return new PostgresViews(server, schema);
  } catch (error) {
    await server.close();
    throw error;
  }
}
