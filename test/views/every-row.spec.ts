import type { Ledger } from '#ledger';
import {
  ViewsRunner,
  ViewsUnavailable,
  VIEWS_VERSION,
  type Change,
  type Checkpoint,
  type ViewStore,
} from '#projections';
import { StreamReader } from '#questions';
import { openEmbeddedViews } from '#view-store-embedded';
import type { Command } from '../properties/history.js';
import { play, playing } from '../properties/playing.js';
import { Chance } from '../reference/chance.js';
import { commandsOf } from '../reference/history.js';
import { FIRST_SEED, LONGEST_MS, ofEveryCommand, seedsOf } from '../reference/seeded.js';
import { everyList, everyRow } from './rows.js';

const DAY_MS = 86_400_000;
const PARTS = 4;

/** Registrations of bodies that nothing rests on, so that days go by without any other event. */
const timePassing = (commands: readonly Command[]): readonly Command[] =>
  [20, 75, 200, 420].map((days, index) => ({
    command: 'RegisterOrganisation',
    with: { code: `LMC${index}`, type: 'LMC', name: `Committee ${index}`, opensOn: '2000-01-01' },
    commandId: `time-passes-${index}`,
    recordedAt: new Date(Date.parse(commands.at(-1)!.recordedAt) + days * DAY_MS).toISOString(),
  }));

/** Days that pass work most rows out anew: before that, each event must have moved all that it moves. */
function inParts(commands: readonly Command[]): readonly (readonly Command[])[] {
  const size = Math.ceil(commands.length / PARTS);
  return Array.from({ length: PARTS }, (_, part) => commands.slice(Math.max(1, part * size), (part + 1) * size));
}

class Crash extends ViewsUnavailable {}

/** A store that dies now and then, before or after it has written. */
function dying(store: ViewStore, chance: Chance): ViewStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'advance') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value as (...all: unknown[]) => unknown).bind(target) : value;
      }
      return async (changes: readonly Change[], checkpoint: Checkpoint) => {
        if (chance.likely(0.15)) throw new Crash('before');
        await target.advance(changes, checkpoint);
        if (chance.likely(0.15)) throw new Crash('after');
      };
    },
  });
}

const runnerOver = (ledger: Ledger, views: ViewStore, batch: number) =>
  new ViewsRunner({ reader: new StreamReader(ledger.store), views, now: () => '1970-01-01T00:00:00.000Z', batch });

/** Views that stand before the first event. */
async function begun(ledger: Ledger): Promise<ViewStore> {
  const views = await openEmbeddedViews({ path: ':memory:' });
  const [first] = await ledger.store.readAll({ after: 0n, limit: 1 });
  const none = { position: 0, day: '1970-01-01', count: 0, first: Number(first!.position), apart: [] };
  await views.advance([], { ...none, log: first!.id, version: VIEWS_VERSION });
  return views;
}

/** Up to the last event, batch by batch, starting again after every crash. */
async function follow(ledger: Ledger, views: ViewStore, batch: number, chance: Chance): Promise<void> {
  for (let isDone = false; !isDone;) {
    const runner = runnerOver(ledger, dying(views, chance), batch);
    isDone = await runner.catchUp().then(
      () => true,
      (error: unknown) => {
        if (error instanceof Crash) return false;
        throw error;
      },
    );
    await runner.close();
  }
}

/** A statement says on which day it was worked out; within a year it may hold for longer. */
async function everyUndated(views: ViewStore): Promise<Readonly<Record<string, readonly object[]>>> {
  const lists = await everyList(views);
  return { ...lists, statements: lists['statements']!.map((row) => ({ ...row, asAt: undefined })) };
}

async function builtAnew(ledger: Ledger): Promise<ViewStore> {
  const views = await openEmbeddedViews({ path: ':memory:' });
  const runner = runnerOver(ledger, views, 1_000);
  await runner.rebuild();
  await runner.close();
  return views;
}

const shared = (row: object, answer: object) =>
  Object.fromEntries(
    Object.keys(row)
      .filter((key) => key in answer)
      .map((key) => [key, (answer as never)[key]]),
  );

/** What the rows say, beside what the calculator answers at their position. */
async function againstTheCalculator(ledger: Ledger, views: ViewStore): Promise<void> {
  const { position } = (await views.checkpoint())!;
  const ask = (question: string, input: object) => ledger.questions.ask(question, { ...input, position });
  for (const row of await everyRow(views, 'statements')) {
    const answer = await ask('entitlement', { holder: row.holder, year: row.year });
    expect(row).toMatchObject(shared(row, answer));
    expect({ ...row, debtor: row.commissioner }).toMatchObject({ debtor: (answer as { debtor: unknown }).debtor });
  }
  for (const row of await everyRow(views, 'exposures')) {
    const answer = (await ask('exposure', { commissioner: row.commissioner, year: row.year })) as object as {
      holders: readonly { holder: string; affordablePence: number | null; shortfallPence: number | null }[];
    };
    expect(row).toMatchObject(shared(row, answer));
    const rows = (await everyRow(views, 'statements')).filter(
      ({ year, holderType, budgeted, commissioner }) =>
        year === row.year && holderType === 'PRACTICE' && budgeted && commissioner === row.commissioner,
    );
    expect(
      rows.map(({ holder, affordablePence, shortfallPence }) => ({ holder, affordablePence, shortfallPence })),
    ).toEqual(
      answer.holders.map(({ holder, affordablePence, shortfallPence }) => ({
        holder,
        affordablePence,
        shortfallPence,
      })),
    );
  }
  for (const row of await everyRow(views, 'rollUps')) {
    expect(row).toMatchObject(shared(row, await ask('rollUp', { of: row.of, year: row.year })));
  }
  for (const row of await everyRow(views, 'timeline')) {
    const answer = await ledger.questions.ask('exposure', {
      commissioner: row.commissioner,
      year: row.year,
      position: row.position,
      knownAt: row.recordedAt,
    });
    const { position: _at, ...said } = row;
    expect(said).toMatchObject(shared(said, answer));
  }
  await nothingLeftOut(ledger, views, position);
}

/** Every holder and year with a figure has a row, and every event has one. */
async function nothingLeftOut(ledger: Ledger, views: ViewStore, position: number): Promise<void> {
  const journal = await everyRow(views, 'journal');
  const events = await ledger.store.readAll({ after: 0n, limit: 10_000 });
  expect(journal.map((row) => row.id).toReversed()).toEqual(events.map((event) => event.id));
  const statements = await everyRow(views, 'statements');
  const holders = [
    ...(await everyRow(views, 'organisations')).filter(({ type }) => type === 'PRACTICE').map(({ code }) => code),
    ...(await everyRow(views, 'groups')).map(({ group }) => group),
  ];
  const years = [...new Set(statements.map(({ year }) => year))];
  for (const holder of holders) {
    for (const year of years) {
      if (statements.some((row) => row.holder === holder && row.year === year)) continue;
      expect(await ledger.questions.ask('entitlement', { holder, year, position })).toMatchObject({
        entitlementPence: 0,
        paidPence: 0,
        budgetPence: 0,
        actualPence: 0,
      });
    }
  }
}

describe('every row is what the calculator answers at its position, however it came to be', () => {
  test.each([
    ['histories with borders that fall together', 10, commandsOf],
    ['histories of every command', 6, ofEveryCommand],
  ] as const)(
    `%s (from seed ${FIRST_SEED})`,
    async (_whose, count, commandsFor) => {
      for (const seed of seedsOf(count)) {
        const commands = commandsFor(seed) as readonly Command[];
        await playing(commands.slice(0, 1), async ({ ledger }) => {
          const [chance, batch] = [new Chance(seed), [1, 2, 7, 40, 1_000][seed % 5]!];
          const stepped = await begun(ledger);
          for (const [part, some] of [...inParts(commands), timePassing(commands)].entries()) {
            await play(ledger, some);
            await follow(ledger, stepped, batch, chance);
            const anew = await builtAnew(ledger);
            const shown = part === PARTS ? everyList : everyUndated;
            const of = { seed, batch, part };
            expect({ ...of, ...(await shown(stepped)) }).toEqual({ ...of, ...(await shown(anew)) });
            await anew.close();
          }
          await againstTheCalculator(ledger, stepped);
          await stepped.close();
        });
      }
    },
    LONGEST_MS,
  );
});
