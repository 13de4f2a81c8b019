import type { Append, EventStore } from '#event-store';
import type { Ledger } from '#ledger';
import { StreamReader } from '#questions';
import { Recorder, type Order } from '#recording';
import { aLedger } from '#testing';
import { englishCalendar } from '#working-days';
import { served, type Served } from '../e2e/http-served.js';

// Edge case 29: the PCT posts a budget entry while the practice's entitlement is being confirmed.
// 1,200,000 - 1,080,000 = 120,000 saved, 70 per cent are 84,000; with 60,000 more budget 180,000: 126,000.

const [PRACTICE, GROUP, YEAR] = ['A99001', 'GRP1', '2007-08'];
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const all = { covers: { months: MONTHS, lines: 'ALL' } };
const row = { month: 1, line: 'EL', pence: 1_080_000 };

const STORY: readonly Order[] = [
  ['2007-04-02', 'RegisterOrganisation', { code: '5X1', type: 'PCT', name: 'Exampleshire PCT', opensOn: '2002-04-01' }],
  ['2007-04-02', 'RegisterOrganisation', { code: PRACTICE, type: 'PRACTICE', name: 'Ash Road', opensOn: '2002-04-01' }],
  ['2007-04-02', 'AssignPractice', { practice: PRACTICE, commissioner: '5X1', from: '2002-04-01' }],
  ['2007-04-03', 'CreateGroup', { group: GROUP, name: 'East', commissioner: '5X1', splitKey: 'EQUAL' }],
  [
    '2007-04-20',
    'SetIndicativeBudget',
    { practice: PRACTICE, year: YEAR, method: 'HISTORIC', lines: { EL: 1_200_000 } },
  ],
  ['2008-06-02', 'RecordActuals', { practice: PRACTICE, year: YEAR, version: 'FREEZE', rows: [row], ...all }],
].map(([day, command, given]) => ({ command, with: given, recordedAt: `${day as string}T09:00:00Z` }) as Order);

const JOINED: Order = { command: 'JoinGroup', with: { group: GROUP, practice: PRACTICE, from: '2007-04-01' } };
const confirming = (holder = PRACTICE): Order => ({ command: 'ConfirmEntitlement', with: { holder, year: YEAR } });
const posting = (entry: string, pence: number, line = 'EL'): Order => ({
  command: 'PostBudgetEntry',
  with: {
    practice: PRACTICE,
    year: YEAR,
    entry,
    effectiveOn: '2007-04-01',
    reason: 'GROWTH',
    lines: { [line]: pence },
  },
});

let ledger: Ledger;
beforeEach(async () => {
  ledger = await aLedger();
  for (const order of STORY) await ledger.recorder.record(order);
});
afterEach(() => ledger.close());

/** A writer that has read and decided, and before whose first event another writer gets in. */
function overtakenBy(other: Order): { readonly recorder: Recorder; tries(): number } {
  let tries = 0;
  const append = async (asked: Append) => {
    if (tries++ === 0) await ledger.recorder.record(other);
    return ledger.store.append(asked);
  };
  const store: EventStore = new Proxy(ledger.store, {
    get(target, name) {
      if (name === 'append') return append;
      const method: unknown = Reflect.get(target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
  const now = () => '2008-06-02T09:00:00.000Z';
  const recorder = new Recorder(new StreamReader(store), ledger.keyring, now, englishCalendar);
  return { recorder, tries: () => tries };
}

const typesIn = async (stream: string) => (await ledger.store.readStream(stream)).map(({ type }) => type);
const told = (holder = PRACTICE) => ledger.questions.ask('entitlement', { holder, year: YEAR });

test('the figure is confirmed with the entry that got in first, never without it', async () => {
  const { recorder, tries } = overtakenBy(posting('LATE', 60_000));
  await recorder.record(confirming());
  expect(tries()).toBe(2);
  expect((await typesIn(`account-${PRACTICE}-${YEAR}`)).slice(-2)).toEqual([
    'BudgetEntryPosted',
    'EntitlementConfirmed',
  ]);
  expect(await told()).toMatchObject({ entitlementPence: 126_000, confirmedPence: 126_000 });
});

test('two entries of one id: one is recorded, the other is refused', async () => {
  const { recorder } = overtakenBy(posting('LATE', 60_000));
  await expect(recorder.record(posting('LATE', 1))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await told()).toMatchObject({ budgetPence: 1_260_000 });
});

test('so it is where the figure is a group’s and the entry one of its member’s: in another stream', async () => {
  await ledger.recorder.record(JOINED);
  const { recorder, tries } = overtakenBy(posting('LATE', 60_000));
  await recorder.record(confirming(GROUP));
  expect(tries()).toBe(2);
  expect(await told(GROUP)).toMatchObject({ entitlementPence: 126_000, confirmedPence: 126_000 });
});

test('many at once: each is recorded once, and what is confirmed is what the log says at that place', async () => {
  const entries = Array.from({ length: 12 }, (_, index) => posting(`E${index}`, 10_000));
  await Promise.all([...entries, confirming()].map((order) => ledger.recorder.record(order)));
  const events = await ledger.store.readStream(`account-${PRACTICE}-${YEAR}`);
  const at = events.findIndex(({ type }) => type === 'EntitlementConfirmed');
  const before = events.slice(0, at).filter(({ type }) => type === 'BudgetEntryPosted').length;
  const confirmedPence = ((120_000 + 10_000 * before) * 7) / 10;
  expect(await told()).toMatchObject({ budgetPence: 1_320_000, entitlementPence: 168_000, confirmedPence });
});

describe('by HTTP, for whoever says what they have read', () => {
  let http: Served;
  beforeEach(async () => {
    http = await served();
    for (const { command, with: given, recordedAt } of STORY)
      await http.record(command, given as object, { 'X-Recorded-At': recordedAt! }).expect(201);
  });
  afterEach(() => http.close());

  test('the second writer fails cleanly, and may read again and retry', async () => {
    const entry = await http.record('PostBudgetEntry', posting('LATE', 60_000).with as object, { 'If-Match': '1' });
    expect(entry.status).toBe(201);
    const late = await http.record('ConfirmEntitlement', confirming().with as object, { 'If-Match': '1' }).expect(409);
    expect(late.body).toMatchObject({ code: 'WRONG_REVISION' });
    const ask = `/api/v1/entitlement?holder=${PRACTICE}&year=${YEAR}`;
    expect((await http.ask(ask).expect(200)).body).not.toHaveProperty('confirmedPence');
    await http.record('ConfirmEntitlement', confirming().with as object, { 'If-Match': '2' }).expect(201);
    expect((await http.ask(ask).expect(200)).body).toMatchObject({ confirmedPence: 126_000 });
  });
});
