import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { openLedger, type Ledger } from '#ledger';
import { aTrust, step, told } from '#testing';
import { tellDeadlines } from './deadline-timer.js';

const silent = pino({ level: 'silent' });
const STEPS = [...aTrust(), step('OpenDispute', { openedOn: '2008-04-30' })];
const MANY_TIMES_MS = 200;

const passed = async ({ store }: Ledger) =>
  (await store.readAll({ after: 0n, limit: 100, types: ['DisputeDeadlinePassed'] })).length;

async function ledgerOn(clock: 'system' | 'simulated'): Promise<Ledger> {
  const ledger = await openLedger('memory:', { clock });
  if (clock === 'simulated')
    await told(
      ledger,
      STEPS.map((each) => ({ ...each, at: '2008-06-30T09:00:00Z' })),
    );
  else for (const { command, with: fields } of STEPS) await ledger.recorder.record({ command, with: fields });
  return ledger;
}

test.each([
  ['system', 1],
  ['simulated', 0],
] as const)('on the %s clock a limit that passed is told %i times, until the server closes', async (clock, times) => {
  const ledger = await ledgerOn(clock);
  const closing = new AbortController();
  const ended = tellDeadlines(ledger, silent, closing.signal, 1);
  for (let tries = 0; tries < 100 && (await passed(ledger)) < times; tries += 1) await wait(MANY_TIMES_MS);
  await wait(MANY_TIMES_MS);
  closing.abort();
  await ended;
  expect(await passed(ledger)).toBe(times);
  await ledger.close();
});

test('a store that fails now is asked again', async () => {
  const ledger = await ledgerOn('system');
  let failures = 0;
  const { store } = ledger;
  const head = () => ((failures += 1) === 1 ? Promise.reject(new Error('not now')) : store.head());
  const failing = { ...ledger, store: { ...bound(store), head } } as Ledger;
  const closing = new AbortController();
  const ended = tellDeadlines(failing, silent, closing.signal, 1);
  for (let tries = 0; tries < 100 && (await passed(ledger)) < 1; tries += 1) await wait(MANY_TIMES_MS);
  closing.abort();
  await ended;
  expect(await passed(ledger)).toBe(1);
  await ledger.close();
});

const bound = (store: Ledger['store']) => ({
  clock: store.clock,
  readAll: store.readAll.bind(store),
});
