import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { NotToBeHad } from './peers.mjs';

/** Where Debian keeps the server: its own folder for each version, not on the path. */
const DEBIAN = '/usr/lib/postgresql';
const NEEDED = ['initdb', 'pg_ctl', 'postgres'];
/** As Debian ships it, and as strict as it gets. */
const SETTINGS = '-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c max_connections=200';

/** The folder of the newest server that is installed, or else of the one on the path. */
function programsFolder() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = folders.find((folder) => NEEDED.every((program) => existsSync(join(folder, program))));
  if (found === undefined) throw new NotToBeHad('no PostgreSQL server is installed (Debian: apt install postgresql)');
  return found;
}

/** A PostgreSQL server of the benchmark's own, in a folder that goes with it. */
export class PostgresServer {
  #folder;
  #programs;
  #port;

  constructor(folder, programs, port) {
    this.#folder = folder;
    this.#programs = programs;
    this.#port = port;
  }

  /** @param {string} parent a folder on the disk that is measured */
  static async started(parent) {
    const programs = programsFolder();
    const folder = mkdtempSync(join(parent, 'postgres-'));
    chmodSync(folder, 0o777); // the server runs as another user where the benchmark runs as root
    const server = new PostgresServer(folder, programs, await freePort());
    try {
      server.#run(
        'initdb',
        '--pgdata',
        server.#data,
        '--encoding=UTF8',
        '--locale=C',
        '--username=bench',
        '--auth=trust',
      );
      server.#start();
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      const said = String(error.stderr ?? error.message)
        .trim()
        .split('\n')
        .at(-1);
      throw new NotToBeHad(`PostgreSQL does not start: ${said}`, { cause: error });
    }
    return server;
  }

  get version() {
    return execFileSync(join(this.#programs, 'postgres'), ['--version'], { encoding: 'utf8' }).trim();
  }

  url(database = 'postgres') {
    return `postgres://bench@127.0.0.1:${this.#port}/${database}`;
  }

  destroy() {
    this.#run('pg_ctl', 'stop', '--wait', '--silent', '-D', this.#data, '--mode=immediate');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #start() {
    const settings = `-p ${this.#port} -h 127.0.0.1 -k ${this.#folder} ${SETTINGS}`;
    const log = join(this.#folder, 'log');
    this.#run('pg_ctl', 'start', '--wait', '--silent', '-D', this.#data, '-l', log, '-o', settings);
  }

  get #data() {
    return join(this.#folder, 'data');
  }

  /** PostgreSQL refuses to run as root. */
  #run(program, ...given) {
    const command = [join(this.#programs, program), ...given];
    const [file, ...rest] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(file, rest, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
