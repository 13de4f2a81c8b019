import { pino } from 'pino';
import request from 'supertest';
import { demonstration, pagesServed, type PagesServed } from './pages-served.js';
import { APRIL, PCT, PRACTICE, served, type Served } from './http-served.js';
import { read } from './pages-read.js';

type Look = Readonly<Record<string, unknown>> & { readonly number: number };
type Answer = {
  readonly rows: readonly Look[];
  readonly next: number | null;
  readonly upTo: number;
  readonly position: number;
  readonly knownAt: string;
};

describe('over HTTP', () => {
  let http: Served;
  beforeEach(async () => {
    http = await served();
    await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
    await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
  });
  afterEach(() => http.close());

  const looks = async (query = ''): Promise<Answer> => {
    const { body } = await http.ask(`/api/v1/access-log${query}`).expect(200);
    return body as Answer;
  };

  test('who asked what about whom, when, and what came of it', async () => {
    const asker = { 'X-Actor': 'a.regulator', 'X-Organisation': 'Q39' };
    await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').set(asker).expect(200);
    await http.ask('/api/v1/entitlement?holder=A99009&year=2007-08').expect(404);
    const { rows } = await looks('?sort=number');
    expect(rows).toEqual([
      {
        ...{ number: 1, at: '2007-04-02T09:00:00.000Z', actor: 'a.regulator', organisation: 'Q39', unverified: true },
        ...{
          way: 'API',
          question: 'entitlement',
          holder: 'A99001',
          commissioner: null,
          year: '2007-08',
          subject: null,
        },
        ...{
          asked: ['holder=A99001', 'year=2007-08'],
          outcome: 'ANSWERED',
          code: null,
          rowCount: 1,
          answerPosition: 2,
        },
      },
      expect.objectContaining({
        ...{ number: 2, actor: 'anonymous', organisation: null, holder: 'A99009' },
        ...{ outcome: 'REFUSED', code: 'UNKNOWN_ORGANISATION', rowCount: null, answerPosition: null },
      }),
    ]);
  });

  test('a reading changes nothing that is recorded', async () => {
    const before = await http.ledger.store.head();
    await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').expect(200);
    await looks();
    expect(await http.ledger.store.head()).toEqual(before);
  });

  test('asking who looked is a look too', async () => {
    await looks();
    const { rows } = await looks('?question=accessLog');
    expect(rows).toEqual([expect.objectContaining({ question: 'accessLog', rowCount: 0 })]);
  });

  test('events, documents, files and what is refused by its shape are looks', async () => {
    const { body: kept } = await request(http.server.url)
      .post('/api/v1/documents')
      .set('Content-Type', 'text/plain')
      .send('A letter.\n');
    const { sha256 } = kept as { sha256: string };
    await http.ask('/api/v1/events?holder=A99001').expect(200);
    await http.ask('/api/v1/events?format=csv').expect(200);
    await http.ask(`/api/v1/documents/${sha256}`).expect(200);
    await http.ask(`/api/v1/documents/${'0'.repeat(64)}`).expect(404);
    await http.ask('/api/v1/exposure?commissioner=5X1&year=2007').expect(400);
    await http.ask('/api/v1/exposure?commissioner=5X1&year=2007-08&format=csv').expect(200);
    const { rows } = await looks('?sort=number');
    expect(
      rows.map(({ question, subject, outcome, code, rowCount }) => [question, subject, outcome, code, rowCount]),
    ).toEqual([
      ['events', null, 'ANSWERED', null, 1],
      ['events', null, 'ANSWERED', null, 2],
      ['document', sha256, 'ANSWERED', null, 1],
      ['document', '0'.repeat(64), 'REFUSED', 'UNKNOWN_DOCUMENT', null],
      ['exposure', null, 'REFUSED', 'INVALID', null],
      ['exposure', null, 'ANSWERED', null, 0],
    ]);
  });

  test('pages follow each other by next and by Link, newest first, and are the same up to a number', async () => {
    for (let asked = 0; asked < 5; asked += 1)
      await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').expect(200);
    const first = await http.ask('/api/v1/access-log?limit=2').expect(200);
    const { rows, next, upTo, position, knownAt } = first.body as Answer;
    expect([rows.map(({ number }) => number), next, upTo]).toEqual([[5, 4], 4, 5]);
    expect(first.headers['link']).toBe('</api/v1/access-log?limit=2&after=4>; rel="next"');
    const again = await looks(`?limit=2&upTo=${upTo}&position=${position}&knownAt=${knownAt}`);
    expect(again).toEqual(first.body);
    const last = await looks('?limit=2&after=2&upTo=5');
    expect([last.rows.map(({ number }) => number), last.next]).toEqual([[1], null]);
  });

  test('filters', async () => {
    await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').set('X-Actor', 'one').expect(200);
    await http
      .ask('/api/v1/exposure?commissioner=5X1&year=2007-08')
      .set('X-Actor', 'two')
      .set('X-Way', 'CLI')
      .expect(200);
    const numbers = async (query: string) =>
      (await looks(`?upTo=2&sort=number&${query}`)).rows.map(({ number }) => number);
    expect(await numbers('actor=two')).toEqual([2]);
    expect(await numbers('holder=A99001')).toEqual([1]);
    expect(await numbers('commissioner=5X1')).toEqual([2]);
    expect(await numbers('way=CLI')).toEqual([2]);
    expect(await numbers('question=exposure&outcome=ANSWERED')).toEqual([2]);
    expect(await numbers('from=2007-04-02T09:00:00Z&to=2007-04-02T09:00:00Z')).toEqual([1, 2]);
    expect(await numbers('to=2007-04-02T08:59:59Z')).toEqual([]);
    expect(await numbers('knownAt=2007-04-01T09:00:00Z')).toEqual([]);
    expect(await numbers('position=1')).toEqual([]);
  });

  test.each([
    ['?limit=0', 'limit'],
    ['?sort=actor', 'sort'],
    ['?colour=red', 'colour'],
    ['?from=2007-04-03T00:00:00Z&to=2007-04-02T00:00:00Z', 'to'],
  ])('%s is answered with what is wrong', async (query, field) => {
    const { body } = await http.ask(`/api/v1/access-log${query}`).expect(400);
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ field }] });
  });

  test.each([
    ['X-Actor', 'x'.repeat(201)],
    ['X-Way', 'WINDOW'],
  ])('%s must be what it says', async (header, value) => {
    const { body } = await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').set(header, value).expect(400);
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ field: header }] });
  });

  test('as a file', async () => {
    await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').set('X-Actor', '=cmd').expect(200);
    const { text } = await http.ask('/api/v1/access-log?format=csv').expect(200);
    const [header, row] = text.split('\r\n');
    expect(header).toMatch(/^number,at,actor,organisation,unverified,way,question,holder,/);
    expect(row).toMatch(/^1,2007-04-02T09:00:00\.000Z,'=cmd,,true,API,entitlement,A99001,/);
  });
});

test('an answer does not wait for the access log, nor fail with it, and health says so', async () => {
  const http = await served({
    log: pino({ level: 'silent' }),
    behind: (ledger) => ({
      ...ledger,
      access: {
        ...ledger.access,
        looked: () => undefined,
        status: () => ({ waiting: 3, lost: 1, reason: '/data/ledger.db.access: the disk is full' }),
      },
    }),
  });
  await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
  await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08').expect(200);
  const { body } = await http.ask('/health/ready').expect(200);
  expect((body as { info: object }).info).toMatchObject({
    accessLog: { status: 'up', state: 'degraded', reason: 'the disk is full', waiting: 3, lost: 1 },
  });
  await http.close();
});

describe('on the pages', () => {
  let http: PagesServed;
  beforeAll(async () => {
    http = await pagesServed(demonstration);
  });
  afterAll(() => http.close());

  const shown = async (path: string, headers = {}) => read((await http.page(path).set(headers).expect(200)).text);

  test('a page is read through the dashboard, by whom a sign-in before it says', async () => {
    await shown('/practices/A99001?year=2007-08', { 'X-Actor': 'a.partner', 'X-Organisation': 'A99001' });
    const { words } = await shown('/access?actor=a.partner&question=entitlement');
    expect(words).toContain('a.partner');
    expect(words).toContain('A page');
    expect(words).toContain('holder=A99001');
    expect(words).toContain('is what they said of themselves');
  });

  test('the page has its question among those of regulators, its dates as days, and pages and a file', async () => {
    expect((await http.page('/questions')).text).toContain('<a href="/access">Who looked at what?</a>');
    const { body } = await http.ask('/api/v1/practices?limit=1').expect(200);
    const { body: listed } = await http.ask('/api/v1/access-log?question=practices').expect(200);
    expect((listed as Answer).rows).toMatchObject([{ rowCount: 1, answerPosition: (body as Answer).position }]);
    const { text } = await http.page('/access?from=2000-01-01&to=2030-01-01').expect(200);
    expect(text).toMatch(/\/api\/v1\/access-log\?[^"]*format=csv/);
    const [, csv] = /href="(\/api\/v1\/access-log\?[^"]*)"/.exec(text)!;
    await http.ask(csv!.replaceAll('&amp;', '&')).expect(200);
    expect(read(text).words).toContain('Permanent link to this page');
    await http.page('/access?from=tomorrow').expect(400);
  });

  test('the question has a page of its own too, and asked again with upTo it is the same', async () => {
    const { text } = await http.page('/questions/access-log?limit=1&ask=1').expect(200);
    const [, link] = /href="(\/questions\/access-log\?[^"]*upTo=[^"]*)"/.exec(text)!;
    const again = await http.page(link!.replaceAll('&amp;', '&')).expect(200);
    expect(read(again.text).words).toContain('The answer');
  });
});
