import { setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { pino, type Logger } from 'pino';
import type { Ledger } from '#ledger';
import type { Views } from '#projections';
import { tellDeadlines } from './deadline-timer.js';
import { LedgerModule } from './ledger.module.js';
import { loopbackGuard, mustBeLoopback } from './loopback.guard.js';
import { beforeTheApi, type Pages } from './pages.js';
import { LARGEST_BODY_BYTES } from './problem.js';

export type ServerOptions = {
  readonly ledger: Ledger;
  /** A loopback address; 127.0.0.1 by default. */
  readonly host?: string;
  /** 3000 by default; 0 takes a free one. */
  readonly port?: number;
  /** What lists are read from; without it they are refused. */
  readonly views?: Views;
  /** The web pages beside the API. */
  readonly pages?: Pages;
  /** For how long an answer waits for the position in `atLeast`, in milliseconds. */
  readonly waitMs?: number;
  /** How often live entries show a sign of life, in milliseconds. */
  readonly heartbeatMs?: number;
  /** How often limits of disputes that passed are told, in milliseconds. */
  readonly deadlinesMs?: number;
  /** Standard error by default. */
  readonly log?: Logger;
};

export type RunningServer = {
  readonly url: string;
  /** Takes no more requests, ends live entries, and answers what is under way. The ledger stays open. */
  close(): Promise<void>;
};

/** Another process, or another server of this one, listens there already. */
export class PortTaken extends Error {
  constructor(
    readonly host: string,
    readonly port: number,
  ) {
    super(`port ${port} of ${host} is taken`);
  }
}

/** The log of a server, for people and machines beside standard output. */
export const standardLog = (): Logger => pino({ name: 'ledger-api' }, pino.destination({ dest: 2, sync: true }));

const DEFAULT_WAIT_MS = 2_000;
const DEFAULT_HEARTBEAT_MS = 15_000;
/** For how long requests under way may take after `close`, in milliseconds. */
const LONGEST_FAREWELL_MS = 10_000;

/**
 * Serves a ledger over HTTP.
 * @throws NotLoopback  for a host that other machines could reach
 * @throws PortTaken    when something listens there
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { ledger, views, pages, host = '127.0.0.1', port = 3000, log = standardLog() } = options;
  const { waitMs = DEFAULT_WAIT_MS, heartbeatMs = DEFAULT_HEARTBEAT_MS } = options;
  mustBeLoopback(host);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // every live stream listens
  const served = { ledger, views, log, waitMs, live: { closing: closing.signal, heartbeatMs } };
  const application = await NestFactory.create<NestExpressApplication>(LedgerModule.of(served), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  application.disable('etag');
  application.use(securityHeaders(), uncached, loopbackGuard, ...(pages ? [beforeTheApi(pages)] : []));
  application.useBodyParser('raw', { type: 'application/json', limit: LARGEST_BODY_BYTES });
  try {
    await application.listen(port, host);
  } catch (error) {
    await application.close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTaken(host, port) : error;
  }
  const server = application.getHttpServer() as Server;
  const leave = farewell(server);
  const deadlines = tellDeadlines(ledger, log, closing.signal, options.deadlinesMs);
  const warm = ledger.questions.warmUp(closing.signal).catch((error: unknown) => log.warn(error, 'not warmed up'));
  const close = async () => {
    closing.abort();
    await Promise.all([leave(), warm, deadlines]);
  };
  return { url: urlOf(server, host), close };
}

const securityHeaders = () =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: false, // loopback, without TLS
  });

/** What an answer says holds for its moment, and is nobody else's to keep. */
function uncached(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Connections that are kept alive are closed as soon as their last answer is out. */
function farewell(server: Server): () => Promise<void> {
  let closing: Promise<void> | undefined;
  server.on('request', (_request, response) => {
    response.on('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () => {
    closing ??= new Promise((resolve) => {
      const deadline = setTimeout(() => server.closeAllConnections(), LONGEST_FAREWELL_MS);
      server.close(() => {
        clearTimeout(deadline);
        resolve();
      });
    });
    return closing;
  };
}
