import { ViewsUnavailable, type Rebuild, type ViewStore } from '#projections';
import { SqlViewStore, type Db } from '#view-store-sql';
import { postgres } from './postgres-dialect.js';
import { dropSchema, makeAnew, rebuildOf, swapSchemas } from './schema.js';
import type { Server } from './server.js';

/** Views in one schema, those in use or those that are being built. */
abstract class SchemaStore extends SqlViewStore {
  protected readonly dialect = postgres;
  protected isClosed = false;
  readonly server: Server;
  readonly schema: string;

  constructor(server: Server, schema: string) {
    super();
    this.server = server;
    this.schema = schema;
  }

  protected async read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    this.mustBeOpen();
    return this.server.telling(() =>
      this.server.reading
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((db) => work((db as Db).withSchema(this.schema))),
    );
  }

  protected async write(work: (db: Db) => Promise<void>): Promise<void> {
    this.mustBeOpen();
    await this.server.write((db) => db.transaction().execute((inside) => work((inside as Db).withSchema(this.schema))));
  }

  protected mustBeOpen(): void {
    if (this.isClosed) throw new ViewsUnavailable(`${this.server.place}: the views are closed`);
  }
}

/** Views in PostgreSQL: see `openPostgresViews`. */
export class PostgresViews extends SchemaStore implements ViewStore {
  #rebuild: PostgresRebuild | undefined;

  async beside(): Promise<Rebuild> {
    this.mustBeOpen();
    await this.#rebuild?.close();
    const schema = rebuildOf(this.schema);
    await this.server.write((db) => db.transaction().execute((inside) => makeAnew(inside as Db, schema)));
    this.#rebuild = new PostgresRebuild(this.server, schema, this.schema);
    return this.#rebuild;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.#rebuild?.close();
    this.isClosed = true;
    await this.server.close();
  }
}

class PostgresRebuild extends SchemaStore implements Rebuild {
  readonly #replaced: string;

  constructor(server: Server, schema: string, replaced: string) {
    super(server, schema);
    this.#replaced = replaced;
  }

  beside(): Promise<Rebuild> {
    return Promise.reject(new TypeError('a rebuild has none beside it'));
  }

  async swap(): Promise<void> {
    this.mustBeOpen();
    await this.server.write((db) => swapSchemas(db, this.#replaced));
    this.isClosed = true;
  }

  async discard(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.server.write((db) => dropSchema(db, this.schema));
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}
