import { isAskedByPost, questionNames, questionPath } from '#contract';
import { pounds } from '#kernel';
import { read } from './pages-read.js';
import { demonstration, pagesServed, type PagesServed } from './pages-served.js';

let http: PagesServed;

beforeAll(async () => {
  http = await pagesServed(demonstration);
});
afterAll(() => http.close());

const shown = async (path: string, status = 200) => {
  const { text } = await http.page(path).expect(status);
  return { ...read(text), html: text };
};

test.each(questionNames.filter((name) => !isAskedByPost(name)))('%s has a page with its fields', async (name) => {
  const { html } = await shown(`/questions/${questionPath(name)}`);
  expect(html).toContain('aria-label="The question"');
  expect(html).not.toContain('The answer');
});

test('what people ask leads to pages that are there', async () => {
  const { html } = await shown('/questions');
  const list = html.slice(html.indexOf('id="maincontent"'));
  const links = [...list.matchAll(/<li><a href="([^"]+)">/g)].map(([, href]) => href!);
  expect(links.length).toBeGreaterThan(5);
  for (const href of new Set(links)) await shown(href);
});

test('an answer says on the page what the API answers, and can be asked again for ever', async () => {
  const { body } = await http.ask('/api/v1/roll-up?of=Q99&year=2007-08').expect(200);
  const { html, words } = await shown('/questions/roll-up?of=Q99&year=2007-08');
  expect(words).toContain(pounds(body.entitledPence).replace('-', '−'));
  expect(html).toContain(`position=${body.position}`);
  expect(words).toContain('Permanent link to this page');
});

test('sums by basis are in pounds, with the basis as it is called', async () => {
  const { body } = await http.ask('/api/v1/roll-up?of=Q99&year=2007-08').expect(200);
  const { words } = await shown('/questions/roll-up?of=Q99&year=2007-08');
  expect(words).toContain(`GUARANTEE ${pounds(body.byBasis.GUARANTEE)}`);
});

test('a list is a table, and its codes lead to whom they name', async () => {
  const { html } = await shown('/questions/exposure?commissioner=5X1&year=2007-08');
  expect(html).toContain('<a href="/organisations/A99001">A99001</a>');
});

test('what is asked wrongly is said with the field, and what is not recorded as nothing', async () => {
  expect((await shown('/questions/roll-up?of=Q99&year=2007', 400)).words).toContain('a financial year');
  await shown('/questions/roll-up?of=Q98&year=2007-08', 404);
  await shown('/questions/what-is-the-weather', 404);
  await shown('/questions/what-if', 404);
});

test('a question that needs no field is answered for the whole country once it is asked', async () => {
  const { words } = await shown('/questions/waiting?ask=1&holder=&commissioner=&kind=');
  expect(words).toContain('Budget not issued 24');
  expect(words).toContain('Release overdue 6');
  expect((await shown('/questions/transfers?ask=1&practice=&commissioner=', 400)).words).toContain('exactly one of');
});

test('a long answer leads from page to page, all of one moment', async () => {
  const { body } = await http.ask('/api/v1/waiting?commissioner=5X1').expect(200);
  const first = await shown('/questions/waiting?commissioner=5X1&limit=30');
  expect(first.words).toContain('Rows 1 to 30');
  const next = /<a href="([^"]+)" rel="next">/.exec(first.html)![1]!.replaceAll('&amp;', '&');
  expect(next).toContain(`position=${body.position}`);
  const second = await shown(next);
  expect(second.words).toContain(`Rows 31 to ${body.waiting}`);
  expect(second.html).not.toContain('rel="next"');
  expect(second.html).toContain('First page');
});

test('a version of policy leads to no organisation, a dispute to all that is told of it', async () => {
  expect((await shown('/questions/waiting?commissioner=5X1')).html).not.toContain('/organisations/LEDGER-USUAL-TERMS');
  const { html } = await shown('/questions/disputes?ask=1');
  expect(html).toContain('href="/questions/dispute?dispute=DISPUTE-1"');
});

test('a moment may be typed as a day, and what is none is said so', async () => {
  await shown('/questions/waiting?commissioner=5X1&knownAt=2007-11-14');
  const { words } = await shown('/questions/waiting?commissioner=5X1&knownAt=14/11/2007', 400);
  expect(words).toContain('must be a day such as 2007-11-14, or a moment such as');
});

test('a question that has no answer stays on its page, with what was filled in and what is wrong', async () => {
  const { html, words } = await shown('/questions/roll-up?of=Q99&year=2007&asAt=2008-03-31', 400);
  expect(words).toContain('There is no answer to this');
  expect(html).toMatch(/<input class="nhsuk-input nhsuk-input--error"[^>]* name="year" value="2007"/);
  expect(html).toContain('name="asAt" value="2008-03-31"');
});

test('a table has no column in which no row says anything, and tells an amount from its share', async () => {
  const { html } = await shown('/questions/league?commissioner=5X1&year=2007-08');
  expect(html).not.toContain('Fair share');
  expect(html).toContain('Variance, per cent');
});
