import { fork } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { NotToBeHad, installed, named } from './peers.mjs';
import { PostgresServer } from './postgres.mjs';
import { ON_EVENTSTORE, ON_POSTGRES, PEERS_OF } from './subjects.mjs';

const MEASURED = fileURLToPath(new URL('./measured.mjs', import.meta.url));
/** As the product's own launcher starts Node; all subjects alike. */
const NODE_FLAGS = ['--max-semi-space-size=64'];

/** What is needed to measure, and what is left behind of it: nothing. */
export class Stage {
  /** Subjects that cannot be had here, each with the reason. */
  leftOut = new Map();
  folder;
  #options;
  #say;
  #peers = new Map();
  #postgres;
  #child;
  #count = 0;
  #made = new Set();

  /** @param {(line: string) => void} say */
  constructor(options, say) {
    this.#options = options;
    this.#say = say;
    this.folder = mkdtempSync(join(options.folder, 'ledger-bench-'));
    chmodSync(this.folder, 0o755); // PostgreSQL, which does not run as root, must get through
  }

  /** Gets whatever the subjects need. What cannot be had is left out, with the reason. */
  async prepare(subjects) {
    for (const subject of subjects) {
      try {
        await this.#prepare(subject);
      } catch (error) {
        if (!(error instanceof NotToBeHad)) throw error;
        this.leftOut.set(subject, error.message);
      }
    }
  }

  async #prepare(subject) {
    if (ON_EVENTSTORE.includes(subject) && this.#options.eventStoreUrl === undefined) {
      throw new NotToBeHad('EVENTSTORE_URL names no server');
    }
    if (PEERS_OF[subject] !== undefined) this.#peers.set(subject, await this.peers(PEERS_OF[subject]));
    if (ON_POSTGRES.includes(subject)) this.#postgres ??= await PostgresServer.started(this.folder);
  }

  /** The folder of a set of peers. @throws NotToBeHad */
  peers(set) {
    return installed(set, { folder: this.#options.peers, say: this.#say });
  }

  /**
   * Makes a file of the stage, the first time that it is asked for.
   * @param {(path: string) => Promise<void>} make
   * @returns {Promise<string>} where it is
   */
  async once(name, make) {
    const path = join(this.folder, name);
    if (!this.#made.has(path)) await make(path);
    this.#made.add(path);
    return path;
  }

  /** What a subject is, and how strictly it syncs. */
  versionOf(subject, sync) {
    const peers = PEERS_OF[subject] === undefined ? [] : [named(PEERS_OF[subject])];
    const server = ON_POSTGRES.includes(subject) ? [this.#postgres.version] : [];
    return [...peers, ...server, sync].join(', ');
  }

  /**
   * Measures in a process, a folder, a namespace and a database of its own.
   * @returns {Promise<{ figures: object } | { isVoid: boolean, failure: string }>}
   */
  async measured(series, subject, context) {
    const name = `bench-${process.pid}-${(this.#count += 1)}`;
    const folder = join(this.folder, name);
    mkdirSync(folder);
    const database = ON_POSTGRES.includes(subject) ? await this.#database(name) : undefined;
    const { quick, kills, eventStoreUrl, 'server-command': serverCommand } = this.#options;
    const told = { quick, kills, eventStoreUrl, serverCommand, database, peers: this.#peers.get(subject) };
    try {
      return await this.#answered({ series, subject, name, folder, ...told, context });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      if (database !== undefined) await this.#query(`DROP DATABASE "${name}" WITH (FORCE)`);
    }
  }

  async #database(name) {
    await this.#query(`CREATE DATABASE "${name}"`);
    return this.#postgres.url(name);
  }

  async #query(sql) {
    const client = new pg.Client(this.#postgres.url());
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  #answered(task) {
    return new Promise((resolve, reject) => {
      const stdio = ['ignore', 'ignore', 'pipe', 'ipc'];
      const child = fork(MEASURED, { execArgv: NODE_FLAGS, serialization: 'advanced', stdio, detached: true });
      this.#child = child;
      let [answer, said] = [undefined, ''];
      child.stderr.on('data', (chunk) => (said += chunk));
      child.once('message', (message) => (answer = message));
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.#child = undefined;
        resolve(answer ?? { isVoid: false, failure: `ended with ${signal ?? code}: ${said.trim().slice(-2_000)}` });
      });
      child.send(task);
    });
  }

  /** Ends what runs and removes what was made; the peers stay installed. */
  destroy() {
    if (this.#child) process.kill(-this.#child.pid, 'SIGKILL'); // with whatever it started
    this.#postgres?.destroy();
    this.#postgres = undefined;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
