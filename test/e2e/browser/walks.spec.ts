import type { Page } from 'playwright-core';
import { givenAGuarantee, whenThePctGoesIntoDeficit } from '../http-story.js';
import { pagesServed, type PagesServed } from '../pages-served.js';
import { violations } from './axe.js';
import { NARROW, closeBrowser, inWindow, testInBrowser } from './chromium.js';

const FINANCES = { commissioner: '5X1', year: '2007-08' };
const at = (instant: string) => ({ 'X-Recorded-At': instant });

let http: PagesServed;

/** The trust set £24,000 aside for its practices; in the deficit it cuts that to £6,000 and suspends what it pays. */
beforeEach(async () => {
  http = await pagesServed();
  await givenAGuarantee(http);
  await http.record('SetReleaseFund', { ...FINANCES, pence: 2_400_000 }, at('2007-11-13T09:00:00Z')).expect(201);
  await whenThePctGoesIntoDeficit(http);
  await http.record('SetReleaseFund', { ...FINANCES, pence: 600_000 }, at('2007-11-15T13:00:00Z')).expect(201);
  await http.counted();
});
afterEach(() => http.close());
afterAll(closeBrowser);

const figure = (page: Page, name: string): Promise<string | null> =>
  page.getByRole('region', { name, exact: true }).locator('.ledger-card__amount').textContent();

const threeFigures = async (page: Page): Promise<readonly (string | undefined)[]> =>
  Promise.all(['Entitled', 'Affordable', 'Paid'].map(async (name) => (await figure(page, name))?.trim()));

/** The deficit story as a reader walks it, from the start page. */
async function walkTheStory(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Find a practice, group or commissioner', { exact: true }).fill('ash road');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('link', { name: 'Ash Road Surgery' }).click();

  await page.getByLabel('Known at').fill('2007-11-14');
  await page.getByRole('button', { name: 'Show these dates' }).click();
  expect(await threeFigures(page)).toEqual(['£24,220.00', '£24,000.00', '£0.00']);
  expect(await page.getByRole('main').textContent()).not.toContain('Payment is suspended');

  await page.getByLabel('Known at').fill('2007-11-16');
  await page.getByRole('button', { name: 'Show these dates' }).click();
  expect(await threeFigures(page)).toEqual(['£24,220.00', '£6,000.00', '£0.00']);
  expect(await page.getByRole('main').textContent()).toContain('Payment is suspended by Exampleshire PCT');

  await page.getByRole('link', { name: 'What changed between two dates' }).click();
  await page.getByLabel('What was known on', { exact: true }).fill('2007-11-14');
  await page.getByRole('button', { name: 'Compare' }).click();
  expect(await page.getByRole('main').textContent()).toContain(
    'Nothing that was recorded between the two moments moved the entitlement.',
  );
}

testInBrowser('before the deficit and after it the entitlement is the same, and what can be paid falls', () =>
  inWindow(http.url, {}, walkTheStory),
);

testInBrowser('the story is told the same without JavaScript', () =>
  inWindow(http.url, { javaScriptEnabled: false }, walkTheStory),
);

testInBrowser('and on a telephone', () => inWindow(http.url, { viewport: NARROW, hasTouch: true }, walkTheStory));

testInBrowser('the trust’s own page has the fall of its fund on the time line, and the line that does not move', () =>
  inWindow(http.url, {}, async (page) => {
    await page.goto('/commissioners/5X1?year=2007-08');
    expect(await threeFigures(page)).toEqual(['£24,220.00', '£6,000.00', '£0.00']);
    await page.getByText('The figures of this picture as a table').click();
    const rows = page.getByRole('table', { name: /As known at each event/ }).getByRole('row');
    const funds = await rows.filter({ hasText: 'Release fund set' }).allTextContents();
    expect(funds.map((row) => row.match(/£[\d,.]+/g))).toEqual([
      ['£24,000.00', '£24,220.00', '£24,000.00', '£0.00'],
      ['£6,000.00', '£24,220.00', '£6,000.00', '£0.00'],
    ]);
  }),
);

/** What has the focus reads so; nothing where the focus has left the page. */
const FOCUSED = "document.activeElement?.textContent ?? ''";

/** Presses Tab until what has the focus reads so. */
async function tabTo(page: Page, text: string | RegExp): Promise<void> {
  const MOST_PRESSES = 150;
  for (let pressed = 0; pressed < MOST_PRESSES; pressed += 1) {
    await page.keyboard.press('Tab');
    const words = (await page.evaluate<string>(FOCUSED)).replace(/\s+/g, ' ').trim();
    if (typeof text === 'string' ? words === text : text.test(words)) return;
  }
  throw new Error(`nothing that reads ${text} is reached by Tab`);
}

/** Whether the focus has an outline, a line below it or its own ground; in the page, in its own language. */
const FOCUS_IS_SEEN = `(() => {
  const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(document.activeElement);
  const hasOutline = outlineStyle !== 'none' && outlineWidth !== '0px';
  return hasOutline || boxShadow !== 'none' || backgroundColor === 'rgb(255, 235, 59)';
})()`;

const isFocusSeen = (page: Page): Promise<boolean> => page.evaluate<boolean>(FOCUS_IS_SEEN);

testInBrowser('from the figure to the entry behind it with the keyboard alone', () =>
  inWindow(http.url, {}, async (page) => {
    await page.goto('/practices/A99001?year=2007-08');
    await tabTo(page, '£24,220.00');
    expect(await isFocusSeen(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/practices\/A99001\/derivation/);
    for (const step of [
      /^Own entitlement £/,
      /^Net saving £/,
      /^Gross saving £/,
      /^Pool of all/,
      /^Days by guarantee/,
    ]) {
      await tabTo(page, step);
      expect(await isFocusSeen(page)).toBe(true);
      await page.keyboard.press('Enter');
    }
    await tabTo(page, /^Actual use of services £/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Actuals recorded, A99001/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^entry \d+$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/journal\/\d+$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Actuals recorded');
  }),
);

testInBrowser('the menu of a narrow window opens and closes with the keyboard', () =>
  inWindow(http.url, { viewport: NARROW }, async (page) => {
    await page.goto('/');
    await tabTo(page, 'Browse More');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Journal');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/journal$/);
  }),
);

const payment = { holder: 'A99001', year: '2007-08', payment: 'PAY1', pence: 600_000 };

testInBrowser('an open page says that something was recorded, and shows it when it is asked to', () =>
  inWindow(http.url, {}, async (page) => {
    await page.goto('/practices/A99001?year=2007-08');
    const told = page.getByRole('status').filter({ hasText: /new entr/ });
    expect(await told.count()).toBe(0);
    await http.record('RecordPayment', payment, at('2007-11-20T09:00:00Z')).expect(201);
    await told.waitFor({ state: 'attached' });
    expect(await told.textContent()).toBe('1 new entry');
    expect(await violations(page)).toEqual([]);
    expect((await figure(page, 'Paid'))?.trim()).toBe('£0.00');
    await page.getByRole('link', { name: 'Update this page' }).click();
    await page.locator('#card-paid + p', { hasText: '£6,000.00' }).waitFor();
  }),
);

testInBrowser('a page updates itself for whoever chose so', () =>
  inWindow(http.url, {}, async (page) => {
    await page.goto('/practices/A99001?year=2007-08');
    await http.record('RecordPayment', payment, at('2007-11-20T09:00:00Z')).expect(201);
    await page.getByLabel('Always update by itself').check();
    await page.locator('#card-paid + p', { hasText: '£6,000.00' }).waitFor();
    await http
      .record('RecordPayment', { ...payment, payment: 'PAY2', pence: 1_000 }, at('2007-11-21T09:00:00Z'))
      .expect(201);
    await page.locator('#card-paid + p', { hasText: '£6,010.00' }).waitFor();
  }),
);

testInBrowser('a page of the past stands still', () =>
  inWindow(http.url, {}, async (page) => {
    await page.goto('/practices/A99001?year=2007-08&knownAt=2007-11-16');
    expect(await page.locator('[data-live]').count()).toBe(0);
  }),
);
