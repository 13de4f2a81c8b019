import type { Append, EventStore } from '#event-store';
import type { Ledger } from '#ledger';
import { StreamReader } from '#questions';
import { Recorder } from '#recording';
import { aLedger, aTrust, afterTheYear, budget, orderOf, step, told, used } from '#testing';
import { englishCalendar } from '#working-days';

const YEAR_END = '2008-06-30T09:00:00.000Z';
const PAIRS = Array.from({ length: 64 }, (_, pair) => [`A${10_000 + pair}`, `A${20_000 + pair}`] as const);

const moved = (transfer: string, practice: string, to: string, pence: number) =>
  orderOf(
    step('TransferActivity', {
      transfer,
      practice,
      to,
      challenge: undefined,
      rows: [{ month: 1, line: 'NEL', pence }],
    }),
    YEAR_END,
  );

/** Practices with an actual of 80 pence each in the cell that is moved. */
const using = (practices: readonly string[]) => [
  ...aTrust(...practices),
  ...practices.map((practice) => budget({ practice, lines: { NEL: 1200 } })),
  ...afterTheYear(practices.map((practice) => used(80, { practice, line: 'NEL', months: [1] }))),
];

/** Hears of each append that the store refuses, also of those that are tried anew. */
function recorderHearing(ledger: Ledger, refused: unknown[]): Recorder {
  const append = (asked: Append) =>
    ledger.store.append(asked).catch((error: unknown) => {
      refused.push(error);
      throw error;
    });
  const hearing = new Proxy(ledger.store, {
    get(target: EventStore, name) {
      if (name === 'append') return append;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  return new Recorder(new StreamReader(hearing), ledger.keyring, () => YEAR_END, englishCalendar);
}

let ledger: Ledger;
beforeEach(async () => {
  ledger = await aLedger();
});
afterEach(() => ledger.close());

test('transfers between practices that have nothing to do with each other refuse none of each other', async () => {
  await told(ledger, using(PAIRS.flat()));
  const refused: unknown[] = [];
  const recorder = recorderHearing(ledger, refused);
  await Promise.all(PAIRS.map(([practice, to], pair) => recorder.record(moved(`T${pair}`, practice, to, 50))));
  expect(refused).toEqual([]);
});

test('two transfers at once take no more from a cell than is there', async () => {
  await told(ledger, using(['A99001', 'A99002', 'A99003']));
  const refused: unknown[] = [];
  const recorder = recorderHearing(ledger, refused);
  const answers = await Promise.allSettled([
    recorder.record(moved('T1', 'A99001', 'A99002', 50)),
    recorder.record(moved('T2', 'A99001', 'A99003', 50)),
  ]);
  expect(refused).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers).toContainEqual(
    expect.objectContaining({ reason: expect.objectContaining({ code: 'MORE_THAN_RECORDED' }) as unknown }),
  );
});
