import fc from 'fast-check';
import type { Ledger } from '#ledger';
import { ViewsUnavailable, VIEW_NAMES, type ViewsRunner, type ViewStore } from '#projections';
import { StreamReader } from '#questions';
import { Recorder } from '#recording';
import { aLedger, aTrust, agreed, budget, on, step, told, used, PRACTICE, SECOND, YEAR } from '#testing';
import { openEmbeddedViews } from '#view-store-embedded';
import { englishCalendar } from '#working-days';
import { commandsOf, histories } from '../properties/history.js';
import { play, playing } from '../properties/playing.js';
import { OF_A_LATER_VERSION, OF_LATER, poisoned, runnerOf, SHAPELESS, stoppedIn, understanding } from './poisoned.js';
import { everyList } from './rows.js';

const ACCOUNT = `account-${PRACTICE}-${YEAR}`;
const resources = on('2007-06-10', step('SetResourceLimit', { pence: 900_000 }));
const another = on('2007-06-20', step('RegisterOrganisation', { code: 'LM1', type: 'LMC', name: 'A committee' }));

let ledger: Ledger;
let views: ViewStore;
beforeEach(async () => {
  ledger = await aLedger();
  views = await openEmbeddedViews({ path: ':memory:' });
  await told(ledger, [
    ...aTrust(PRACTICE, SECOND),
    ...agreed(),
    budget(),
    ...on('2007-06-01', used(500, { months: [1], version: 'FLEX' })),
  ]);
});
afterEach(async () => {
  await views.close();
  await ledger.close();
});

/** One process: it counts what there is, and ends. */
async function running<T>(
  work: (runner: ViewsRunner) => Promise<T>,
  reader = ledger.reader,
  batch = 1_000,
): Promise<T> {
  const runner = runnerOf(reader, views, batch);
  try {
    return await work(runner);
  } finally {
    await runner.close();
  }
}

const caughtUp = (reader = ledger.reader, batch = 1_000) =>
  running(
    async (runner) => {
      await runner.catchUp();
      return runner.status();
    },
    reader,
    batch,
  );

describe('an event that cannot be counted', () => {
  test.each([
    ['of a type that a newer ledger wrote', OF_LATER, ['journal', 'statements']],
    ['of a version that a newer ledger wrote', OF_A_LATER_VERSION, ['journal', 'statements']],
    ['of a shape that no rule can add up', SHAPELESS, ['statements']],
  ] as const)(
    '%s stops the views that need it before it, by name; the others go on',
    async (_what, poison, stopped) => {
      await caughtUp();
      const event = await poisoned(ledger, ACCOUNT, poison);
      await told(ledger, [...another]);
      const status = await caughtUp();
      const head = Number(event.position) + 1;
      expect(status).toMatchObject({ position: head, head, remaining: 0 });
      for (const { view, ...at } of status.views) {
        const isStopped = (stopped as readonly string[]).includes(view);
        if (!isStopped) expect({ view, ...at }).toEqual({ view, state: 'live', position: head, remaining: 0 });
        else
          expect({ view, ...at }).toEqual({
            ...{ view, state: 'stopped', position: head - 2, remaining: 2 },
            stopped: {
              reason: expect.any(String),
              event: { position: head - 1, id: event.id, type: event.type, stream: ACCOUNT },
            },
          });
      }
    },
  );

  test('is the one that is named, however many before it wait with it to be counted', async () => {
    await caughtUp();
    await told(ledger, on('2007-07-01', used(700, { months: [2], version: 'FLEX' })));
    const event = await poisoned(ledger, ACCOUNT, SHAPELESS);
    await told(ledger, on('2007-07-02', budget({ practice: SECOND })));
    for (const batch of [1, 2, 1_000]) {
      const { views: each } = await caughtUp(ledger.reader, batch);
      const statements = each.find(({ view }) => view === 'statements');
      expect(statements).toMatchObject({ position: Number(event.position) - 1, stopped: { event: { id: event.id } } });
    }
  });

  test('leaves lists of its view where they stood, which say so; others are of today', async () => {
    await caughtUp();
    const before = (await ledger.store.head()).position;
    await poisoned(ledger, ACCOUNT, SHAPELESS);
    await told(ledger, [...another]);
    const after = Number((await ledger.store.head()).position);
    await running(async (runner) => {
      await runner.catchUp();
      const query = { equal: {}, between: {}, limit: 100 };
      const statements = await runner.page('statements', { ...query, sort: { column: 'holder', descending: false } });
      const bodies = await runner.page('organisations', { ...query, sort: { column: 'code', descending: false } });
      expect(statements.checkpoint).toMatchObject({ position: Number(before) });
      expect(bodies.checkpoint).toMatchObject({ position: after });
      expect(bodies.items.map(({ code }) => code)).toContain('LM1');
      expect(await runner.reach(after, 1, 'statements')).toBe(false);
      expect(await runner.reach(after, 1, 'rollUps')).toBe(false);
      expect(await runner.reach(after, 1, 'organisations')).toBe(true);
    });
  });

  test('does not keep a rebuild from its end', async () => {
    const event = await poisoned(ledger, ACCOUNT, SHAPELESS);
    await told(ledger, [...resources]);
    const status = await caughtUp();
    expect(stoppedIn(status)).toEqual(['statements', 'timeline']);
    for (const view of status.views.filter(({ state }) => state === 'stopped')) {
      expect(view.position).toBeGreaterThanOrEqual(Number(event.position) - 1);
    }
    await running(async (runner) => expect((await runner.verify()).differences).toEqual([]));
  });

  test('does not keep points of time before it from being worked out again', async () => {
    await told(ledger, [...resources]);
    await caughtUp();
    await poisoned(ledger, ACCOUNT, OF_LATER);
    expect(stoppedIn(await caughtUp())).toEqual(['journal', 'statements']);
    await running(async (runner) => expect((await runner.verify()).differences).toEqual([]));
  });

  test('is counted once a program knows it, at the next start', async () => {
    await caughtUp();
    const event = await poisoned(ledger, ACCOUNT, OF_LATER);
    await told(ledger, [...resources, ...on('2008-05-02', budget({ practice: SECOND }))]);
    expect(stoppedIn(await caughtUp())).toEqual(['journal', 'statements', 'timeline']);
    const newer = understanding(ledger.store, event);
    const status = await caughtUp(newer);
    expect(status.views.map(({ state }) => state)).toEqual(VIEW_NAMES.map(() => 'live'));
    const kept = await everyList(views);
    await running((runner) => runner.rebuild(), newer);
    expect(kept).toEqual(await everyList(views));
  });
});

test('a database that is away stops no view: it is asked again', async () => {
  await caughtUp();
  await told(ledger, [...another]);
  const away = new Proxy(views, {
    get(target, name: keyof ViewStore) {
      if (name === 'advance') return () => Promise.reject(new ViewsUnavailable('away'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  const runner = runnerOf(ledger.reader, away);
  await expect(runner.catchUp()).rejects.toThrow(ViewsUnavailable);
  await runner.close();
  expect((await views.checkpoint())?.apart).toEqual([]);
  expect(stoppedIn(await caughtUp())).toEqual([]);
});

/** LEDGER_PROPERTY_RUNS multiplies the histories, for a soak; LEDGER_PROPERTY_SEED is the first seed. */
const TIMES = Number(process.env['LEDGER_PROPERTY_RUNS'] ?? '1');
const FIRST = Number(process.env['LEDGER_PROPERTY_SEED'] ?? '1');

describe('wherever a poisoned event lies', () => {
  test.each(Array.from({ length: Math.ceil(4 * TIMES) }, (_, index) => FIRST + index))(
    'every view is right where it stands, and right at the end once the event is known (seed %i)',
    async (seed) => {
      const history = fc.sample(histories({ practices: 3, years: 2, moves: 25 }), { seed, numRuns: 1 })[0]!;
      const commands = commandsOf(history);
      const [before, after] = [commands.slice(0, 10 + 5 * (seed % 4)), commands.slice(10 + 5 * (seed % 4))];
      await playing(before, async ({ ledger: played }) => {
        const all = await played.store.readAll({ after: 0n, limit: 1_000 });
        const streams = all.map(({ stream }) => stream).filter((stream) => /^(organisation|account)-/.test(stream));
        const event = await poisoned(played, streams[(seed * 7) % streams.length]!, OF_LATER);
        const [reader, newer] = [new StreamReader(played.store), understanding(played.store, event)];
        const recorder = new Recorder(newer, played.keyring, () => '1970-01-01T00:00:00.000Z', englishCalendar);
        await play({ ...played, recorder }, after);
        const batch = [1, 7, 1_000][seed % 3]!;
        expect(stoppedIn(await caughtUp(reader, batch))).toEqual(expect.arrayContaining(['journal', 'statements']));
        await running(async (runner) => expect((await runner.verify()).differences).toEqual([]), reader);
        expect(stoppedIn(await caughtUp(newer, batch))).toEqual([]);
        await running(async (runner) => expect((await runner.verify()).differences).toEqual([]), newer);
      });
    },
  );
});
