import { jest } from '@jest/globals';
import { MaybeWritten, StoreUnavailable, type Append, type EventStore } from '#event-store';
import { openLedger, type Ledger } from '#ledger';
import { StreamReader } from '#questions';
import { MaybeRecorded, Recorder } from '#recording';
import { englishCalendar } from '#working-days';

const PCT = { code: '5X1', type: 'PCT', name: 'Anytown PCT', opensOn: '2006-10-01' };
const order = (commandId: string) => ({ command: 'RegisterOrganisation', with: PCT, commandId });

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger('memory:');
});
afterEach(() => ledger.close());

describe('one command sent again before the first answer', () => {
  test('is recorded once, and every sender gets the first outcome', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ledger.recorder.record(order('twice'))));
    expect(new Set(answers.map(({ outcome }) => JSON.stringify(outcome))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect((await ledger.store.head()).count).toBe(1);
  });

  test('gets the first outcome where the first lands while the second is being decided', async () => {
    const first = ledger.recorder.record(order('late'));
    const overtaken = new Recorder(
      new StreamReader(landingAtHead(ledger.store, first)),
      ledger.keyring,
      nowIsFixed,
      englishCalendar,
    );
    const second = await overtaken.record(order('late'));
    expect(second).toEqual({ ...(await first), replayed: true });
  });

  test('is refused where the content is another', async () => {
    const other = { ...order('one-id'), with: { ...PCT, name: 'Otherham PCT' } };
    const answers = await Promise.allSettled([ledger.recorder.record(order('one-id')), ledger.recorder.record(other)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'COMMAND_ID_REUSED' },
    });
  });
});

test('a command that was written, though nobody was told, is told as one that may be recorded, and is recorded once', async () => {
  const { append } = ledger.store;
  const unheard = jest.spyOn(ledger.store, 'append').mockImplementationOnce(async (written) => {
    await append.call(ledger.store, written);
    throw new MaybeWritten('the line broke');
  });
  const recording = ledger.recorder.record({ command: 'RegisterOrganisation', with: PCT });
  const error: unknown = await recording.catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', reason: 'the line broke' });
  expect(error).toBeInstanceOf(MaybeRecorded);
  unheard.mockRestore();
  expect(await ledger.recorder.record(order((error as MaybeRecorded).commandId))).toMatchObject({ replayed: true });
  expect((await ledger.store.head()).count).toBe(1);
});

test('another command that says the same is still refused', async () => {
  await ledger.recorder.record(order('first'));
  await expect(ledger.recorder.record(order('second'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
});

describe('text that names a patient', () => {
  const around = Object.fromEntries(
    ['label', 'because', 'authority', 'source'].map((field) => [field, 'as 943 476 5919 asked']),
  );

  test('is refused in a new command, without the number, and nothing is recorded', async () => {
    const fields = Object.keys(around).map((field) => ({
      field,
      message: 'must not hold the NHS number of a patient',
    }));
    const recording = ledger.recorder.record({ ...order('new'), ...around });
    await expect(recording).rejects.toMatchObject({ code: 'INVALID', errors: fields });
    await expect(recording).rejects.not.toThrow(/5919/);
    expect((await ledger.store.head()).count).toBe(0);
  });

  test('is on record where an earlier version took it: the repeat has the first outcome', async () => {
    const first = await ledger.recorder.record(order('early'));
    expect(await ledger.recorder.record({ ...order('early'), ...around })).toEqual({ ...first, replayed: true });
  });
});

test('a write whose answer is lost is found by the retry', async () => {
  let lost = 0;
  const append = async (asked: Append) => {
    const stored = await ledger.store.append(asked);
    if (lost++ === 0) throw new StoreUnavailable('no answer');
    return stored;
  };
  const recorder = new Recorder(
    new StreamReader(changed(ledger.store, { append })),
    ledger.keyring,
    nowIsFixed,
    englishCalendar,
  );
  await expect(recorder.record(order('lost'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(await recorder.record(order('lost'))).toMatchObject({ replayed: true });
  expect((await ledger.store.head()).count).toBe(1);
});

const nowIsFixed = () => '2008-04-01T09:00:00.000Z';

/** The same store with some of its methods in another's hands. */
const changed = (store: EventStore, methods: Partial<EventStore>): EventStore =>
  new Proxy(store, {
    get(target, name) {
      const method: unknown = name in methods ? methods[name as keyof EventStore] : Reflect.get(target, name);
      return typeof method === 'function' && !(name in methods) ? method.bind(target) : method;
    },
  });

/** Whoever asks where the log ends waits until `landing` has landed: between the look for a repeat and the decision. */
const landingAtHead = (store: EventStore, landing: Promise<unknown>): EventStore =>
  changed(store, {
    async head() {
      await landing;
      return store.head();
    },
  });
