import pg from 'pg';
import { ViewsUnavailable, type ViewStore } from '#projections';
import { testWhere } from '#testing';
import { openPostgresViews } from '#view-store-postgres';
import { hasPostgres, PostgresServer, SECRET } from './postgres-server.js';
import { viewCrashConformance } from './view-crash-conformance.js';
import { aRow, adding, asking, at, type OpeningViews } from './view-sample.js';
import { viewStoreConformance } from './view-store-conformance.js';

let server: PostgresServer;
let schemas = 0;

const anotherPlace = () => ({ url: server.url(), schema: `views_${++schemas}` });

const inPostgres: OpeningViews = async () => {
  const place = anotherPlace();
  let store: ViewStore = await openPostgresViews(place);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openPostgresViews(place);
      return store;
    },
    second: () => openPostgresViews(place),
    destroy: () => store.close(),
  };
};

const NORTHPORT = aRow('organisations', { code: '5QG', name: 'Northport' });

/** Lets `work` have a connection of its own, as an administrator has one. */
async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Waits until so many connections wait for a lock. */
async function waiting(client: pg.Client, count: number): Promise<readonly number[]> {
  for (;;) {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (rows.length >= count) return rows.map(({ pid }) => pid);
  }
}

async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ViewsUnavailable);
  const { message } = error as Error;
  expect(message).not.toContain(SECRET);
  expect(message).not.toContain('a-wrong-one');
  return message;
}

function viewsInPostgres(): void {
  describe('when a process is killed', () =>
    viewCrashConformance(() => {
      const place = { url: server.url(), schema: 'views_of_killed' };
      return { child: ['postgres', place.url, place.schema], open: () => openPostgresViews(place) };
    }));

  describe('opening', () => {
    test('says what is wrong, and never the password', async () => {
      const open = (about: Parameters<PostgresServer['url']>[0]) =>
        refusal(openPostgresViews({ url: server.url(about) }));
      expect(await open({ password: 'a-wrong-one' })).toMatch(/127\.0\.0\.1:\d+.*refuses the user or the password/);
      expect(await open({ user: 'nobody' })).toMatch(/user nobody.*refuses the user or the password/);
      expect(await open({ database: 'elsewhere' })).toMatch(/elsewhere.*there is no such database/);
      expect(await refusal(openPostgresViews({ url: `postgres://ledger:${SECRET}@127.0.0.1:1/postgres` }))).toMatch(
        /127\.0\.0\.1:1, .*no server answers there/,
      );
      expect(await refusal(openPostgresViews({ url: `postgres://ledger:${SECRET}@[/postgres` }))).toMatch(/is not one/);
      expect(await refusal(openPostgresViews({ url: `postgres://ledger@127.0.0.1:${server.port}/postgres` }))).toMatch(
        /refuses the user or the password/,
      );
    });

    test('refuses a user who may make no schema, and a database that cannot hold every text', async () => {
      await asAdministrator(async (client) => {
        await client.query(`create role reader login password '${SECRET}'`);
        await client.query(`create database latin encoding 'LATIN1' locale 'C' template template0`);
      });
      const reader = openPostgresViews({ url: server.url({ user: 'reader' }), schema: 'views_of_reader' });
      expect(await refusal(reader)).toMatch(/may not do this/);
      expect(await refusal(openPostgresViews({ url: server.url({ database: 'latin' }) }))).toMatch(
        /UTF8, not in LATIN1/,
      );
    });

    test('leaves a schema alone that holds something else, and uses an empty one', async () => {
      await asAdministrator(async (client) => {
        await client.query('create schema theirs; create table theirs.invoices (id int); create schema ours');
      });
      expect(await refusal(openPostgresViews({ url: server.url(), schema: 'theirs' }))).toMatch(/no views.*invoices/);
      await (await openPostgresViews({ url: server.url(), schema: 'ours' })).close();
      await asAdministrator((client) => client.query('select * from theirs.invoices, ours.layout'));
    });

    test('takes away what a process that was killed had begun to build', async () => {
      const place = anotherPlace();
      const killed = await openPostgresViews(place);
      await killed.beside();
      await killed.close();
      await (await openPostgresViews(place)).close();
      const { rows } = await asAdministrator((client) =>
        client.query(`select nspname from pg_namespace where nspname = '${place.schema}_rebuild'`),
      );
      expect(rows).toEqual([]);
    });

    test.each(['', 'Views', 'a-b', 'a"b', 'v'.repeat(60)])('takes no schema named %j', async (schema) => {
      await expect(openPostgresViews({ url: server.url(), schema })).rejects.toThrow(RangeError);
    });

    test('replaces views of another layout by empty ones', async () => {
      const place = anotherPlace();
      const older = await openPostgresViews(place);
      await older.advance([adding('organisations', NORTHPORT)], at(1));
      await older.close();
      await asAdministrator((client) => client.query(`update ${place.schema}.layout set mark = 'of an older ledger'`));
      const store = await openPostgresViews(place);
      expect(await store.checkpoint()).toBeUndefined();
      expect((await store.page('organisations', asking('organisations'))).items).toEqual([]);
      await store.close();
    });
  });

  describe('with others', () => {
    const place = { url: '', schema: 'views_with_others' };
    let store: ViewStore;
    beforeEach(async () => {
      place.url = server.url();
      store = await openPostgresViews(place);
      await store.advance([{ table: 'organisations', without: [{}], rows: [NORTHPORT] }], at(1));
    });
    afterEach(() => store.close());
    const read = () => store.page('organisations', asking('organisations'));
    const emptied = () =>
      store.advance(
        [
          { table: 'organisations', without: [{ code: '5QG' }], rows: [] },
          { table: 'groups', without: [{}], rows: [] },
        ],
        at(2),
      );

    test('who reads does not wait for what is being written', () =>
      asAdministrator(async (client) => {
        await client.query(`begin; lock table ${place.schema}.groups in share mode`);
        const advance = emptied();
        await waiting(client, 1);
        expect(await read()).toEqual({ items: [NORTHPORT], next: null, checkpoint: at(1) });
        await client.query('rollback');
        await advance;
        expect(await read()).toEqual({ items: [], next: null, checkpoint: at(2) });
      }));

    test('a writer whose connection breaks half way has done nothing, and goes on', () =>
      asAdministrator(async (client) => {
        await client.query(`begin; lock table ${place.schema}.groups in share mode`);
        const advance = emptied();
        const refused = expect(advance).rejects.toThrow(ViewsUnavailable);
        const [writer] = await waiting(client, 1);
        await client.query('select pg_terminate_backend($1)', [writer]);
        await refused;
        await client.query('rollback');
        expect(await read()).toMatchObject({ items: [NORTHPORT], checkpoint: at(1) });
        await store.advance([adding('organisations', aRow('organisations', { code: 'Q33' }))], at(2));
        expect((await read()).items.map(({ code }) => code)).toEqual(['5QG', 'Q33']);
      }));

    test('a reader that has begun ends on the views on which it began; who comes meanwhile gets the new', () =>
      asAdministrator(async (client) => {
        await client.query(`begin; select * from ${place.schema}.checkpoint`);
        const rebuild = await store.beside();
        await rebuild.advance([], at(9));
        const swap = rebuild.swap();
        await asAdministrator((other) => waiting(other, 1));
        const late = read();
        await asAdministrator((other) => waiting(other, 2));
        const { rows } = await client.query(`select name from ${place.schema}.organisations`);
        expect(rows).toEqual([{ name: 'Northport' }]);
        await client.query('commit');
        await swap;
        expect(await late).toEqual({ items: [], next: null, checkpoint: at(9) });
      }));

    test('a server that goes and comes back is told as away, and then serves on, to one writer', async () => {
      server.stop();
      await expect(store.advance([], at(2))).rejects.toThrow(ViewsUnavailable);
      await expect(read()).rejects.toThrow(ViewsUnavailable);
      await expect(read()).rejects.toThrow(/127\.0\.0\.1:\d+.*: no server answers there/);
      server.start();
      expect(await read()).toMatchObject({ items: [NORTHPORT], checkpoint: at(1) });
      await store.advance([], at(2));
      expect(await store.checkpoint()).toEqual(at(2));
      expect(await refusal(openPostgresViews(place))).toMatch(/in use by another process/);
    });

    test('who has lost the lock to another writes no more', async () => {
      await asAdministrator((client) =>
        client.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`),
      );
      const other = await openPostgresViews(place);
      await expect(store.advance([], at(2))).rejects.toThrow(/in use by another process/);
      expect(await store.checkpoint()).toEqual(at(1));
      await other.close();
      await store.advance([], at(2));
      expect(await store.checkpoint()).toEqual(at(2));
    });
  });
}

if (hasPostgres) {
  beforeAll(async () => {
    server = await PostgresServer.started();
  });
  afterAll(() => server.destroy());

  viewStoreConformance('views in PostgreSQL', inPostgres, { outlivesClosing: true });
  describe('views in PostgreSQL', viewsInPostgres);
} else {
  testWhere('postgres', false, 'there is no PostgreSQL server here')('views in PostgreSQL', () => undefined);
}
