import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** What answers for the web pages that stand beside the API; it passes on what it has no page for. */
export type Pages = (request: Request, response: Response, next: NextFunction) => unknown;

/** Pages take styles, scripts and pictures from this server alone, and stand in no frame. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const OF_THE_API = /^\/(api|health|openapi\.json)(\/|$)/i;
const PROBLEM = /^\/problems(\/|$)/i;

/** Hands to the pages what is not the API's, and what a problem means to whoever would rather read it than parse it. */
export const beforeTheApi =
  (pages: Pages): RequestHandler =>
  (request, response, next) => {
    if (!areAskedFor(request)) return next();
    const strict = response.getHeader('Content-Security-Policy');
    response.setHeader('Content-Security-Policy', POLICY);
    return pages(request, response, (error?: unknown) => {
      if (strict !== undefined && !response.headersSent) response.setHeader('Content-Security-Policy', strict);
      next(error);
    });
  };

function areAskedFor(request: Request): boolean {
  if (PROBLEM.test(request.path)) return request.accepts(['json', 'html']) === 'html';
  return !OF_THE_API.test(request.path);
}
