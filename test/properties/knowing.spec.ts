import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '#event-store';
import { openLedger, type Ledger } from '#ledger';
import { Questions, StreamReader } from '#questions';
import { englishCalendar } from '#working-days';
import { answersTo, everyQuestionOf } from './askings.js';
import { property } from './checking.js';
import { commandsOf, histories, type History } from './history.js';
import { play, playing } from './playing.js';
import { exposure, figuresOf, statements, type Moment } from './statements.js';
import { TRUSTS, yearsOf } from './world.js';

/** Everything that can be asked about a history at a moment. */
async function answers(ledger: Ledger, history: History, moment: Moment): Promise<object> {
  const { world } = history;
  const exposures: object[] = [];
  for (const trust of TRUSTS)
    for (const year of yearsOf(world)) exposures.push(await exposure(ledger, trust, year, moment));
  const others = await answersTo(ledger, everyQuestionOf(commandsOf(history)), moment);
  return { statements: Object.fromEntries(await statements(ledger, world, moment)), exposures, others };
}

property(
  'an answer given once never changes, whatever is recorded later',
  5,
  histories({ moves: 45 }),
  async (history) => {
    const commands = commandsOf(history);
    await playing([], async ({ ledger }) => {
      const given: { moment: Moment; answer: object }[] = [];
      const founded = commands.filter(({ recordedAt }) => recordedAt === commands[0]!.recordedAt).length;
      await play(ledger, commands.slice(0, founded));
      const size = Math.ceil((commands.length - founded) / 4);
      for (let from = founded; from < commands.length; from += size) {
        await play(ledger, commands.slice(from, from + size));
        const { position, effectiveAt } = await ledger.store.head();
        const answer = await answers(ledger, history, {});
        given.push({ moment: { knownAt: effectiveAt!, position: Number(position) }, answer });
      }
      for (const { moment, answer } of given) expect(await answers(ledger, history, moment)).toEqual(answer);
    });
  },
);

property('the same question asked twice is answered the same', 3, histories({ moves: 30 }), async (history) => {
  await playing(commandsOf(history), async ({ ledger }) => {
    expect(await answers(ledger, history, {})).toEqual(await answers(ledger, history, {}));
  });
});

property('a command given twice adds nothing', 5, histories({ moves: 30 }), async (history) => {
  await playing(commandsOf(history), async ({ ledger, accepted }) => {
    const [head, before] = [await ledger.store.head(), await figuresOf(ledger, history.world)];
    for (const command of accepted) expect(await ledger.recorder.record(command)).toMatchObject({ replayed: true });
    expect(await ledger.store.head()).toEqual(head);
    expect(await figuresOf(ledger, history.world)).toEqual(before);
  });
});

const everything = (ledger: Ledger): Promise<readonly StoredEvent[]> =>
  ledger.store.readAll({ after: 0n, limit: 100_000 });

/** Writes events into another store as they are, one by one. */
async function copied(events: readonly StoredEvent[], into: Ledger): Promise<void> {
  for (const { stream, revision, id, type, version, data, metadata } of events) {
    const event = { id, type, version, data, metadata };
    await into.store.append({
      stream,
      expectedRevision: revision - 1,
      events: [event],
      claims: [],
      unmoved: [],
      found: [],
    });
  }
}

property('a log that is copied and folded anew says the same', 4, histories({ moves: 40 }), async (history) => {
  await playing(commandsOf(history), async ({ ledger }) => {
    await playing([], async ({ ledger: copy }) => {
      await copied(await everything(ledger), copy);
      const questions = new Questions(new StreamReader(copy.store), () => '2026-01-01T00:00:00.000Z', englishCalendar);
      expect(await answers({ ...copy, questions }, history, {})).toEqual(await answers(ledger, history, {}));
    });
  });
});

property('a ledger that was closed and opened again says the same', 2, histories({ moves: 30 }), async (history) => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const address = `embedded:${join(folder, `${randomUUID()}.db`)}`;
  try {
    const ledger = await openLedger(address, { clock: 'simulated' });
    await play(ledger, commandsOf(history));
    const before = await answers(ledger, history, {});
    await ledger.close();
    const reopened = await openLedger(address);
    try {
      expect(await answers(reopened, history, {})).toEqual(before);
    } finally {
      await reopened.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
