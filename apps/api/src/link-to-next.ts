import type { Request, Response } from 'express';

/** Tells where the next page is, by RFC 8288, for those who follow links and not `next`. */
export function linkToNext(request: Request, response: Response, next: string | number | null): void {
  if (next === null) return;
  const { pathname, searchParams } = new URL(request.originalUrl, 'http://localhost');
  searchParams.set('after', String(next));
  response.setHeader('Link', `<${pathname}?${searchParams.toString()}>; rel="next"`);
}
