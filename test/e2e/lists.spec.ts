import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { LISTS, ViewsDamaged, ViewsUnavailable, type ListName } from '#projections';
import { served, type Served } from './http-served.js';
import { aRow, LIST_PATHS, ListedRows } from './listed-rows.js';
import { unlike } from './openapi-check.js';

let http: Served;
afterEach(() => http.close());

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);

const body = (code: string, type: string, given: object = {}) =>
  aRow('organisations', { code, type, name: `${type} ${code}`, belongsTo: null, ...given });

const ORGANISATIONS = [
  body('5X1', 'PCT', { belongsTo: 'Q39' }),
  body('Q39', 'SHA'),
  body('A1', 'PRACTICE', { belongsTo: '5X1' }),
  body('A2', 'PRACTICE', { belongsTo: '5X1' }),
  body('A3', 'PRACTICE', { belongsTo: '5Y1' }),
];

const statement = (holder: string, year: string, outstandingPence: number) =>
  aRow('statements', { holder, name: `Practice ${holder}`, year, outstandingPence, commissioner: '5X1' });

const STATEMENTS = [
  statement('A1', '2007-08', 300),
  statement('A2', '2007-08', 500),
  statement('A3', '2007-08', -1),
  statement('A1', '2008-09', 900),
];

const PATHS = [...LIST_PATHS, ['practices', 'organisations']] as const;

describe('every list', () => {
  const LISTED = Object.fromEntries(Object.keys(LISTS).map((list) => [list, [aRow(list as ListName)]]));
  let document: OpenAPIObject;

  beforeEach(async () => {
    const organisations = [...LISTED['organisations']!, aRow('organisations', { type: 'PRACTICE', code: 'A1' })];
    http = await served({ views: new ListedRows({ ...LISTED, organisations }, 42) });
    document = (await http.ask('/openapi.json').expect(200)).body;
  });

  test.each(PATHS)(
    '%s answers its items, and says what they were read from, as it is documented',
    async (path, list) => {
      const answer = await http.ask(`/api/v1/${path}`).expect(200);
      expect(answer.body).toMatchObject({ next: null, position: 42, asAt: '2008-06-30', clock: 'simulated' });
      expect(Object.keys(answer.body.items[0])).toEqual(Object.keys(LISTS[list].columns));
      const { get } = document.paths[`/api/v1/${path}`]!;
      const { content } = get!.responses['200'] as { content: Record<string, { schema: object }> };
      expect(unlike(document, content['application/json']!.schema, answer.body)).toEqual([]);
      expect(Object.keys(content)).toContain('text/csv');
    },
  );

  test.each(PATHS)('%s takes each parameter that is documented, and says of another which there are', async (path) => {
    const { parameters = [] } = document.paths[`/api/v1/${path}`]!.get!;
    const queried = (parameters as { in: string; name: string; description: string }[]).filter(
      (parameter) => parameter.in === 'query',
    );
    const { body: refused } = await http.ask(`/api/v1/${path}?colour=red`).expect(400);
    const [, known] = /there are: (.*)$/.exec(refused.errors[0].message)!;
    expect(known!.split(', ').sort()).toEqual(queried.map(({ name }) => name).sort());
    expect(queried.every(({ description }) => description !== '')).toBe(true);
  });

  test.each([
    ['organisations/TEXT', { code: 'TEXT', type: 'TEXT' }],
    ['groups/TEXT', { group: 'TEXT', members: 1 }],
    ['agreements/TEXT', { agreement: 'TEXT', shareBp: 7000 }],
  ])('%s is one item by itself, as it is documented', async (path, wanted) => {
    const answer = await http.ask(`/api/v1/${path}`).expect(200);
    expect(answer.body).toMatchObject({ ...wanted, position: 42, asAt: '2008-06-30', clock: 'simulated' });
    const described = Object.entries(document.paths).find(([name]) =>
      name.startsWith(`/api/v1/${path.split('/')[0]}/{`),
    );
    const { content } = described![1].get!.responses['200'] as { content: Record<string, { schema: object }> };
    expect(unlike(document, content['application/json']!.schema, answer.body)).toEqual([]);
  });
});

describe('what of a list is asked for', () => {
  beforeEach(async () => {
    http = await served({ views: new ListedRows({ organisations: ORGANISATIONS, statements: STATEMENTS }, 7) });
  });

  test.each([
    ['statements?year=2007-08&sort=-outstandingPence', ['Practice A2', 'Practice A1', 'Practice A3']],
    ['statements?holder=A1&sort=year', ['Practice A1', 'Practice A1']],
    ['statements?q=a3', ['Practice A3']],
    ['statements?commissioner=5Y1', []],
    ['organisations?type=SHA', ['SHA Q39']],
    ['organisations?belongsTo=Q39', ['PCT 5X1']],
    ['practices', ['PRACTICE A1', 'PRACTICE A2', 'PRACTICE A3']],
    ['practices?commissioner=5X1&sort=-code', ['PRACTICE A2', 'PRACTICE A1']],
    ['practices?belongsTo=5Y1', ['PRACTICE A3']],
    ['practices?q=practice%20a2', ['PRACTICE A2']],
  ])('%s', async (path, wanted) => {
    const answer = await http.ask(`/api/v1/${path}`).expect(200);
    expect(names(answer.body.items)).toEqual(wanted);
  });

  test.each([
    ['statements?year=2007', 'year'],
    ['statements?year=', 'year'],
    ['statements?sort=asAt', 'sort'],
    ['statements?limit=0', 'limit'],
    ['statements?limit=1001', 'limit'],
    ['statements?after=nonsense', 'after'],
    ['statements?after=', 'after'],
    ['statements?contested=maybe', 'contested'],
    ['statements?holder=A1&holder=A2', 'holder'],
    ['statements?q=', 'q'],
    ['statements?__proto__=1', '__proto__'],
    ['statements?atLeast=x', 'atLeast'],
    ['timeline?q=x', 'q'],
    ['journal?recordedFrom=yesterday', 'recordedFrom'],
    ['overdue?dueTo=2008-02-30', 'dueTo'],
    ['practices?type=PCT', 'type'],
    ['practices?commissioner=', 'commissioner'],
    ['practices?commissioner=5X1&belongsTo=5X1', 'commissioner'],
    ['organisations?commissioner=5X1', 'commissioner'],
    ['organisations/5X1?code=5X1', 'code'],
    ['organisations/5X1?format=csv', 'format'],
  ])('%s is refused for %s', async (path, field) => {
    const answer = await http.ask(`/api/v1/${path}`).expect(400);
    expect(answer.body.code).toBe('INVALID');
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  test('all that is wrong is told at once', async () => {
    const answer = await http.ask('/api/v1/statements?colour=red&commissioner=&limit=x&year=1').expect(400);
    const fields = answer.body.errors.map((error: { field: string }) => error.field);
    expect(fields.toSorted()).toEqual(['colour', 'commissioner', 'limit', 'year']);
  });

  test.each([
    ['organisations/none', 'UNKNOWN_ORGANISATION'],
    ['groups/none', 'UNKNOWN_GROUP'],
    ['agreements/none', 'UNKNOWN_AGREEMENT'],
    ['statements/A1', 'NOT_FOUND'],
    ['practices/A1', 'NOT_FOUND'],
  ])('%s is not there', async (path, code) => {
    const answer = await http.ask(`/api/v1/${path}`).expect(404);
    expect(answer.body.code).toBe(code);
  });
});

test('an item whose code has a stroke in it is found', async () => {
  http = await served({ views: new ListedRows({ groups: [aRow('groups', { group: 'A/B', name: 'North' })] }, 7) });
  const answer = await http.ask('/api/v1/groups/A%2FB').expect(200);
  expect(answer.body.name).toBe('North');
});

describe('a long list', () => {
  const items = upTo(250).map((number) => aRow('groups', { group: `G${String(number).padStart(3, '0')}` }));
  beforeEach(async () => void (http = await served({ views: new ListedRows({ groups: items }, 7) })));

  test('is read page by page, by next or by the link, without gap or repeat', async () => {
    const seen: string[] = [];
    for (let path: string | undefined = '/api/v1/groups?commissioner=TEXT&limit=90'; path !== undefined;) {
      const answer: Response = await http.ask(path).expect(200);
      seen.push(...answer.body.items.map(({ group }: { group: string }) => group));
      const link: string | undefined = answer.headers['link'];
      path = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
      expect(path === undefined).toBe(answer.body.next === null);
      if (path !== undefined) expect(new URL(path, http.server.url).searchParams.get('after')).toBe(answer.body.next);
    }
    expect(seen).toEqual(items.map((item) => (item as { group: string }).group));
  });

  test.each([
    ['', 100],
    ['?limit=1', 1],
    ['?limit=1000', 250],
  ])('has with %j so many items on a page: %i', async (query, count) => {
    const answer = await http.ask(`/api/v1/groups${query}`).expect(200);
    expect(answer.body.items).toHaveLength(count);
  });
});

describe('a list that cannot be read', () => {
  test('as the views are not run says so', async () => {
    http = await served();
    for (const path of ['statements', 'groups/GRP1', 'journal?format=csv', 'practices?atLeast=1']) {
      const answer = await http.ask(`/api/v1/${path}`).expect(503);
      expect(answer.body).toMatchObject({ code: 'STORE_UNAVAILABLE', detail: expect.stringContaining('not run here') });
    }
    const live = await http.ask('/api/v1/journal').set('Accept', 'text/event-stream').expect(503);
    expect(live.body.code).toBe('STORE_UNAVAILABLE');
  });

  test('as the views are built for the first time says how far they are', async () => {
    const views = new ListedRows();
    views.state = { state: 'rebuilding' };
    views.head = 1200;
    http = await served({ views });
    for (const path of ['statements', 'organisations/5X1', 'statements?format=csv']) {
      const answer = await http.ask(`/api/v1/${path}`).expect(503);
      expect(answer.body).toMatchObject({ code: 'NOT_YET', detail: expect.stringContaining('position 0 of 1200') });
      expect(answer.headers['retry-after']).toBe('1');
    }
    views.state = { state: 'rebuilding', progress: { step: 'figures', done: 3, of: 8 } };
    const { body: told } = await http.ask('/api/v1/statements').expect(503);
    expect(told.detail).toBe('the views are being built: 3 of 8 figures are worked out');
  });

  test.each([
    [new ViewsUnavailable('/srv/views.db: the disk is full'), 'the disk is full'],
    [new ViewsDamaged('/srv/views.db: the file is damaged'), 'the file is damaged'],
  ])('as its store fails (%s) is worth trying again, and does not tell where the store lies', async (error, detail) => {
    const views = new ListedRows({}, 7);
    views.failure = error;
    http = await served({ views });
    const answer = await http.ask('/api/v1/statements').expect(503);
    expect(answer.body).toMatchObject({ code: 'STORE_UNAVAILABLE', detail });
  });
});

describe('atLeast', () => {
  const views = () => new ListedRows({ organisations: ORGANISATIONS }, 7);

  test('waits until the views have counted the event, and then answers with it', async () => {
    const listed = views();
    http = await served({ views: listed, waitMs: 5_000 });
    listed.onReach = () => void setImmediate(() => listed.moveTo(9));
    expect((await http.ask('/api/v1/practices?atLeast=8').expect(200)).body.position).toBe(9);
    expect((await http.ask('/api/v1/organisations/5X1?atLeast=9').expect(200)).body.position).toBe(9);
  });

  test('is refused after a limit, to be tried again', async () => {
    http = await served({ views: views(), waitMs: 10 });
    const answer = await http.ask('/api/v1/practices?atLeast=8').expect(503);
    expect(answer.body).toMatchObject({ code: 'NOT_YET', detail: expect.stringContaining('position 7 of 7') });
    expect(answer.headers['retry-after']).toBe('1');
  });

  test('tells where the views have stopped, and why, without where the store lies', async () => {
    const stopped = views();
    stopped.state = { state: 'stopped', reason: '/srv/views.db: the disk is full' };
    http = await served({ views: stopped, waitMs: 10 });
    const answer = await http.ask('/api/v1/practices?atLeast=8').expect(503);
    expect(answer.body.detail).toContain('have stopped (the disk is full)');
    await http.ask('/api/v1/practices').expect(200);
  });
});

describe('how ready the views are', () => {
  test.each(['live', 'catching-up', 'rebuilding'] as const)('views that are %s are up', async (state) => {
    const views = new ListedRows({}, 7);
    views.state = { state };
    views.head = 9;
    http = await served({ views });
    const answer = await http.ask('/health/ready').expect(200);
    expect(answer.body.details.views).toEqual({ status: 'up', state, position: 7, head: 9, remaining: 2 });
  });

  test('views that have stopped are down, and it says why', async () => {
    const views = new ListedRows({}, 7);
    views.state = { state: 'stopped', reason: 'a figure cannot be counted' };
    http = await served({ views });
    const answer = await http.ask('/health/ready').expect(503);
    expect(answer.body.error).toEqual({ views: { status: 'down', reason: 'a figure cannot be counted' } });
  });

  test('a view that an event has stopped is named with the event, and takes nothing else with it', async () => {
    const views = new ListedRows({}, 7);
    const event = { position: 6, id: 'e6', type: 'ActualsRecorded', stream: 'account-A99001-2007-08' };
    const stopped = { reason: 'an amount is missing', event };
    views.state = {
      state: 'live',
      views: [{ view: 'statements', state: 'stopped', position: 5, remaining: 2, stopped }],
    };
    http = await served({ views, waitMs: 10 });
    const { body } = await http.ask('/health/ready').expect(200);
    expect(body.details.views).toEqual({
      ...{ status: 'up', state: 'degraded', position: 7, head: 7, remaining: 0 },
      stopped: [{ view: 'statements', position: 5, ...stopped }],
    });
    const answer = await http.ask('/api/v1/exposures?atLeast=9').expect(503);
    expect(answer.body).toMatchObject({
      code: 'NOT_YET',
      detail: expect.stringContaining('stopped before the event at position 6, which it cannot count'),
    });
  });

  test('views that are not run are not spoken of', async () => {
    http = await served();
    const answer = await http.ask('/health/ready').expect(200);
    expect(Object.keys(answer.body.details)).toEqual(['store', 'keyring', 'accessLog']);
  });
});
