import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Rejected } from '#domain';
import { StoreUnavailable } from '#event-store';
import { instantOfMs, msOf, type Instant } from '#kernel';
import { ViewsRunner, ViewsUnavailable, type ViewStore } from '#projections';
import { directoryKeys, Questions, StreamReader, type Answer } from '#questions';
import { Recorder } from '#recording';
import { englishCalendar } from '#working-days';
import { Chance } from '../../reference/chance.js';
import { everyList, everyRow } from '../../views/rows.js';
import { MemoryLog } from './memory-log.js';
import { Broken, Oracle } from './oracle.js';
import { trafficOf, type Asked, type Sent, type Traffic } from './orders.js';
import { mustBeRetold } from './retelling.js';
import { Scheduler } from './scheduler.js';
import { SimulatedKeyring } from './simulated-keyring.js';
import { CALM, SimulatedStore, type Surroundings, type Weather } from './simulated-store.js';
import { simulatedViews } from './simulated-views.js';

export type Seen = {
  readonly seed: number;
  /** Of everything that happened, in its order. */
  readonly hash: string;
  readonly steps: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** Sends that got no answer. */
  readonly unanswered: number;
  readonly crashes: number;
  readonly events: number;
};

/** Everything of the application that lives in one process, and goes with it. */
type Process = {
  readonly store: SimulatedStore;
  readonly recorder: Recorder;
  readonly questions: Questions;
  readonly runner: ViewsRunner;
};

type Client = { readonly name: string; order: Sent | undefined; isBusy: boolean };

const STORM = { readFails: 0.004, refused: 0.03, answerLost: 0.06, arrivesLate: 0.05, stops: 0.01, slow: 0.1 };
const CRASHES = 1 / 250;
/** The disk is full, and has room again. */
const FILLS = 1 / 400;
const EMPTIES = 1 / 60;
/** A store that stopped is opened again by somebody. */
const REOPENED = 1 / 30;
const VIEWS_FAIL = 0.04;
const LONGEST_STORM = 6_000;
/** Of the process's clock from the world's, in milliseconds: a new process may be behind the one before. */
const CLOCKS_OFF = [0, 0, 0, -3_600_000, 5_000];
const BATCHES = [1, 3, 7, 40, 1_000];

/** One ledger, its clients and its misfortunes, all of them drawn from a seed. */
export class Simulation {
  private readonly chance: Chance;
  private readonly scheduler: Scheduler;
  private readonly log = new MemoryLog('system', directoryKeys);
  private readonly keyring: SimulatedKeyring;
  private readonly oracle = new Oracle(this.log);
  private readonly weather: Weather = { likelihoods: STORM, isFull: false };
  private readonly around: Surroundings;
  private readonly traffic: Traffic;
  private readonly waiting: Sent[];
  private readonly clients: readonly Client[];
  private readonly answers: { readonly asked: Asked; readonly answer: Answer }[] = [];
  private readonly batch: number;
  private process!: Process;
  private areViewsBusy = false;
  private isAsking = false;
  private time = 0;
  private clockOff = 0;
  private crashes = 0;
  private unanswered = 0;

  /** @param views  real ones, empty; they outlive every process */
  constructor(
    readonly seed: number,
    private readonly views: ViewStore,
  ) {
    this.chance = new Chance(seed);
    this.scheduler = new Scheduler(this.chance);
    this.keyring = new SimulatedKeyring(this.scheduler);
    const { log, scheduler, chance, weather } = this;
    this.around = { log, scheduler, chance, weather, decidedAt: new Map() };
    this.traffic = trafficOf(seed, this.chance);
    this.waiting = [...this.traffic.sent];
    const count = this.chance.whole(1, 4);
    this.clients = Array.from({ length: count }, (_, number) => ({
      name: `client ${number}`,
      order: undefined,
      isBusy: false,
    }));
    this.batch = this.chance.of(BATCHES);
    this.open();
  }

  /** @param rebuilt  empty views, for a rebuild at the end @throws Broken for what must never be seen */
  async run(rebuilt: ViewStore): Promise<Seen> {
    const storm = this.chance.whole(0, LONGEST_STORM);
    while (!this.isOver) {
      if (this.scheduler.steps < storm) this.misfortune();
      else if (this.weather.likelihoods !== CALM) this.calm();
      await this.next();
    }
    this.calm();
    await this.alone('the views', () => this.process.runner.catchUp());
    this.oracle.final();
    this.mustBeContiguous();
    await this.alone('retelling', () => this.retold());
    await this.repeats();
    await this.answersHold();
    await this.viewsHold(rebuilt);
    const { seed, crashes, unanswered, log, scheduler, oracle } = this;
    scheduler.note(log.events.map(({ hash, position }) => `${position} ${hash}`).join('\n'));
    const { acknowledged, refused } = oracle;
    const [hash, steps, events] = [scheduler.hash(), scheduler.steps, log.events.length];
    return { seed, hash, steps, acknowledged, refused, unanswered, crashes, events };
  }

  private get isOver(): boolean {
    const isQuiet = this.clients.every(({ order }) => order === undefined) && !this.scheduler.someWait;
    return isQuiet && this.waiting.length === 0;
  }

  private now = (): Instant => instantOfMs(this.time + this.clockOff);

  /** A process, as it begins: it knows nothing but what is in the log and in the views. */
  private open(): void {
    const store = new SimulatedStore(this.around);
    const reader = new StreamReader(store);
    const likelihood = () => (this.weather.likelihoods === CALM ? 0 : VIEWS_FAIL);
    const views = simulatedViews(this.views, { ...this.around, likelihood });
    this.process = {
      store,
      recorder: new Recorder(reader, this.keyring, this.now, englishCalendar),
      questions: new Questions(reader, this.now, englishCalendar),
      runner: new ViewsRunner({ reader, views, now: this.now, batch: this.batch }),
    };
    this.clockOff = this.chance.of(CLOCKS_OFF);
  }

  private misfortune(): void {
    const { chance, weather, process } = this;
    if (chance.likely(process.store.stopped ? REOPENED : CRASHES)) this.crash();
    if (chance.likely(weather.isFull ? EMPTIES : FILLS)) weather.isFull = !weather.isFull;
  }

  private calm(): void {
    this.weather.likelihoods = CALM;
    this.weather.isFull = false;
    if (this.process.store.stopped) this.crash();
  }

  private crash(): void {
    this.crashes += 1;
    this.scheduler.crash();
    for (const client of this.clients) {
      if (client.isBusy) this.unanswered += 1;
      client.isBusy = false;
    }
    [this.areViewsBusy, this.isAsking] = [false, false];
    this.open();
  }

  /** One of all that may go on, or begin, does. */
  private async next(): Promise<void> {
    const { chance, scheduler } = this;
    const begin: (() => Promise<void>)[] = this.clients
      .filter((client) => !client.isBusy && (client.order !== undefined || this.waiting.length > 0))
      .map((client) => () => this.send(client));
    if (!this.areViewsBusy && chance.likely(0.05)) begin.push(() => this.follow());
    if (!this.isAsking && chance.likely(0.05)) begin.push(() => this.ask());
    const choice = chance.whole(0, begin.length + scheduler.choices - 1);
    if (choice < begin.length) await begin[choice]!();
    else if (scheduler.someWait) await scheduler.step();
    else await turn();
  }

  private async send(client: Client): Promise<void> {
    client.order ??= this.waiting.shift()!;
    client.isBusy = true;
    const { order, at, isAlone } = client.order;
    this.time = Math.max(this.time, msOf(at));
    await this.scheduler.begin(`${client.name} ${order.commandId}`, async () => {
      const isAnswered = await this.process.recorder.record(order).then(
        (recorded) => {
          this.oracle.acknowledge(order, recorded);
          this.scheduler.note(`acknowledged ${order.commandId}`);
          return true;
        },
        (error: unknown) => {
          if (isAway(error)) return false;
          if (!(error instanceof Rejected)) throw error;
          this.oracle.refuse(order, { isAlone });
          this.scheduler.note(`refused ${order.commandId} ${error.code}`);
          return true;
        },
      );
      if (isAnswered) client.order = undefined;
      else this.unanswered += 1;
      client.isBusy = false;
    });
  }

  private async follow(): Promise<void> {
    this.areViewsBusy = true;
    await this.scheduler.begin('views', async () => {
      await this.process.runner.catchUp().catch(unlessAway);
      this.areViewsBusy = false;
    });
  }

  /** What was acknowledged before a question is in its answer; what is not in the log is not. */
  private async ask(): Promise<void> {
    this.isAsking = true;
    const asked = this.chance.of(this.traffic.questions);
    const before = this.log.head().position;
    await this.scheduler.begin(`ask ${asked.question}`, async () => {
      const answer = await this.process.questions.ask(asked.question, asked.fields).catch(unlessAway);
      this.isAsking = false;
      if (!answer) return;
      const { position } = answer;
      if (position > Number(this.log.head().position)) throw new Broken(`${position} was answered before it was there`);
      if (position < Number(before)) throw new Broken(`${before} was there, and ${position} was answered`);
      this.answers.push({ asked, answer });
    });
  }

  /** Lets one actor do its work to the end, with all others at rest. */
  private async alone(name: string, work: () => Promise<void>): Promise<void> {
    let isDone = false;
    await this.scheduler.begin(name, () => work().finally(() => (isDone = true)));
    while (!isDone) await (this.scheduler.someWait ? this.scheduler.step() : turn());
  }

  private mustBeContiguous(): void {
    this.log.events.forEach(({ position }, index) => {
      if (position !== BigInt(index + 1)) throw new Broken(`position ${position} is the ${index + 1}th`);
    });
  }

  private retold(): Promise<void> {
    const other = { ...this.around, log: new MemoryLog('system', directoryKeys), decidedAt: new Map() };
    const { log, oracle, around, keyring } = this;
    return mustBeRetold(log.events, oracle.orders(), around.decidedAt, keyring, other);
  }

  /** After everything, a new process answers every repeat as the first time. */
  private async repeats(): Promise<void> {
    this.open();
    const events = this.log.events.length;
    await this.alone('repeats', async () => {
      for (const order of this.oracle.orders().values()) {
        const recorded = await this.process.recorder.record(order);
        if (!recorded.replayed) throw new Broken(`${order.commandId}: recorded when it was repeated`);
        this.oracle.acknowledge(order, recorded);
      }
    });
    if (this.log.events.length !== events) throw new Broken('a repeat was recorded');
  }

  /** What was answered in the storm is what a process that has just begun answers of the same log. */
  private async answersHold(): Promise<void> {
    await this.alone('answers', async () => {
      for (const { asked, answer } of this.answers) {
        const { position, knownAt } = answer;
        const again = await this.process.questions.ask(asked.question, { ...asked.fields, position, knownAt });
        if (!isDeepStrictEqual(again, answer)) throw new Broken(`${JSON.stringify(asked)} at ${position}: two answers`);
      }
    });
  }

  private async viewsHold(rebuilt: ViewStore): Promise<void> {
    const reader = new StreamReader(this.process.store);
    const runner = new ViewsRunner({ reader, views: rebuilt, now: this.now });
    await this.alone('a rebuild', () => runner.rebuild());
    const [followed, anew] = [await everyList(this.views), await everyList(rebuilt)];
    for (const [list, rows] of Object.entries(anew)) {
      if (!isDeepStrictEqual(followed[list], rows))
        throw new Broken(`${list} is other than rebuilt: ${difference(followed[list]!, rows)}`);
    }
    const ids = (await everyRow(this.views, 'journal')).map(({ id }) => id).toReversed();
    if (!isDeepStrictEqual(ids, this.log.events.map(({ id }) => id))) throw new Broken('the journal has a hole'); // prettier-ignore
    await this.alone('the calculator', () => this.rowsHold());
  }

  /** The rows say what the calculator does. */
  private async rowsHold(): Promise<void> {
    const { position } = (await this.views.checkpoint())!;
    for (const row of await everyRow(this.views, 'statements')) {
      const { holder, year } = row;
      const answer = await this.process.questions.ask('entitlement', { holder, year, position });
      const shared = Object.keys(row).filter((field) => field in answer);
      for (const field of shared) {
        const [shown, right] = [row[field as keyof typeof row], answer[field as keyof typeof answer]];
        if (!isDeepStrictEqual(shown, right))
          throw new Broken(`${holder} ${year}: ${field} is shown as ${shown}, not ${right}`);
      }
    }
  }
}

/** The first row that differs, by the fields that do. */
function difference(rows: readonly object[], wanted: readonly object[]): string {
  const index = wanted.findIndex((row, place) => !isDeepStrictEqual(row, rows[place]));
  const [row, right] = [rows[index], wanted[index]] as (Record<string, unknown> | undefined)[];
  if (!row || !right) return `${rows.length} rows, not ${wanted.length}`;
  const fields = Object.keys(right).filter((field) => !isDeepStrictEqual(row[field], right[field]));
  return `${JSON.stringify(right)} has ${fields.map((field) => `${field} ${JSON.stringify(row[field])}`).join(', ')}`;
}

const isAway = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  error instanceof ViewsUnavailable ||
  (error instanceof Rejected && error.code === 'STORE_UNAVAILABLE');

/** Who is told that something is away asks again; a question may also be about what is not recorded yet. */
function unlessAway(error: unknown): undefined {
  if (!isAway(error) && !(error instanceof Rejected)) throw error;
}
