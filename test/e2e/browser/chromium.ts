import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { folderOf, testWhere } from '#testing';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The system's own browser: none is downloaded. */
const [found] = NAMES.flatMap((name) => {
  const folder = folderOf([name], ['/usr/bin']);
  return folder === undefined ? [] : [join(folder, name)];
});

export const hasChromium = found !== undefined;

/** A test that needs the system's Chromium. */
export const testInBrowser = testWhere('chromium', hasChromium, 'there is no Chromium on this machine');

let browser: Browser | undefined;

const WITHIN_A_CONTAINER = ['--no-sandbox', '--disable-dev-shm-usage'];

export async function opened(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: found!,
    args: process.getuid?.() === 0 ? WITHIN_A_CONTAINER : [],
  });
  return browser;
}

/** Ends the browser with all its windows; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** A window of its own for a piece of a test; what its console complains of fails the test. */
export async function inWindow(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await (await opened()).newContext({ baseURL: url, locale: 'en-GB', viewport: WIDE, ...options });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await use(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}
