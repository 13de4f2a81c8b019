import axe, { type Result } from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** In the page, in its own language. */
const IS_LOADED = "typeof globalThis.axe === 'object'";

/** What axe finds wrong on a page by WCAG 2.2 AA: rule, and where. */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(IS_LOADED))) await page.evaluate(axe.source);
  const found = await page.evaluate<Result[], string[]>(async (values) => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    return (await runner.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations;
  }, TAGS);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
