import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StreamReader } from '#questions';
import { Recorder } from '#recording';
import { aPolicy, aTrust, on, step, told } from '#testing';
import { englishCalendar } from '#working-days';
import { deadlineCommandId, openLedger, passDeadlines, type Ledger } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'deadlines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STEPS = [...aTrust(), step('OpenDispute', { openedOn: undefined })];
/** 2 April 2007 and 28 days: Monday 30 April. */
const DUE = { dispute: 'D1', step: 'LOCAL', dueOn: '2007-04-30' } as const;

const passedIn = async ({ store }: Ledger) =>
  (await store.readAll({ after: 0n, limit: 100, types: ['DisputeDeadlinePassed'] })).map(({ data }) => data);

/** A store on the system clock, whose clock the test turns. */
async function onSystemClock(name: string) {
  let now = '2007-04-02T09:00:00.000Z';
  const open = () => openLedger(`embedded:${join(folder, name)}`, { now: () => now });
  const ledger = await open();
  for (const { command, with: fields } of STEPS) await ledger.recorder.record({ command, with: fields });
  return { ledger, open, now: () => now, turnTo: (instant: string) => void (now = instant) };
}

test('a limit is told on the day after it, and not again after a restart', async () => {
  const { ledger, open, now, turnTo } = await onSystemClock('restart.db');
  turnTo('2007-04-30T22:59:59.000Z');
  expect(await passDeadlines(ledger, { now })).toEqual([]);
  turnTo('2007-04-30T23:00:00.000Z'); // midnight in London
  expect(await passDeadlines(ledger, { now })).toEqual([DUE]);
  expect(await passDeadlines(ledger, { now })).toEqual([]);
  await ledger.close();
  const again = await open();
  turnTo('2007-05-02T09:00:00.000Z');
  expect(await passDeadlines(again, { now })).toEqual([]);
  expect(await passedIn(again)).toMatchObject([DUE]);
  await again.close();
});

test('two processes that tell it at once tell it once', async () => {
  const { ledger, now, turnTo } = await onSystemClock('two.db');
  turnTo('2007-05-02T09:00:00.000Z');
  const reader = new StreamReader(ledger.store);
  const other = { ...ledger, reader, recorder: new Recorder(reader, ledger.keyring, now, englishCalendar) };
  const told = await Promise.all([ledger, other, ledger, other].map((each) => passDeadlines(each, { now })));
  for (const limit of told.flat()) expect(limit).toEqual(DUE);
  expect(await passedIn(ledger)).toHaveLength(1);
  await ledger.close();
});

test('one that ended before it answered is answered as it was recorded', async () => {
  const { ledger, now, turnTo } = await onSystemClock('crash.db');
  turnTo('2007-05-02T09:00:00.000Z');
  const order = { command: 'PassDisputeDeadline', with: DUE, commandId: deadlineCommandId(DUE) };
  expect((await ledger.recorder.record(order)).replayed).toBe(false);
  expect((await ledger.recorder.record(order)).replayed).toBe(true);
  expect(await passDeadlines(ledger, { now })).toEqual([]);
  await ledger.close();
});

test('each limit of a dispute is told on its own', async () => {
  const { ledger, now, turnTo } = await onSystemClock('more.db');
  turnTo('2007-05-02T09:00:00.000Z');
  await passDeadlines(ledger, { now });
  const escalated = { dispute: 'D1', step: 'PCT_BOARD', startedOn: '2007-05-02' };
  await ledger.recorder.record({ command: 'EscalateDispute', with: escalated });
  turnTo('2007-06-30T09:00:00.000Z');
  expect(await passDeadlines(ledger, { now })).toEqual([{ dispute: 'D1', step: 'PCT_BOARD', dueOn: '2007-05-30' }]);
  await ledger.close();
});

test('a limit is as long as the policy of the commissioner says', async () => {
  const ledger = await openLedger('memory:', { clock: 'simulated' });
  const policy = aPolicy('P', { disputeStepDays: { LOCAL: 14 } }, { from: '2007-04-02' });
  await told(ledger, [...on('2007-04-02', STEPS, policy), ...on('2007-04-17', step('RecordListSize'))]);
  expect(await passDeadlines(ledger)).toEqual([{ ...DUE, dueOn: '2007-04-16' }]);
  expect(await passDeadlines(ledger)).toEqual([]);
  await ledger.close();
});

test('on a simulated clock the day is that of the last event', async () => {
  const ledger = await openLedger('memory:', { clock: 'simulated' });
  expect(await passDeadlines(ledger)).toEqual([]);
  await told(ledger, STEPS);
  expect(await passDeadlines(ledger)).toEqual([]);
  await told(ledger, [step('RecordListSize', {}, { at: '2007-05-01T09:00:00Z' })]);
  expect(await passDeadlines(ledger)).toEqual([DUE]);
  expect(await passDeadlines(ledger)).toEqual([]);
  await ledger.close();
});
