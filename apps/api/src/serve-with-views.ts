import { openViews, type ViewsOptions } from '#ledger';
import type { Pages } from './pages.js';
import { startServer, type RunningServer, type ServerOptions } from './server.js';

export type WithViewsOptions = Omit<ServerOptions, 'views' | 'pages'> & {
  readonly viewsIn: ViewsOptions;
  /** Makes the web pages; `url` gives the server's own, once it listens. */
  readonly pages?: (url: () => string) => Pages;
};

/**
 * Serves a ledger with its views, which follow the log while it is served and are closed with the server.
 * @throws NotLoopback       for a host that other machines could reach
 * @throws PortTaken         when something listens there
 * @throws ViewsUnavailable  the views cannot be opened
 */
export async function serveWithViews({ viewsIn, pages, ...served }: WithViewsOptions): Promise<RunningServer> {
  const opened = await openViews(served.ledger, viewsIn);
  try {
    let url = '';
    const beside = pages ? { pages: pages(() => url) } : {};
    const server = await startServer({ ...served, ...beside, views: opened.views });
    url = server.url;
    opened.views.start();
    const close = async () => {
      await server.close();
      await opened.close();
    };
    return { url, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
