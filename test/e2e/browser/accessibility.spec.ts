import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { demonstration, pagesServed, type PagesServed } from '../pages-served.js';
import { violations } from './axe.js';
import { NARROW, WIDE, closeBrowser, hasChromium, inWindow, testInBrowser } from './chromium.js';

jest.setTimeout(300_000);

let http: PagesServed;

if (hasChromium) {
  beforeAll(async () => {
    http = await pagesServed(demonstration);
  });
  afterAll(async () => {
    await closeBrowser();
    await http.close();
  });
}

const PAGES = [
  '/',
  '/help',
  '/find?q=ash',
  '/commissioners',
  '/commissioners/5X1',
  '/commissioners/5X1?basis=GUARANTEE&sort=-outstandingPence',
  '/commissioners/5X1?knownAt=2007-11-16',
  '/commissioners/5X1/derivation?year=2007-08&figure=affordablePence',
  '/practices',
  '/practices/A99004',
  '/practices/A99001?knownAt=2007-11-16',
  '/practices/A99004/derivation?figure=budgetPence',
  '/practices/A99004/changes',
  '/practices/A99003/changes?from=2007-11-14&to=2007-11-16',
  '/groups',
  '/groups/GRP1',
  '/groups/GRP1/derivation',
  '/organisations',
  '/agreements',
  '/overdue',
  '/access',
  '/roll-ups/ENGLAND?year=2007-08',
  '/roll-ups/ENGLAND?knownAt=2007-11-16',
  '/roll-ups/5X1',
  '/journal',
  '/journal/589',
  '/journal/601',
  '/problems/SUSPENDED',
];
const REFUSED = ['/nothing', '/practices/A99004?year=banana&asAt=2007-13-01'];

/** In the page, in its own language. @returns whether any was closed */
const OPEN_ALL = "[...document.querySelectorAll('details:not([open])')].map((each) => (each.open = true)).length > 0";
const OVER = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** What there is to see of a page in a window, so that one visit serves all that is asked of it. */
type Seen = {
  readonly found: readonly string[];
  readonly foundInDetails: readonly string[];
  readonly pixelsTooWide: number;
  readonly landmarks: object;
};

/** What is looked at with details closed comes first, and the keyboard last, as it moves the focus. */
async function seenOf(page: Page): Promise<Seen> {
  const found = await violations(page);
  const foundInDetails = (await page.evaluate<boolean>(OPEN_ALL)) ? await violations(page) : [];
  const pixelsTooWide = await page.evaluate<number>(OVER);
  return { found, foundInDetails, pixelsTooWide, landmarks: await landmarksOf(page) };
}

const LANDMARKS = { mains: 1, mainHeadings: 1, menus: 1, firstByTab: 'Skip to main content' };

async function landmarksOf(page: Page): Promise<object> {
  const mains = await page.getByRole('main').count();
  const mainHeadings = await page.locator('h1').count();
  const menus = await page.getByRole('navigation', { name: 'Menu' }).count();
  await page.keyboard.press('Tab');
  return { mains, mainHeadings, menus, firstByTab: await page.locator(':focus').textContent() };
}

const SIZES = [
  ['1280', WIDE],
  ['390', NARROW],
] as const;

describe.each(SIZES)('at %s pixels', (_name, viewport) => {
  const seen = new Map<string, Seen>();

  /** Of every page, what is wanted here. */
  const ofEach = (what: keyof Seen) => PAGES.map((path) => [path, seen.get(path)?.[what]]);
  const everyPage = (wanted: unknown) => PAGES.map((path) => [path, wanted]);

  if (hasChromium) {
    beforeAll(() =>
      inWindow(http.url, { viewport }, async (page) => {
        for (const path of PAGES) {
          await page.goto(path);
          seen.set(path, await seenOf(page));
        }
      }),
    );
  }

  testInBrowser('axe finds nothing on any page, whether its details are closed or open', () => {
    expect(ofEach('found')).toEqual(everyPage([]));
    expect(ofEach('foundInDetails')).toEqual(everyPage([]));
  });

  testInBrowser('no page is wider than the window, with its details open', () => {
    expect(ofEach('pixelsTooWide')).toEqual(everyPage(0));
  });

  testInBrowser('each page has its landmarks, one main heading, and a way past the menu', () => {
    expect(ofEach('landmarks')).toEqual(everyPage(LANDMARKS));
  });
});

testInBrowser('no page is wider than a window of 1024 or of 320 pixels either', async () => {
  for (const width of [1024, 320]) {
    await inWindow(http.url, { viewport: { width, height: 900 } }, async (page) => {
      for (const path of PAGES) {
        await page.goto(path);
        await page.evaluate(OPEN_ALL);
        expect([path, width, await page.evaluate<number>(OVER)]).toEqual([path, width, 0]);
      }
    });
  }
});

testInBrowser('axe finds nothing on pages that refuse', async () => {
  for (const path of REFUSED) {
    const complaint = inWindow(http.url, {}, async (page) => {
      await page.goto(path);
      expect([path, await violations(page)]).toEqual([path, []]);
    });
    await expect(complaint).rejects.toThrow(/Failed to load resource/); // the browser says of each such page that it is none
  }
});

testInBrowser('axe finds nothing on an empty ledger', async () => {
  const empty = await pagesServed();
  try {
    await inWindow(empty.url, {}, async (page) => {
      for (const path of ['/', '/practices', '/journal', '/roll-ups/ENGLAND']) {
        await page.goto(path);
        expect([path, await violations(page)]).toEqual([path, []]);
      }
    });
  } finally {
    await empty.close();
  }
});

testInBrowser('a picture is told in words, and its amounts stand in a table', async () => {
  await inWindow(http.url, {}, async (page) => {
    await page.goto('/commissioners/5X1?year=2007-08');
    const picture = page.getByRole('img', { name: /What Exampleshire PCT owed, could pay and had paid/ });
    expect(await picture.count()).toBe(1);
    await page.getByText('The figures of this picture as a table').click();
    const table = page.getByRole('table', { name: /As known at each event of the finances/ });
    expect(await table.getByRole('row').filter({ hasText: 'Release suspended' }).textContent()).toContain(
      '£376,744.79',
    );
  });
});

testInBrowser('on paper there is the statement, and neither menu nor form', async () => {
  await inWindow(http.url, {}, async (page) => {
    await page.goto('/practices/A99004?year=2007-08');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Menu' }).isVisible()).toBe(false);
    expect(await page.getByRole('form', { name: 'Dates of the figures' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'How the figure comes about' }).isVisible()).toBe(true);
  });
});
