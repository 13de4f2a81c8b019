import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Book } from './book.mjs';
import { Chance } from './chance.mjs';
import { Client, founding, untilAnswered } from './clients.mjs';
import { mustBeTheSame, Oracle } from './oracle.mjs';
import { ServedLedger, StoreServer } from './processes.mjs';

/**
 * @typedef {object} KillOptions
 * @property {string} store       address of an empty store: `embedded:PATH`, or `esdb://…` with a namespace of its own
 * @property {string} folder      for whatever it keeps beside the store
 * @property {number} kills
 * @property {number} seed        of what clients send and of when is killed
 * @property {number} [clients]   at work at the same time; 64 when left out
 * @property {string} [serverCommand]  a shell command that runs the store's server in the foreground: then that is
 *   killed; left out, the ledger's own process
 * @property {string} [launcher]  of the ledger, where it is not this project's
 * @property {(line: string) => void} [tell]  how it goes on
 *
 * @typedef {object} KillReport   what was seen; a run that lost or doubled anything has none
 * @property {number} seed
 * @property {number} kills
 * @property {number} commands    acknowledged
 * @property {number} events      in the log at the end
 * @property {number} conflicts   refused, as they should be
 * @property {number} unanswered  sends without an answer
 * @property {{ written: number, notWritten: number }} found  once unanswered: whether the log had it when asked again
 * @property {{ median: number, max: number }} recoveryMs  from the start of what was killed until the ledger is ready
 * @property {number} seconds
 */

/** Of the kills, so many hit what is only just starting again. */
const EARLY = 0.15;
const LONGEST_START_MS = 800;
/** After the last acknowledgement that is waited for. */
const LONGEST_AFTER_MS = 20;
const TOLD_EVERY = 10;
/** Of a ledger while its server only just begins. */
const MOST_STARTS = 60;

/**
 * Kills a served ledger, or its store's server, again and again under load, and holds the log and the views against what
 * the clients were told.
 * @param {KillOptions} options
 * @returns {Promise<KillReport>}
 * @throws Broken for anything lost, doubled, invented or left out
 */
export async function killed(options) {
  const run = new Run(options);
  try {
    return await run.whole();
  } catch (error) {
    error.message = `seed ${options.seed}: ${error.message}`;
    throw error;
  } finally {
    await run.end();
  }
}

class Run {
  #options;
  #book = new Book();
  #chance;
  #oracle;
  #ledger;
  /** What is killed. */
  #victim;
  #up = gate();
  #isOver = false;
  #recoveries = [];

  constructor(options) {
    this.#options = { clients: 64, tell: () => undefined, ...options };
    this.#chance = new Chance(options.seed);
    this.#oracle = new Oracle(this.#book, { isContiguous: options.store.startsWith('embedded:') });
    this.#ledger = new ServedLedger(options);
    this.#victim = options.serverCommand === undefined ? this.#ledger : new StoreServer(options.serverCommand);
  }

  async whole() {
    const began = performance.now();
    await this.#open();
    const working = this.#work();
    await Promise.race([working, this.#killAll()]);
    this.#isOver = true;
    await working;
    await this.#final();
    const { acknowledged, refused, found, sends } = this.#book;
    return {
      seed: this.#options.seed,
      kills: this.#options.kills,
      commands: acknowledged.size,
      events: this.#oracle.events,
      conflicts: refused.size,
      unanswered: sends.unanswered,
      found,
      recoveryMs: { median: Math.round(median(this.#recoveries)), max: Math.round(Math.max(...this.#recoveries)) },
      seconds: Math.round((performance.now() - began) / 1000),
    };
  }

  async end() {
    this.#isOver = true;
    this.#up.open(undefined);
    this.#up = gate();
    this.#up.open(undefined);
    await this.#ledger.kill();
    if (this.#victim !== this.#ledger) await this.#victim.kill();
  }

  async #open() {
    if (this.#victim !== this.#ledger) this.#victim.launch();
    await this.#firstReady();
    this.#up.open(this.#ledger.line);
    for (const [index, given] of founding(this.#options.clients).entries()) {
      const order = { key: `founding-${index}`, kind: 'plain', ...given };
      this.#book.note(order);
      await untilAnswered(order, this.#book, () => this.#up.passed);
    }
  }

  /** A ledger does not start before its server has: then it is started again. */
  async #firstReady() {
    for (let tries = 1; ; tries += 1) {
      this.#ledger.launch();
      try {
        return await this.#ledger.ready();
      } catch (error) {
        if (this.#victim === this.#ledger || tries === MOST_STARTS) throw error;
      }
    }
  }

  #work() {
    const { clients, seed } = this.#options;
    const [book, up] = [this.#book, () => this.#up.passed];
    const all = Array.from({ length: clients }, (_, number) => new Client({ number, seed, book, up }));
    return Promise.all(all.map((client) => client.work(() => this.#isOver)));
  }

  async #killAll() {
    const { kills, clients, tell } = this.#options;
    for (let done = 0; done < kills;) {
      await this.#book.more(this.#chance.whole(1, 3 * clients));
      await pause(this.#chance.whole(0, LONGEST_AFTER_MS));
      this.#up = gate();
      await this.#victim.kill();
      for (done += 1; done < kills && this.#chance.likely(EARLY); done += 1) {
        this.#victim.launch();
        await pause(this.#chance.whole(0, LONGEST_START_MS));
        await this.#victim.kill();
      }
      await this.#recover();
      if (done % TOLD_EVERY === 0 || done === kills)
        tell(`${done} of ${kills} kills, ${this.#book.acknowledged.size} acknowledged`);
    }
  }

  async #recover() {
    const began = performance.now();
    this.#victim.launch();
    if (this.#victim === this.#ledger) await this.#ledger.ready();
    else await this.#ledger.answers();
    this.#recoveries.push(performance.now() - began);
    await this.#oracle.sinceLast(this.#ledger.line);
    this.#up.open(this.#ledger.line);
  }

  /** With everybody gone home; then once more with views that were built anew. */
  async #final() {
    const lists = await this.#oracle.everything(this.#ledger.line);
    await this.#oracle.everyRepeat(this.#ledger.line);
    await this.#ledger.stop();
    await this.#ledger.run('rebuild');
    this.#ledger.launch();
    await this.#ledger.ready();
    mustBeTheSame(lists, await this.#oracle.everything(this.#ledger.line));
    await this.#ledger.stop();
  }
}

/** Shut until it is opened for all who wait. */
function gate() {
  let open;
  const passed = new Promise((resolve) => (open = resolve));
  return { passed, open };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
