import type Database from 'libsql';
import { CamelCasePlugin, Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { Db } from '#view-store-sql';

/** Statements that are kept prepared: preparing a long INSERT takes about as long as running it. */
const KEPT = 50;

export type Connection = {
  /** One transaction at a time: whoever comes meanwhile waits. */
  readonly db: Db;
  readonly raw: Database.Database;
  close(): void;
};

/** Kysely on a connection of libsql. */
export function connected(raw: Database.Database): Connection {
  const kept = new Map<string, SqliteStatement>();
  const database: SqliteDatabase = { prepare: (text) => prepared(raw, kept, text), close: () => undefined };
  return {
    db: new Kysely({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] }),
    raw,
    close() {
      kept.clear(); // a statement that lives keeps libsql's connection open
      raw.close();
    },
  };
}

function prepared(raw: Database.Database, kept: Map<string, SqliteStatement>, text: string): SqliteStatement {
  if (text === 'rollback' && !raw.inTransaction) return NOTHING;
  const known = kept.get(text);
  if (known) return known;
  const statement = raw.prepare(text) as unknown as SqliteStatement;
  if (statement.reader) return statement; // kept half-read it would keep SQLite's log from moving on
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(text, statement);
  return statement;
}

/** SQLite takes some failed transactions back itself, as on a full disk; a second rollback would hide why. */
const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};
