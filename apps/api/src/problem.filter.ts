import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { problemOf } from './problem.js';
import { LOG } from './tokens.js';

/** Seconds after which what is unavailable is worth asking again. */
const RETRY_AFTER_SECONDS = 1;

/** Answers every error by a problem. What is the server's own fault goes to the log, in full, and never to the caller. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const [request, response] = host.getArgs<[Request, Response]>();
    const problem = problemOf(error, request.originalUrl);
    if (problem.status >= 500 && problem.code !== 'NOT_YET') {
      this.log.error({ err: error, method: request.method, url: request.originalUrl }, problem.title);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
