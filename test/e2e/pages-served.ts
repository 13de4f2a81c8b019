import request from 'supertest';
import { demonstrationStory, loadStory } from '#exchange';
import { openLedger, openViews, type Ledger } from '#ledger';
import { startServer } from '../../apps/api/src/index.js';
import { pages } from '../../apps/dashboard/src/index.js';
import { SILENT, type Served } from './http-served.js';

/** A ledger in memory with its views and pages, as `serve` has them. */
export type PagesServed = Served & {
  readonly url: string;
  /** A page as a browser asks for it. */
  page(path: string): request.Test;
  /** Waits until the lists have counted everything recorded. */
  counted(): Promise<void>;
};

const LONGEST_WAIT_MS = 60_000;
export const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

type Options = {
  readonly clock?: 'system' | 'simulated';
  /** Whether the lists are kept up to date; without it they are never built. */
  readonly counting?: boolean;
};

export async function pagesServed(
  load: (ledger: Ledger) => Promise<unknown> = async () => undefined,
  { clock = 'simulated', counting = true }: Options = {},
): Promise<PagesServed> {
  const ledger = await openLedger('memory:', { clock });
  await load(ledger);
  const { views, close } = await openViews(ledger);
  let url = '';
  const server = await startServer({ ledger, views, port: 0, log: SILENT, pages: pages({ api: () => url }) });
  url = server.url;
  if (counting) views.start();
  const served: PagesServed = {
    server,
    ledger,
    url,
    record(command, given, headers = {}) {
      const call = request(url).post(`/api/v1/commands/${command}`);
      return call.set({ 'Content-Type': 'application/json', ...headers }).send(given);
    },
    ask: (path) => request(url).get(path),
    page: (path) => request(url).get(path).set('Accept', HTML),
    async counted() {
      const { position } = await ledger.store.head();
      expect(await views.reach(Number(position), LONGEST_WAIT_MS)).toBe(true);
    },
    async close() {
      await server.close();
      await close();
      await ledger.close();
    },
  };
  if (counting) await served.counted();
  return served;
}

export const demonstration = (ledger: Ledger): Promise<number> => loadStory(ledger, demonstrationStory());
