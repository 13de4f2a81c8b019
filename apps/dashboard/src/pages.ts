import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type nunjucks from 'nunjucks';
import { Api } from './api.js';
import type { JournalHead } from './answers.js';
import { assets } from './assets.js';
import { nowOf } from './moment.js';
import type { Page, PageMaker, Standing } from './page.js';
import { accessPage } from './pages/access.js';
import { changesPage } from './pages/changes.js';
import { commissionerPage } from './pages/commissioner.js';
import { derivationPage, exposureDerivationPage } from './pages/derivation.js';
import { entryPage } from './pages/entry.js';
import { findPage } from './pages/find.js';
import { helpPage } from './pages/help.js';
import { homePage } from './pages/home.js';
import { journalPage } from './pages/journal.js';
import { agreementsPage, commissionersPage, groupsPage, organisationsPage, practicesPage } from './pages/lists.js';
import { organisationPage } from './pages/organisation.js';
import { overduePage } from './pages/overdue.js';
import { problemDescriptionPage, troublePage } from './pages/problem.js';
import { questionPage, questionsPage } from './pages/questions.js';
import { rollUpPage } from './pages/roll-up.js';
import { statementPage } from './pages/statement.js';
import { Elsewhere, NoSuchPage, askedBy } from './request.js';
import { templates } from './views.js';

export type PagesOptions = {
  /** Where the API is, such as http://127.0.0.1:3000; asked for each time, as it may not be known at first. */
  readonly api: () => string;
  /** Told of every defect, of which readers learn nothing but that there is one; standard error by default. */
  readonly failed?: (error: unknown) => void;
};

const PAGES: Readonly<Record<string, PageMaker>> = {
  '/': homePage,
  '/find': findPage,
  '/help': helpPage,
  '/commissioners': commissionersPage,
  '/commissioners/:code': commissionerPage,
  '/commissioners/:code/derivation': exposureDerivationPage,
  '/practices': practicesPage,
  '/practices/:code': statementPage('PRACTICE'),
  '/practices/:code/derivation': derivationPage('PRACTICE'),
  '/practices/:code/changes': changesPage('PRACTICE'),
  '/groups': groupsPage,
  '/groups/:code': statementPage('GROUP'),
  '/groups/:code/derivation': derivationPage('GROUP'),
  '/groups/:code/changes': changesPage('GROUP'),
  '/organisations': organisationsPage,
  '/organisations/:code': organisationPage,
  '/agreements': agreementsPage,
  '/overdue': overduePage,
  '/access': accessPage,
  '/questions': questionsPage,
  '/questions/:question': questionPage,
  '/roll-ups/:code': rollUpPage,
  '/journal': journalPage,
  '/journal/:position': entryPage,
  '/problems/:code': problemDescriptionPage,
};

/** Addresses that are the API's, whatever they are asked for as. */
const OF_THE_API = /^\/(api|health|openapi\.json)(\/|$)/i;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The web pages of a ledger: made on the server, of nothing but what its API answers. What is not a page is passed on,
 * so they stand before the API's own handlers.
 */
export function pages({ api: base, failed = tellOnStandardError }: PagesOptions): RequestHandler {
  const api = new Api(base);
  const { base: assetsAt, serve } = assets();
  const shown = showing({ api, environment: templates({ assets: assetsAt }), failed });
  const router = Router({ caseSensitive: true });
  router.use(serve);
  for (const [path, page] of Object.entries(PAGES)) router.get(path, shown(page));
  router.get(/.*/, (request, response, next) => {
    if (OF_THE_API.test(request.path)) return next();
    return shown(nothingHere)(request, response, next);
  });
  router.use(badAddress(shown));
  return router;
}

const nothingHere: PageMaker = ({ path }) => {
  throw new NoSuchPage(`there is no page at ${path}`);
};

type Shown = (page: PageMaker) => RequestHandler;
type Showing = {
  readonly api: Api;
  readonly environment: nunjucks.Environment;
  readonly failed: (error: unknown) => void;
};

const tellOnStandardError = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
};

const showing =
  ({ api, environment, failed }: Showing): Shown =>
  (page) =>
  async (request, response, next) => {
    if (request.accepts(['html', 'json']) !== 'html') return next();
    const reader = api.readBy(request.headers);
    const asked = askedBy(request, reader);
    try {
      const made = await page(asked);
      send(request, response, environment, made, made.standing ? undefined : await headOf(reader));
    } catch (error) {
      if (error instanceof Elsewhere) return response.redirect(302, error.address);
      const trouble = troublePage(error, asked);
      if (trouble.status === 500) failed(error);
      send(request, response, environment, trouble, await headOf(reader));
    }
  };

/** Where the lists stand, for pages that tell nothing of their own standing; and no page fails for want of it. */
async function headOf(api: Api): Promise<Standing | undefined> {
  try {
    const head = await api.get<JournalHead>('/api/v1/journal', { limit: 1 });
    const { position, clock } = head;
    const [last] = head.items;
    return { position, clock, ...(last === undefined ? {} : { knownAt: nowOf(head) }) };
  } catch {
    return undefined;
  }
}

function send(
  request: Request,
  response: Response,
  environment: nunjucks.Environment,
  page: Page,
  head: Standing | undefined,
): void {
  const { template, status = 200, headers = {}, model, ...rest } = page;
  const standing = page.standing ?? head;
  const html = environment.render(template, {
    ...rest,
    ...model,
    standing,
    isLive: standing !== undefined && standing.latest === undefined && status === 200,
    here: request.originalUrl,
  });
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.status(status).type('html').send(html);
}

/** A path that cannot be read, such as one with half a character in it, is nobody's page. */
const badAddress =
  (shown: Shown) =>
  (error: unknown, request: Request, response: Response, next: NextFunction): unknown => {
    const { status } = error as { readonly status?: number };
    if (status !== 400 || OF_THE_API.test(request.path)) return next(error);
    return shown(unreadable)(request, response, next);
  };

const unreadable: PageMaker = () => {
  throw new NoSuchPage('the address cannot be read');
};
