import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOf } from '#testing';

/** Where Debian keeps the server: its own folder for each version, not on the path. */
const DEBIAN = '/usr/lib/postgresql';
const NEEDED = ['initdb', 'pg_ctl', 'postgres'];

/** The folder of the newest server that is installed, or else of the one on the path. */
function installed(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  return folderOf(
    NEEDED,
    versions.map((version) => join(DEBIAN, version, 'bin')),
  );
}

export const hasPostgres = installed() !== undefined;

export const SECRET = 'a-secret-of-the-test';

/** A real PostgreSQL server of the test's own, in a folder that goes with it. */
export class PostgresServer {
  readonly port: number;
  readonly #folder: string;
  readonly #programs: string;

  private constructor(folder: string, programs: string, port: number) {
    this.#folder = folder;
    this.#programs = programs;
    this.port = port;
  }

  static async started(): Promise<PostgresServer> {
    const programs = installed()!;
    const folder = mkdtempSync(join(tmpdir(), 'ledger-postgres-'));
    chmodSync(folder, 0o777); // the server runs as another user where the test runs as root
    const server = new PostgresServer(folder, programs, await freePort());
    writeFileSync(join(folder, 'secret'), SECRET);
    const secret = ['--username=ledger', '--auth=scram-sha-256', `--pwfile=${join(folder, 'secret')}`];
    server.#run('initdb', '--pgdata', server.#data, '--encoding=UTF8', '--no-sync', ...localeOf(programs), ...secret);
    server.start();
    return server;
  }

  url({ user = 'ledger', password = SECRET, database = 'postgres' } = {}): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  start(): void {
    const settings = `-p ${this.port} -h 127.0.0.1 -k ${this.#folder} -c fsync=off -c max_connections=60`;
    this.#run(
      'pg_ctl',
      'start',
      '--wait',
      '--silent',
      '-D',
      this.#data,
      '-l',
      join(this.#folder, 'log'),
      '-o',
      settings,
    );
  }

  /** Breaks every connection. */
  stop(): void {
    this.#run('pg_ctl', 'stop', '--wait', '--silent', '-D', this.#data, '--mode=immediate');
  }

  destroy(): void {
    this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** PostgreSQL refuses to run as root. */
  #run(program: string, ...given: readonly string[]): void {
    const command = [join(this.#programs, program), ...given];
    const [file, ...rest] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(file!, rest, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

/** One that does not sort by bytes, where the server brings one along. */
function localeOf(programs: string): readonly string[] {
  const version = execFileSync(join(programs, 'initdb'), ['--version'], { encoding: 'utf8' });
  const knowsIcu = Number(/\d+/.exec(version)?.[0]) >= 15;
  return knowsIcu ? ['--locale-provider=icu', '--icu-locale=en-GB', '--locale=C.UTF-8'] : ['--locale=C'];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
