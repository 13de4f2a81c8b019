import type { AddressInfo } from 'node:net';
import express from 'express';
import request from 'supertest';
import { pages } from '../../apps/dashboard/src/index.js';
import { APRIL, PCT, PRACTICE } from './http-served.js';
import { givenAGuarantee, whenThePctGoesIntoDeficit } from './http-story.js';
import { HTML, pagesServed, type PagesServed } from './pages-served.js';
import { read } from './pages-read.js';

let http: PagesServed;
afterEach(() => http.close());

const shown = async (path: string, status = 200) => read((await http.page(path).expect(status)).text);

describe('an empty ledger', () => {
  beforeEach(async () => {
    http = await pagesServed();
  });

  test('says how to begin', async () => {
    const { words } = await shown('/');
    expect(words).toContain('This ledger is empty.');
    expect(words).toContain('npm run demo');
  });

  test.each([
    ['/commissioners', 'No commissioner owes anything for this year.'],
    ['/practices', 'No practice has a statement for this year.'],
    ['/groups', 'No group is created yet.'],
    ['/organisations', 'No organisation is registered yet.'],
    ['/agreements', 'No agreement is proposed yet.'],
    ['/overdue', 'Nothing is overdue.'],
    ['/journal', 'Nothing is recorded yet.'],
    ['/find?q=ash', 'No practice, group or commissioner has “ash” in its code or name.'],
    ['/roll-ups/ENGLAND', 'Entitled £0.00'],
  ])('%s says so', async (path, words) => expect((await shown(path)).words).toContain(words));
});

describe('a ledger of one practice', () => {
  test('a practice without a year has a statement of nothing, and a commissioner without one too', async () => {
    http = await pagesServed();
    await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
    await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
    await http.counted();
    const { words } = await shown('/practices/A99001');
    expect(words).toContain('Entitled £0.00 Guidance Accruing');
    expect(words).toContain('No agreement was proposed');
    expect((await shown('/commissioners/5X1')).words).toContain('Entitled £0.00');
  });

  test.each(['a/b', 'A:1', '..', '.', 'x_.-:/y', '-'])('the code %s survives every link', async (code) => {
    http = await pagesServed();
    await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
    await http.record('RegisterOrganisation', { ...PRACTICE, code, name: 'Odd Surgery' }, APRIL).expect(201);
    await http.counted();
    const { links } = await shown('/find?q=odd');
    const own = links.find(({ text }) => text === 'Odd Surgery')!;
    const statement = await shown(own.href);
    expect(statement.headings).toEqual([`${code} · Practice Odd Surgery`]);
    const figure = statement.links.find(({ href }) => href.includes('figure=entitlementPence'))!;
    expect((await shown(figure.href)).words).toContain('Odd Surgery');
    const changes = statement.links.find(({ text }) => text === 'What changed between two dates')!;
    expect((await shown(changes.href)).words).toContain('Odd Surgery');
  });

  test('names and reasons are shown as they were given, and never run', async () => {
    http = await pagesServed();
    const name = '<script>alert("x")</script> & {{ 7 * 7 }}';
    await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
    await http.record('RegisterOrganisation', { ...PRACTICE, name }, APRIL).expect(201);
    await http.counted();
    for (const path of ['/practices/A99001', '/organisations', '/journal/2', '/find?q=A99001']) {
      const { text } = await http.page(path).expect(200);
      expect(text).not.toContain('<script>alert');
      expect(read(text).words).toContain('& {{ 7 * 7 }}');
    }
  });

  test('a permanent link reads the same for ever, and says where the latest is', async () => {
    http = await pagesServed();
    await givenAGuarantee(http);
    await http.counted();
    const live = await shown('/practices/A99001?year=2007-08');
    const { href } = live.links.find(({ text }) => text === 'Permanent link to this page')!;
    expect(href).toMatch(/asAt=2007-11-12&knownAt=2007-11-12T09%3A00%3A00.000Z&position=\d+/);
    const kept = await shown(href);
    await whenThePctGoesIntoDeficit(http);
    await http.counted();
    expect(await shown(href)).toEqual(kept);
    expect((await shown('/practices/A99001?year=2007-08')).words).toContain('Suspended');
    expect(kept.words).toContain('Nothing released');
    const latest = kept.links.find(({ text }) => text === 'See the latest')!;
    expect((await shown(latest.href)).words).toContain('Suspended');
  });

  test('on the clock of its machine there is no word of a story', async () => {
    http = await pagesServed(undefined, { clock: 'system' });
    await http.record('RegisterOrganisation', PCT).expect(201);
    await http.counted();
    expect((await shown('/')).words).not.toContain('Simulated clock');
  });
});

test('while the lists are built a page says how far they are, and asks again by itself', async () => {
  http = await pagesServed(undefined, { counting: false });
  await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
  for (const path of ['/', '/commissioners/5X1', '/journal']) {
    const { text, headers } = await http.page(path).expect(503);
    expect(read(text).headings).toEqual(['The lists are being built']);
    expect([headers['refresh'], headers['retry-after']]).toEqual(['2', '2']);
  }
  expect((await shown('/help')).headings).toEqual(['What the words mean']);
});

describe('pages whose API', () => {
  const beside = (api: () => string) => request(express().use(pages({ api })));
  const asked = (api: () => string, path: string) => beside(api).get(path).set('Accept', HTML);

  beforeEach(async () => {
    http = await pagesServed();
  });

  test('is away say so', async () => {
    const { text } = await asked(() => 'http://127.0.0.1:9', '/practices/A99001').expect(503);
    expect(read(text).headings).toEqual(['The ledger cannot answer now']);
  });

  test('answers what is no answer tell nothing of why, but to whoever runs them', async () => {
    const failures: unknown[] = [];
    const nonsense = express()
      .use((_request, response) => void response.send('no JSON'))
      .listen(0);
    try {
      const { port } = nonsense.address() as AddressInfo;
      const served = express().use(
        pages({ api: () => `http://127.0.0.1:${port}`, failed: (error) => failures.push(error) }),
      );
      const { text } = await request(served).get('/commissioners').set('Accept', HTML).expect(500);
      expect(read(text).headings).toEqual(['Something went wrong']);
      expect(text).not.toMatch(/ at .*\.js|Error:|JSON|node_modules/);
      expect(failures).toHaveLength(1);
    } finally {
      nonsense.close();
    }
  });

  test('is another server are as good', async () => {
    await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
    await http.counted();
    const { text, headers } = await asked(() => http.url, '/practices/A99001').expect(200);
    expect(read(text).headings).toEqual(['A99001 · Practice Ash Road Surgery']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('leave to others what is no page', async () => {
    await beside(() => http.url)
      .get('/practices/A99001')
      .set('Accept', 'application/json')
      .expect(404);
    await beside(() => http.url)
      .post('/practices/A99001')
      .expect(404);
    await beside(() => http.url)
      .get('/api/v1/journal')
      .set('Accept', HTML)
      .expect(404);
  });
});
