import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ViewsUnavailable } from '#projections';
import type { Db } from '#view-store-sql';
import { failureOf } from './failures.js';

/** Milliseconds for a connection to come about; and for a free one, when all are in use. */
const CONNECT_MS = 10_000;
/** Long enough for the server to notice that a writer was killed, in milliseconds. */
const LOCK_PATIENCE_MS = 1_000;
const LOCK_EVERY_MS = 100;
const READERS = 8;
/** The object id of PostgreSQL's type bigint. */
const BIGINT = 20;

/**
 * The connections to a database: several to read, and one to write, which holds the lock. Nobody can write without the
 * lock, as both end with the same connection.
 */
export class Server {
  /** Where it is, for people: never with the password. */
  readonly place: string;
  readonly reading: Db;
  readonly #writing: Db;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(url: string, schema: string) {
    this.place = placeOf(url, schema);
    const lock = lockOf(schema);
    const settings = { connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true, types };
    this.reading = kyselyOn(new pg.Pool({ ...settings, max: READERS }));
    const onConnect = (client: pg.ClientBase) => this.#lock(client, lock);
    this.#writing = kyselyOn(new pg.Pool({ ...settings, max: 1, idleTimeoutMillis: 0, onConnect }));
  }

  /** Lets `work` have the connection that writes, one after the other. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => this.telling(() => work(this.#writing)));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw failureOf(error, this.place);
    }
  }

  /** Ends when everything that runs has ended. */
  async close(): Promise<void> {
    await this.#turn;
    await Promise.all([this.reading.destroy(), this.#writing.destroy()]);
  }

  /** PostgreSQL's own advisory lock: it goes with the connection, however that ends. */
  async #lock(client: pg.ClientBase, lock: string): Promise<void> {
    for (const end = Date.now() + LOCK_PATIENCE_MS; ; await wait(LOCK_EVERY_MS)) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock]);
      if (rows[0]?.held) return;
      if (Date.now() >= end) throw new ViewsUnavailable(`${this.place}: in use by another process, which writes there`);
    }
  }
}

function kyselyOn(pool: pg.Pool): Db {
  const ignored = () => undefined; // whoever asks next is told, or gets a new connection
  pool.on('error', ignored);
  pool.on('connect', (client) => client.on('error', ignored));
  return new Kysely({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
}

/** For these connections alone: whole numbers as numbers, which the shared code checks to be below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    Number(id) === BIGINT && format !== 'binary' ? Number : (pg.types.getTypeParser(id, format) as never),
};

/** A number of 64 bits that no other use of advisory locks is likely to have. */
const lockOf = (schema: string): string =>
  createHash('sha256').update(`commissioning-ledger views ${schema}`).digest().readBigInt64BE().toString();

/** @throws ViewsUnavailable where `url` is none, without repeating it, as a password may be in it */
function placeOf(url: string, schema: string): string {
  try {
    const { host, port, database, user } = new pg.Client({ connectionString: url });
    return `PostgreSQL at ${host}:${port}, database ${database}, user ${user}, schema ${schema}`;
  } catch {
    throw new ViewsUnavailable('the address of PostgreSQL is not one: postgres://user:password@host:5432/database');
  }
}
