import type { NextFunction, Request, Response } from 'express';
import { Rejected } from '#domain';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** The server was asked to listen where other machines could reach it. */
export class NotLoopback extends Error {
  constructor(host: string) {
    super(
      `the server does not listen on ${host}: nobody signs in yet, so whoever reached it could record anything; ` +
        `it listens on ${LOOPBACK.join(', ')} only`,
    );
  }
}

export function mustBeLoopback(host: string): void {
  if (!LOOPBACK.includes(host)) throw new NotLoopback(host);
}

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * A browser on this machine can be led here by a page of any site: by a name of that site's that resolves to this
 * machine (the Host header gives it away), or by a form or script of the page (the Origin header does).
 */
export function loopbackGuard(request: Request, _response: Response, next: NextFunction): void {
  const { host = '', origin } = request.headers;
  if (!LOOPBACK_HOST.test(host)) {
    next(
      new Rejected('FORBIDDEN', `this server answers as localhost, 127.0.0.1 or [::1], not as ${host || 'no host'}`),
    );
  } else if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    next(new Rejected('FORBIDDEN', `pages of ${origin} may not use this server`));
  } else next();
}
