import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { refusals } from '#domain';
import { APRIL, PCT, served, type Served } from './http-served.js';

let http: Served;
beforeAll(async () => void (http = await served()));
afterAll(() => http.close());

const COMMAND = '/api/v1/commands/RegisterOrganisation';
const posted = (body: string | Buffer, headers: Record<string, string> = {}) => {
  const call = request(http.server.url)
    .post(COMMAND)
    .set({ 'Content-Type': 'application/json', ...headers });
  call.write(body);
  return call;
};

afterEach(async () => expect((await http.ask('/api/v1/events')).body.events).toEqual([]));

test('every problem has the shape of RFC 9457, and its type leads to what the code means', async () => {
  const { body, headers } = await http.record('RegisterOrganisation', { ...PCT, opensOn: 'soon' }, APRIL).expect(400);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toEqual({
    type: '/problems/INVALID',
    title: refusals.INVALID.title,
    status: 400,
    detail: expect.stringContaining('opensOn must be a date'),
    code: 'INVALID',
    instance: COMMAND,
    errors: [{ field: 'opensOn', message: expect.stringContaining('"soon"') }],
  });
  const meaning = await http.ask(body.type).expect(200);
  expect(meaning.body).toEqual({ code: 'INVALID', title: body.title, kind: 'invalid', status: 400 });
});

describe('the body of a command', () => {
  test.each([
    ['is cut off', '{"code": ', 'end of JSON input'],
    ['has a comma too many', '{"code": "5X1",}', 'JSON'],
    ['is empty', '', 'the body is missing'],
    ['is a list', '[]', 'must be an object'],
    ['is null', 'null', 'must be an object'],
    ['is a text', '"5X1"', 'must be an object'],
    ['is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'UTF-8'],
    ['gives a key twice', '{"code": "5X1", "code": "5X2"}', 'code twice'],
    ['gives a key twice, once escaped', '{"code": "5X1", "\\u0063ode": "5X2"}', 'code twice'],
    ['has a field that is not known', JSON.stringify({ ...PCT, colour: 'red' }), 'colour is not a field'],
    ['has __proto__', '{"__proto__": {"code": "5X1"}}', '__proto__ is not a field'],
    ['has constructor', '{"constructor": {"prototype": {"type": "PCT"}}}', 'constructor is not a field'],
    ['is very deep', '['.repeat(200_000) + ']'.repeat(200_000), 'must be an object'],
  ])('that %s is refused', async (_how, body, told) => {
    const answer = await posted(body, APRIL).expect(400);
    expect(answer.body.code).toBe('INVALID');
    expect(answer.body.detail).toContain(told);
    expect(({} as { code?: unknown }).code).toBeUndefined();
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=iso-8859-1',
    'multipart/form-data',
  ])('as %s is refused', async (type) => {
    const { body } = await posted(JSON.stringify(PCT), { ...APRIL, 'Content-Type': type }).expect(415);
    expect(body).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', status: 415 });
  });

  test.each([
    ['as it is', {}, (text: string) => Buffer.from(text)],
    ['unpacked', { 'Content-Encoding': 'gzip' }, (text: string) => gzipSync(text)],
  ])('that is too large %s is refused', async (_how, headers, packed) => {
    const { body } = await posted(packed(JSON.stringify({ name: 'x'.repeat(600_000) })), {
      ...APRIL,
      ...headers,
    }).expect(413);
    expect(body).toMatchObject({ code: 'TOO_LARGE', status: 413 });
  });
});

test.each([
  ['a coding that nobody knows', 'compress', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['another coding than it says', 'gzip', 400, 'INVALID'],
])('a body packed in %s is refused', async (_how, coding, status, code) => {
  const { body } = await posted(JSON.stringify(PCT), { ...APRIL, 'Content-Encoding': coding }).expect(status);
  expect(body).toMatchObject({ code, status });
});

describe('a header', () => {
  test.each([
    ['Idempotency-Key', 'two words'],
    ['Idempotency-Key', 'x'.repeat(201)],
    ['X-Label', ''],
    ['X-Because', 'x'.repeat(4001)],
    ['X-Actor', '\xff\xfe'],
    ['X-Organisation', ''],
    ['X-Recorded-At', 'yesterday'],
    ['If-Match', '*'],
    ['If-Match', '"4'],
    ['If-Match', 'W/"4"'],
    ['If-Match', '4.5'],
  ])('%s: %s is refused by its name', async (name, value) => {
    const { body } = await http.record('RegisterOrganisation', PCT, { ...APRIL, [name]: value }).expect(400);
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ field: name }] });
    expect(body.detail).toContain(name);
  });

  test('that is given twice is refused, not joined', async () => {
    const call = request(http.server.url)
      .post(COMMAND)
      .set('X-Because', ['one', 'two'] as never);
    const { body } = await call.set(APRIL).send(PCT).expect(400);
    expect(body.errors).toEqual([{ field: 'X-Because', message: 'is given more than once' }]);
  });

  test('is not taken for a field of the command that has the same name', async () => {
    const limit = { commissioner: '5X1', year: '2007-08', pence: 1 };
    const { body } = await http.record('SetResourceLimit', limit, { ...APRIL, 'X-Because': 'why' }).expect(400);
    expect(body.errors).toEqual([{ field: 'because', message: expect.stringContaining('is missing') }]);
  });

  test('X-Recorded-At is missed on a simulated clock where nothing is recorded yet', async () => {
    const { body } = await http.record('RegisterOrganisation', PCT).expect(400);
    expect(body.errors[0].field).toBe('X-Recorded-At');
  });
});

describe('the query', () => {
  const OF = 'holder=A99001&year=2007-08';

  test.each([
    ['entitlement', `${OF}&colour=red`, 'colour'],
    ['entitlement', `${OF}&year=2008-09`, 'year'],
    ['entitlement', 'holder=A99001', 'year'],
    ['entitlement', `${OF}&asAt=`, 'asAt'],
    ['entitlement', `${OF}&explain=yes`, 'explain'],
    ['entitlement', `${OF}&position=1e3`, 'position'],
    ['entitlement', `${OF}&atLeast=-1`, 'atLeast'],
    ['entitlement', `${OF}&atLeast=9007199254740993`, 'atLeast'],
    ['entitlement', `${OF}&__proto__=1`, '__proto__'],
    ['exposure', OF, 'holder'],
    ['roll-up', 'year=2007-08', 'of'],
    ['bridge', `${OF}&from=2007-11-30T00:00:00Z&to=2007-11-01T00:00:00Z`, 'to'],
    ['events', 'limit=0', 'limit'],
    ['events', 'limit=1001', 'limit'],
    ['events', 'after=-1', 'after'],
    ['events', 'after=x', 'after'],
    ['events', 'year=2007', 'year'],
    ['events', 'type=', 'type'],
    ['events', 'sort=type', 'sort'],
    ['events', 'after=1&after=2', 'after'],
    ['events', 'format=xml', 'format'],
    ['entitlement', `${OF}&format=CSV`, 'format'],
    ['entitlement', `${OF}&format=csv&format=json`, 'format'],
    ['statements', 'format=', 'format'],
  ])('of %s with %s is refused for %s', async (path, query, field) => {
    const { body } = await http.ask(`/api/v1/${path}?${query}`).expect(400);
    expect(body.code).toBe('INVALID');
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test('has no place beside a command, which would be recorded all the same', async () => {
    const { body } = await request(http.server.url).post(`${COMMAND}?dryRun=true`).set(APRIL).send(PCT).expect(400);
    expect(body.errors).toEqual([{ field: 'dryRun', message: expect.any(String) }]);
  });
});

test.each([
  ['/api/v1/entitlement?holder=A99001&year=2007-08', 404, 'UNKNOWN_ORGANISATION'],
  ['/api/v1/nothing', 404, 'NOT_FOUND'],
  ['/', 404, 'NOT_FOUND'],
  ['/problems/toString', 404, 'NOT_FOUND'],
  ['/api/v1/commands/%FF', 400, 'INVALID'],
])('GET %s is %i %s', async (path, status, code) => {
  const { body } = await http.ask(path).expect(status);
  expect(body).toMatchObject({ status, code, instance: path });
});

test.each(['Nothing', 'toString', '__proto__'])('there is no command %s', async (name) => {
  const { body } = await http.record(name, {}, APRIL).expect(404);
  expect(body).toMatchObject({ code: 'NOT_FOUND', detail: `there is no command ${name}` });
});

test.each([
  ['DELETE', COMMAND, 'POST'],
  ['GET', COMMAND, 'POST'],
  ['POST', '/api/v1/entitlement', 'GET, HEAD'],
  ['GET', '/api/v1/what-if', 'POST'],
  ['PUT', '/api/v1/events', 'GET, HEAD'],
  ['POST', '/api/v1/statements', 'GET, HEAD'],
  ['DELETE', '/api/v1/groups/GRP1', 'GET, HEAD'],
])('%s %s is told what the address takes', async (method, path, allowed) => {
  const call = request(http.server.url)[method.toLowerCase() as 'get'](path);
  const { body, headers } = await call.expect(405);
  expect([headers['allow'], body.status, body.type]).toEqual([allowed, 405, 'about:blank']);
});

test.each(['/api/v1/events', '/api/v1/entitlement?holder=A99001&year=2007-08', '/api/v1/statements'])(
  '%s is not given as another type, and it says as what it is',
  async (path) => {
    const { body } = await http.ask(path).set('Accept', 'application/xml').expect(406);
    expect(body).toMatchObject({
      title: 'Not Acceptable',
      status: 406,
      detail: expect.stringContaining('given as application/json or text/csv'),
    });
  },
);

test('a refused command says why: by its rule, by what it names, by its body', async () => {
  const assigned = { practice: 'A99001', commissioner: '5X1', from: '2002-04-01' };
  const { body } = await http.record('AssignPractice', assigned, APRIL).expect(404);
  expect(body).toMatchObject({ code: 'UNKNOWN_ORGANISATION', title: refusals.UNKNOWN_ORGANISATION.title });
});
