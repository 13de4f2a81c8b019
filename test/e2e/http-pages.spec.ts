import type { Pages } from '../../apps/api/src/index.js';
import { served, type Served } from './http-served.js';

let http: Served;
const asked: string[] = [];

/** A page at every address but /nothing and /broken. */
const pages: Pages = (request, response, next) => {
  asked.push(request.path);
  if (request.path === '/nothing') return next();
  if (request.path === '/broken') return next(new Error('a template of /srv fails'));
  response.type('html').send('<!doctype html><title>A page</title>');
};

beforeEach(async () => {
  asked.length = 0;
  http = await served({ pages });
});
afterEach(() => http.close());

const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

test.each(['/', '/practices/A99001', '/assets/ledger.css', '/apiary', '/healthy'])(
  '%s is a page, which takes nothing from elsewhere',
  async (path) => {
    const { text, headers } = await http.ask(path).set('Accept', HTML).expect(200);
    expect(text).toContain('A page');
    expect(headers).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  },
);

test.each([
  ['/api/v1/events', 200],
  ['/API/v1/events', 200],
  ['/api/nothing', 404],
  ['/api', 404],
  ['/health/live', 200],
  ['/openapi.json', 200],
])('%s is the API’s, whoever asks', async (path, status) => {
  const { headers } = await http.ask(path).set('Accept', HTML).expect(status);
  expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
  expect(asked).toEqual([]);
});

test('what a problem means is a page to a browser, and a document to a program', async () => {
  const page = await http.ask('/problems/INVALID').set('Accept', HTML).expect(200);
  expect(page.text).toContain('A page');
  for (const accept of ['application/json', '*/*']) {
    const { body } = await http.ask('/problems/INVALID').set('Accept', accept).expect(200);
    expect(body.code).toBe('INVALID');
  }
});

test('what there is no page for is a problem, as it is without pages', async () => {
  const { body, headers } = await http.ask('/nothing').set('Accept', HTML).expect(404);
  expect(body).toMatchObject({ code: 'NOT_FOUND', instance: '/nothing' });
  expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
});

test('a page that fails tells nothing of why', async () => {
  const { body, text } = await http.ask('/broken').expect(500);
  expect(body).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500, instance: '/broken' });
  expect(text).not.toContain('srv');
});

test('pages are shown to nobody who was led here under another name', async () => {
  await http.ask('/').set('Host', 'evil.example').expect(403);
  expect(asked).toEqual([]);
});
