import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Line } from './requests.mjs';

const LAUNCHER = fileURLToPath(new URL('../../../apps/cli/ledger.js', import.meta.url));
const SERVED = /is served at (http:\/\/\S+)\n/;
/** What the one who runs this has set for other ledgers. */
const NOT_ITS_OWN = /^(LEDGER_.*|NODE_OPTIONS|HOST|PORT|DATABASE_URL)$/;
const LOOK_AGAIN_MS = 10;
/** For a process to be ready, or to end, in milliseconds. */
const PATIENCE_MS = 120_000;

/** A ledger that a process of its own serves over HTTP, to be killed and started again. */
export class ServedLedger {
  #launcher;
  #store;
  #folder;
  #child;
  #said = '';
  /** @type {Line} */
  line;

  /** @param {{ store: string, folder: string, launcher?: string }} options  of the folder: where it is at home */
  constructor({ store, folder, launcher = LAUNCHER }) {
    [this.#store, this.#folder, this.#launcher] = [store, folder, launcher];
  }

  /** Starts the process, and does not wait for it. */
  launch() {
    const child = this.#spawned('serve', '--port', '0');
    this.#child = child;
    this.#said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.#said = `${this.#said}${text}`.slice(-20_000)));
    }
  }

  /** Until what was launched takes commands. */
  async ready() {
    const limit = performance.now() + PATIENCE_MS;
    while (!SERVED.test(this.#said)) {
      if (this.#child.exitCode !== null) throw new Error(`the ledger did not start: ${this.#said}`);
      if (performance.now() > limit) throw new Error(`the ledger is not served: ${this.#said}`);
      await pause(LOOK_AGAIN_MS);
    }
    this.line = new Line(SERVED.exec(this.#said)[1]);
    await this.answers();
  }

  /** Until the ledger says that it would take commands: a store behind it may be away for a while. */
  async answers() {
    const limit = performance.now() + PATIENCE_MS;
    for (;;) {
      const health = await this.line.get('/health/ready');
      if (health.status === 200) return;
      if (performance.now() > limit) throw new Error(`the ledger is not ready: ${JSON.stringify(health.body)}`);
      await pause(LOOK_AGAIN_MS);
    }
  }

  async kill() {
    await ended(this.#child, () => this.#child.kill('SIGKILL'));
    this.line?.close();
  }

  /** As an operator stops it. */
  async stop() {
    await ended(this.#child, () => this.#child.kill('SIGTERM'));
    this.line.close();
    if (this.#child.exitCode !== 0) throw new Error(`the ledger did not stop in order: ${this.#said}`);
  }

  /** Another verb of the command line on the same store, which must be free. @returns what it printed */
  async run(verb) {
    const child = this.#spawned(verb);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${verb} ended with ${code}: ${said}`);
    return said;
  }

  #spawned(verb, ...words) {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_ITS_OWN.test(name)));
    const given = ['--max-semi-space-size=64', this.#launcher, verb, '--store', this.#store, ...words];
    return spawn(process.execPath, given, { env, cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

/** An EventStoreDB that a shell command runs in the foreground, in a process group that is killed as one. */
export class StoreServer {
  #command;
  #child;

  /** @param {string} command */
  constructor(command) {
    this.#command = command;
  }

  /** An EventStoreDB takes every variable of this kind for an option of its own, and does not start with one it does not know. */
  launch() {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'EVENTSTORE_URL'));
    this.#child = spawn('/bin/sh', ['-c', this.#command], { detached: true, env, stdio: 'ignore' });
  }

  async kill() {
    await ended(this.#child, () => process.kill(-this.#child.pid, 'SIGKILL'));
  }
}

async function ended(child, end) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}
