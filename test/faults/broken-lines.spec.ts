import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Rejected } from '#domain';
import { StoreUnavailable, type Keyring } from '#event-store';
import { openKeyring } from '#event-store-embedded';
import { openEventStoreDb, type LedgerOnServer } from '#event-store-esdb';
import { directoryKeys, StreamReader } from '#questions';
import { Recorder, type Recorded } from '#recording';
import { testWhere } from '#testing';
import { englishCalendar } from '#working-days';
import { Proxy } from '../conformance/eventstore-proxy.js';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { Chance } from '../reference/chance.js';
import { Oracle, type Named } from './simulation/oracle.js';

const IS_LONG = process.env['LEDGER_SOAK'] === '1';
const SEED = Number(process.env['LEDGER_SOAK_SEED'] ?? 1);
const CLIENTS = 6;
/** Commands of each client. */
const COMMANDS = IS_LONG ? 400 : 8;
/** For an answer of the server, in milliseconds. */
const LIMIT_MS = 1_500;
const NOW = '2008-04-01T09:00:00.000Z';
const TRUST = '5X1';
const YEARS = ['2006-07', '2007-08'];

jest.setTimeout(36_000_000);

const practiceOf = (client: number): string => `A9900${client}`;
const registered = (code: string, type: string) => ({ code, type, name: `${type} ${code}`, opensOn: '2002-04-01' });

const founding: readonly Named[] = [
  { command: 'RegisterOrganisation', with: registered(TRUST, 'PCT') },
  ...Array.from({ length: CLIENTS }, (_, client) => practiceOf(client)).flatMap((practice) => [
    { command: 'RegisterOrganisation', with: registered(practice, 'PRACTICE') },
    { command: 'AssignPractice', with: { practice, commissioner: TRUST, from: '2002-04-01' } },
  ]),
].map((order, index) => ({ ...order, commandId: `founding-${index}` }));

/** The server as one process of the ledger sees it, through a line of its own. */
type Process = { readonly store: LedgerOnServer; readonly recorder: Recorder; readonly line: Proxy };

async function connected(address: string, namespace: string, keyring: Keyring): Promise<Process> {
  const line = await Proxy.before(address);
  const store = await openEventStoreDb({ address: line.address, namespace, directoryKeys, limitMs: LIMIT_MS });
  return { store, line, recorder: new Recorder(new StreamReader(store), keyring, () => NOW, englishCalendar) };
}

/** Two processes of one ledger, clients that use either, and somebody who breaks their lines. */
class BrokenLines {
  private readonly chance = new Chance(SEED);
  readonly acknowledged: { readonly order: Named; readonly recorded: Recorded }[] = [];
  readonly refused: Named[] = [];
  unanswered = 0;
  broken = 0;
  private waiting = { at: Infinity, resolve: (): void => undefined };
  private isOver = false;

  constructor(
    private readonly processes: readonly Process[],
    private readonly restart: (() => Promise<void>) | undefined,
  ) {}

  async run(): Promise<void> {
    for (const order of founding) await this.untilAnswered(order);
    const clients = Array.from({ length: CLIENTS }, (_, client) => this.work(client));
    const breaking = this.breakLines();
    await Promise.all(clients);
    this.isOver = true;
    this.waiting.resolve();
    await breaking;
  }

  private async work(client: number): Promise<void> {
    for (let index = 0; index < COMMANDS; index += 1) {
      const order = this.orderOf(client, index);
      const sends = this.chance.likely(0.15) ? 2 : 1;
      await Promise.all(Array.from({ length: sends }, () => this.untilAnswered(order)));
    }
  }

  /** Every third command wants an id that the neighbour wants too, for a stream of its own. */
  private orderOf(client: number, index: number): Named {
    const [commandId, practice, pence] = [`c${client}-${index}`, practiceOf(client), this.chance.whole(1, 1_000)];
    const year = this.chance.of(YEARS);
    if (index % 3 === 0) {
      const claim = `S${client >> 1}-${index}`;
      return { commandId, command: 'ClaimSavings', with: { claim, holder: practice, year, pence } };
    }
    if (index % 3 === 1) {
      return { commandId, command: 'RecordPayment', with: { holder: practice, year, payment: commandId, pence } };
    }
    return { commandId, command: 'RecordListSize', with: { practice, censusDate: '2007-04-01', patients: pence } };
  }

  private async untilAnswered(order: Named): Promise<void> {
    for (;;) {
      try {
        const recorded = await this.chance.of(this.processes).recorder.record(order);
        this.acknowledged.push({ order, recorded });
        if (this.acknowledged.length >= this.waiting.at) this.waiting.resolve();
        return;
      } catch (error) {
        if (isAway(error)) this.unanswered += 1;
        else if (error instanceof Rejected) return void this.refused.push(order);
        else throw error;
      }
    }
  }

  /** After some more acknowledgements one of the lines breaks, loses answers and then breaks, or the server goes away. */
  private async breakLines(): Promise<void> {
    for (;;) {
      await this.more(this.chance.whole(1, 6));
      if (this.isOver) return;
      const { line } = this.chance.of(this.processes);
      const fate = this.chance.next();
      if (this.restart && fate < 0.2) await this.restart();
      else {
        if (fate < 0.7) line.loseAnswers();
        if (fate < 0.7) await this.more(1);
        await line.cut();
        await line.mend();
      }
      this.broken += 1;
    }
  }

  private more(count: number): Promise<void> {
    if (this.isOver) return Promise.resolve();
    return new Promise((resolve) => (this.waiting = { at: this.acknowledged.length + count, resolve }));
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof StoreUnavailable || (error instanceof Rejected && error.code === 'STORE_UNAVAILABLE');

async function expectNothingLost(address: string, restart?: () => Promise<void>): Promise<void> {
  const [namespace, keyring] = [`broken-${randomUUID()}`, await openKeyring({ path: ':memory:' })];
  const processes = [await connected(address, namespace, keyring), await connected(address, namespace, keyring)];
  const run = new BrokenLines(processes, restart);
  await run.run();
  const quiet = await openEventStoreDb({ address, namespace, directoryKeys });
  const events = await quiet.readAll({ after: 0n, limit: 100_000 });
  const oracle = new Oracle({ events }, false);
  for (const { order, recorded } of run.acknowledged) oracle.acknowledge(order, recorded);
  for (const order of run.refused) oracle.refuse(order, { isAlone: true });
  oracle.final();
  for (const { store } of processes) expect(await store.readAll({ after: 0n, limit: 100_000 })).toEqual(events);
  const claims = events.filter(({ type }) => type === 'SavingsClaimed').map(({ data }) => data['claim']);
  expect(claims).toHaveLength(new Set(claims).size);
  expect(new Set([...oracle.orders().keys(), ...run.refused.map(({ commandId }) => commandId)]).size).toBe(
    founding.length + CLIENTS * COMMANDS,
  );
  expect(run.broken).toBeGreaterThan(0);
  if (IS_LONG) {
    process.stderr.write(
      `broken lines: ${run.broken} broken, ${oracle.acknowledged} commands acknowledged, ` +
        `${run.unanswered} sends unanswered, ${events.length} events: none lost, none doubled\n`,
    );
  }
  await Promise.all([...processes.map(({ store }) => store.close()), quiet.close(), keyring.close()]);
  await Promise.all(processes.map(({ line }) => line.cut()));
}

test(`lines that break and lose answers, and a server that goes away, lose and double nothing: on the stand-in (seed ${SEED})`, async () => {
  const standIn = await StandIn.started();
  await expectNothingLost(standIn.address, async () => {
    standIn.kill();
    await standIn.start();
  });
  standIn.kill();
});

const address = process.env['EVENTSTORE_URL'];
const onServer = testWhere('eventstore', address !== undefined, 'EVENTSTORE_URL names no server');
onServer(`lines that break and lose answers lose and double nothing: on EventStoreDB (seed ${SEED})`, () =>
  expectNothingLost(address!),
);
