import { pino } from 'pino';
import request from 'supertest';
import { openLedger, type Ledger } from '#ledger';
import type { Views } from '#projections';
import { startServer, type RunningServer, type ServerOptions } from '../../apps/api/src/index.js';

export type Served = {
  readonly server: RunningServer;
  readonly ledger: Ledger;
  /** Records a command: `with` as the body, and headers. */
  record(command: string, given: object, headers?: Readonly<Record<string, string>>): request.Test;
  ask(path: string): request.Test;
  close(): Promise<void>;
};

type Options = Pick<ServerOptions, 'waitMs' | 'log' | 'pages' | 'heartbeatMs'> & {
  readonly clock?: 'system' | 'simulated';
  readonly views?: Views | ((ledger: Ledger) => Views);
  /** What stands between the server and the ledger in this test. */
  readonly behind?: (ledger: Ledger) => Ledger;
};

export const SILENT = pino({ level: 'silent' });

/** A ledger in memory behind a server on a free port. */
export async function served({ clock = 'simulated', behind, views, ...options }: Options = {}): Promise<Served> {
  const ledger = await openLedger('memory:', { clock });
  const read = typeof views === 'function' ? views(ledger) : views;
  const settings = { port: 0, waitMs: 50, log: SILENT, ...options, ...(read === undefined ? {} : { views: read }) };
  const server = await startServer({ ledger: behind ? behind(ledger) : ledger, ...settings });
  return {
    server,
    ledger,
    record(command, given, headers = {}) {
      const call = request(server.url).post(`/api/v1/commands/${command}`);
      call.set({ 'Content-Type': 'application/json', ...headers });
      call.write(Buffer.from(JSON.stringify(given))); // a text would have Node send the headers as UTF-8 with it
      return call;
    },
    ask: (path) => request(server.url).get(path),
    async close() {
      await server.close();
      await ledger.close();
    },
  };
}

export const APRIL = { 'X-Recorded-At': '2007-04-02T09:00:00Z' };
export const PCT = { code: '5X1', type: 'PCT', name: 'Exampleshire PCT', opensOn: '2002-04-01' };
export const PRACTICE = { code: 'A99001', type: 'PRACTICE', name: 'Ash Road Surgery', opensOn: '2002-04-01' };
