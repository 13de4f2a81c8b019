import { pounds } from '#kernel';
import { demonstration, pagesServed, type PagesServed } from './pages-served.js';
import { read } from './pages-read.js';

let http: PagesServed;

beforeAll(async () => {
  http = await pagesServed(demonstration);
});
afterAll(() => http.close());

const shown = async (path: string, status = 200) => {
  const { text, headers } = await http.page(path).expect(status);
  return { ...read(text), html: text, headers: headers as Readonly<Record<string, string>> };
};

/** What is there does not change in this file: a page that several tests look at is asked for once. */
const pagesShown = new Map<string, ReturnType<typeof shown>>();
function shownOnce(path: string): ReturnType<typeof shown> {
  const page = pagesShown.get(path) ?? shown(path);
  pagesShown.set(path, page);
  return page;
}

const inPounds = (pence: number): string => pounds(pence).replace('-', '−');

const PAGES: readonly (readonly [path: string, heading: string])[] = [
  ['/', 'Commissioning Ledger'],
  ['/help', 'What the words mean'],
  ['/find', 'Find a practice, group or commissioner'],
  ['/find?q=ash', 'Search: ash'],
  ['/commissioners', 'Commissioners'],
  ['/commissioners/5X1', 'Exampleshire PCT'],
  ['/commissioners/5X1?knownAt=2007-11-16', 'Exampleshire PCT'],
  ['/commissioners/5X1/derivation?year=2007-08&figure=affordablePence', 'How “Affordable” comes about'],
  ['/practices', 'Practices'],
  ['/practices/A99004', 'Dogwood Surgery'],
  ['/practices/A99004/derivation', 'How “Entitlement” comes about'],
  ['/practices/A99004/changes', 'What changed between two dates'],
  ['/groups', 'Groups of practices'],
  ['/groups/GRP1', 'Exampleshire East Consortium'],
  ['/groups/GRP1/derivation', 'How “Entitlement” comes about'],
  ['/groups/GRP1/changes', 'What changed between two dates'],
  ['/organisations', 'Organisations'],
  ['/agreements', 'Agreements'],
  ['/overdue', 'Overdue'],
  ['/questions', 'What the ledger can be asked'],
  ['/questions/roll-up', 'The statements of all practices under a body, added up'],
  ['/questions/roll-up?of=Q99&year=2007-08', 'The statements of all practices under a body, added up'],
  ['/questions/exposure?commissioner=5X1&year=2007-08&knownAt=2007-11-16', 'What a commissioner owes'],
  ['/roll-ups/ENGLAND?year=2007-08', 'England'],
  ['/roll-ups/Q99?year=2007-08', 'Exampleshire Strategic Health Authority'],
  ['/roll-ups/5X1?knownAt=2007-11-16', 'Exampleshire PCT'],
  ['/journal', 'Journal'],
  ['/journal/589', 'Release suspended'],
  ['/problems/SUSPENDED', 'The release is suspended'],
];

describe('every page', () => {
  test.each(PAGES)('%s says what it is, on which clock, and where it stands', async (path, heading) => {
    const { html, headings, title, words, headers } = await shownOnce(path);
    expect(headings).toHaveLength(1);
    expect(headings[0]).toContain(heading);
    expect(title).toContain('Commissioning Ledger');
    expect(html).toContain('<html lang="en-GB">');
    expect(html).toContain('href="#maincontent"');
    expect(words).toContain('Simulated clock.');
    expect(words).toMatch(/known on \d+ \w+ \d{4} at \d\d:\d\d, entry \d+/);
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each(PAGES)('%s runs nothing and styles nothing that is written into it', async (path) => {
    const { html, headers } = await shownOnce(path);
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(html).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  });

  test('is answered to HEAD too, without a body', async () => {
    const answer = await fetch(`${http.url}/practices/A99004`, { method: 'HEAD', headers: { Accept: 'text/html' } });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '',
    ]);
  });

  const visited = new Map<string, number>();
  /** Long lists have more of the same. */
  const MOST_LINKS = 40;

  test.each(PAGES)('of %s no link leads nowhere', async (path) => {
    const { links } = await shownOnce(path);
    const own = links.map(({ href }) => href.split('#')[0]!).filter((href) => /^\/(?!api\/)/.test(href));
    for (const href of [...new Set(own)].slice(0, MOST_LINKS)) {
      if (!visited.has(href)) visited.set(href, (await http.page(href)).status);
      expect([href, visited.get(href)! < 400]).toEqual([href, true]);
    }
  });
});

describe('a statement', () => {
  const KNOWN = '2007-11-16';

  test('has the three figures that the ledger answers, and the computation down to the penny', async () => {
    const { body } = await http.ask('/api/v1/entitlement?holder=A99004&year=2007-08').expect(200);
    const { body: exposure } = await http.ask('/api/v1/exposure?commissioner=5X1&year=2007-08').expect(200);
    const { affordablePence } = exposure.holders.find(({ holder }: { holder: string }) => holder === 'A99004');
    const { words } = await shown('/practices/A99004?year=2007-08');
    expect(words).toContain(`Entitled ${inPounds(body.entitlementPence)} Ruling Provisional`);
    expect(words).toContain(`Affordable ${inPounds(affordablePence)}`);
    expect(words).toContain(`Paid ${inPounds(body.paidPence)} Part paid`);
    expect(words).toContain(`Budget 12 months counted ${inPounds(body.budgetPence)}`);
    expect(words).toContain(`− Actual use of services ${inPounds(body.actualPence)}`);
    expect(words).toContain(`= Variance ${inPounds(body.variancePence)}`);
    expect(words).toContain(`= Entitlement ${inPounds(body.entitlementPence)}`);
  });

  test('leads from each figure to how it came about, and from there to the entry', async () => {
    const statement = await shown('/practices/A99004?year=2007-08');
    const figures = statement.links.filter(({ href }) => href.includes('/practices/A99004/derivation'));
    expect(figures.length).toBeGreaterThan(10);
    for (const { href, text } of figures.filter((link) => link.text.startsWith('£'))) {
      expect([href, (await shown(href)).words]).toEqual([href, expect.stringContaining(text)]);
    }
    const budget = await shown(figures.find(({ href }) => href.includes('figure=budgetPence'))!.href);
    const entry = budget.links.find(({ href }) => href.startsWith('/journal/'))!;
    expect((await shown(entry.href)).words).toContain('Content hash (SHA-256)');
    expect(budget.words).toContain('Rule 4: spreading over months');
  });

  test('keeps its two dates in every link to figures', async () => {
    const { links } = await shown(`/practices/A99001?year=2007-08&asAt=2007-10-31&knownAt=${KNOWN}`);
    const figures = links.filter(({ href }) => /\/(derivation|changes)\?/.test(href));
    expect(figures.length).toBeGreaterThan(10);
    for (const { href } of figures) expect(href).toContain(`asAt=2007-10-31&knownAt=${KNOWN}`);
  });

  test('tells of the evening before the deficit and of the morning after: the same promise, no payment', async () => {
    const before = await shown('/practices/A99001?year=2007-08&knownAt=2007-11-14');
    const after = await shown(`/practices/A99001?year=2007-08&knownAt=${KNOWN}`);
    expect(before.words).toContain('Entitled £29,244.88 Guarantee Accruing');
    expect(after.words).toContain('Entitled £29,244.88 Guarantee Accruing');
    expect(before.words).toContain('Paid £0.00 Nothing released');
    expect(after.words).toContain('Paid £0.00 Suspended');
    expect(after.words).toContain('Payment is suspended by Exampleshire PCT since 15 November 2007: Recovery plan');
  });

  test('of a practice in a group shows its part, and the group all parts, which add up', async () => {
    const { words } = await shown('/practices/A99008?year=2007-08');
    expect(words).toContain('+ Part of group GRP1 £71,758.47');
    const group = await shown('/groups/GRP1?year=2007-08');
    for (const part of ['Juniper Court Surgery A99010 £22,478.46', 'Kingcup Health Centre A99011 £15,067.07']) {
      expect(group.words).toContain(part);
    }
    expect(group.words).toContain('Together £141,106.05');
    expect(group.links).toContainEqual({
      text: 'Hazel Lane Surgery',
      href: '/practices/A99008?year=2007-08',
    });
  });

  test('shows who signed an agreement by party and date, and never by name', async () => {
    const { words, html } = await shown('/practices/A99001?year=2007-08');
    expect(words).toContain('Signed by both');
    expect(words).toContain('Signed by the holder on 16 Apr 2007');
    expect(html).not.toMatch(/signatory|eyJ/);
  });

  test('says of an entry that it was recorded in error, and since when', async () => {
    const { body } = await http.ask('/api/v1/events?type=RecordedInError&limit=1').expect(200);
    const [{ data }] = body.events;
    const wrong = await http.ask(`/api/v1/events?commandId=${data.command}`).expect(200);
    const { words } = await shown(`/journal/${wrong.body.events[0].position}`);
    expect(words).toContain('Recorded in error It counts for nothing since entry');
  });

  test('of a code of another kind is found where it is', async () => {
    await http.page('/practices/GRP1?year=2007-08').expect(302).expect('Location', '/groups/GRP1?year=2007-08');
    await http.page('/practices/GRP1/changes').expect(302).expect('Location', '/groups/GRP1/changes');
    await http.page('/practices/5X1').expect(302).expect('Location', '/commissioners/5X1');
    await http.page('/commissioners/A99001').expect(302).expect('Location', '/practices/A99001');
    await http.page('/organisations/Q99').expect(302).expect('Location', '/roll-ups/Q99');
  });
});

describe('a commissioner', () => {
  test('has its three sums, its practices and its finances', async () => {
    const { words } = await shown('/commissioners/5X1?year=2007-08');
    expect(words).toContain('Entitled £466,565.88');
    expect(words).toContain('Affordable £147,500.00 What its release fund of £240,000.00 can still pay of it.');
    expect(words).toContain('Paid £92,500.00');
    expect(words).toContain('Ash Road Surgery A99001');
    expect(words).toContain('none of them moved what the practices are entitled to');
  });

  test('is sorted by a heading, filtered by a field, and given as the file that the page shows', async () => {
    const first = await shown('/commissioners/5X1?year=2007-08');
    const heading = first.links.find(({ text }) => text === 'Outstanding')!;
    const sorted = await shown(heading.href);
    expect(sorted.html).toContain('aria-sort="descending"');
    const names = (html: string) =>
      [...html.matchAll(/scope="row" role="rowheader"[^>]*>.*?>([^<]+)<\/a>/gs)].map(([, n]) => n);
    expect(names(sorted.html)[0]).toBe('Elm Tree Practice');
    const guarantees = await shown('/commissioners/5X1?year=2007-08&basis=RULING');
    expect(guarantees.words).toContain('Dogwood Surgery');
    expect(guarantees.words).not.toContain('Ash Road Surgery');
    const none = await shown('/commissioners/5X1?year=2007-08&q=nobody');
    expect(none.words).toContain('No practice is like that.');
    const { href } = guarantees.links.find(({ text }) => text === 'Download as CSV')!;
    const { text } = await http
      .ask(href)
      .expect(200)
      .expect('Content-Type', /text\/csv/);
    expect(text).toContain('A99004');
    expect(text).not.toContain('A99001');
  });

  test('is shown as it was known at a moment of the past', async () => {
    const { words, links } = await shown('/commissioners/5X1?year=2007-08&knownAt=2007-11-16');
    expect(words).toContain('Entitled £247,289.87');
    expect(words).toContain('Affordable – Not known: no release fund is set for the year.');
    expect(words).toContain('Ash Road Surgery A99001 Entitled £29,244.88');
    expect(words).toContain('12 practices’ budgets were changed');
    for (const { href } of links.filter((link) => link.href.startsWith('/practices/A'))) {
      expect(href).toContain('knownAt=2007-11-16');
    }
  });
});

describe('what changed', () => {
  test('is told entry by entry, and adds up', async () => {
    const { words } = await shown('/practices/A99003/changes?year=2007-08&from=2007-11-14&to=2007-11-16');
    expect(words).toContain('−£19,897.92 from £30,278.81 to £10,380.89');
    expect(words).toContain('Budget entry posted (slice-A99003), 15 Nov 2007');
  });

  test('is nothing where nothing moved it, whatever the finances did', async () => {
    const { words } = await shown('/practices/A99001/changes?year=2007-08&from=2007-11-14&to=2007-11-16');
    expect(words).toContain('Nothing that was recorded between the two moments moved the entitlement.');
    expect(words).toContain('The commissioner’s finances have events on 1 day; none of them moved it.');
  });
});

describe('the journal', () => {
  test('is filtered by whole days in London', async () => {
    const { words } = await shown('/journal?recordedFrom=2007-11-15&recordedTo=2007-11-15&commissioner=5X1');
    expect(words).toContain('Release suspended');
    expect(words).not.toContain('Payment made');
  });

  test('has a link under which it always reads the same', async () => {
    const { links } = await shown('/journal?commissioner=5X1');
    const { href } = links.find(({ text }) => text === 'Permanent link to this page')!;
    expect(href).toBe('/journal?commissioner=5X1&positionTo=768');
    expect((await shown(href)).words).toContain('Entry');
  });

  test('tells of an entry what it moved, and of one of the finances that it moved no entitlement', async () => {
    expect((await shown('/journal/589')).words).toContain('It did not move what the practices are entitled to.');
    const slice = await http.ask('/api/v1/events?type=BudgetEntryPosted&holder=A99003&year=2007-08').expect(200);
    const { position } = slice.body.events.at(-1);
    expect((await shown(`/journal/${position}`)).words).toContain(
      'It moved the entitlement by −£19,897.92 of A99003 for 2007-08.',
    );
  });

  test('says where there is no entry', async () => {
    expect((await shown('/journal/769', 404)).words).toContain('There is no entry 769.');
    await shown('/journal/x', 404);
  });
});

describe('wrong input', () => {
  test('is named and kept, all of it at once', async () => {
    const { html, words, headings } = await shown(
      '/practices/A99004?year=banana&asAt=2007-13-01&knownAt=2007-11-14',
      400,
    );
    expect(headings).toEqual(['Something in the address is not as it must be']);
    expect(words).toContain('Financial year must be a financial year such as 2007-08');
    expect(words).toContain('As at must be a real date, such as 2007-11-14');
    for (const kept of ['banana', '2007-13-01', '2007-11-14']) expect(html).toContain(`value="${kept}"`);
  });

  test('is named where the API finds it', async () => {
    const { words } = await shown('/commissioners/5X1?sort=beauty', 400);
    expect(words).toContain('Sorted by must be one of');
    const bridge = await shown('/practices/A99004/changes?from=2008-01-01&to=2007-01-01', 400);
    expect(bridge.words).toContain('To must not be before from');
  });

  test.each([
    '/nothing',
    '/practices/A00000',
    '/commissioners/9Z9',
    '/roll-ups/9Z9',
    '/problems/NO_SUCH',
    '/practices/%E0%A4%A',
  ])('of %s there is nothing, in words', async (path) =>
    expect((await shown(path, 404)).headings).toEqual(['There is nothing here']),
  );

  test('before a practice is registered it is not recorded', async () => {
    const { words } = await shown('/practices/A99004?year=2007-08&knownAt=1999-01-01', 404);
    expect(words).toContain('A99004 is not recorded at that moment.');
  });

  test('what is asked for as JSON is no page', async () => {
    const { body } = await http.ask('/nothing').set('Accept', 'application/json').expect(404);
    expect(body.code).toBe('NOT_FOUND');
  });

  test.each([
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '{{ 7 * 7 }}',
    '${7*7}',
    '</title><img src=x onerror=alert(1)>',
  ])('%s is text wherever it is given', async (text) => {
    const given = encodeURIComponent(text);
    for (const path of [`/find?q=${given}`, `/practices?q=${given}`, `/journal?actor=${given}`, `/help?q=${given}`]) {
      const { html } = await shown(path);
      expect(html).not.toMatch(/<script>|<img|\sonmouseover='|>49</);
      expect(html).not.toContain(text.includes('<') || text.includes("'") ? text : '\u0000');
    }
    for (const path of [`/practices/${given}`, `/practices/A99004?year=${given}`]) {
      const { html } = await shown(path, path.includes('?') ? 400 : 404);
      expect(html).not.toMatch(/<script>|<img|\sonmouseover='/);
    }
  });

  test.each(['//evil.example', '/\\evil.example', 'https:%2F%2Fevil.example'])(
    '%s leads nowhere else',
    async (path) => {
      const { status, headers } = await http.page(path.startsWith('/') ? path : `/organisations/${path}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers['location']).toBeUndefined();
    },
  );
});

test('styles, scripts and pictures are kept for good under an address with their hash', async () => {
  const { html } = await shown('/help');
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
  expect(files).toHaveLength(6);
  for (const file of files) {
    const { headers } = await http.ask(file).expect(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toMatch(/css|javascript|svg/);
  }
  await http.page('/assets/0000/ledger.css').expect(404);
  await http.page('/assets/../package.json').expect(404);
});
