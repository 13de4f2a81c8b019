import { get } from 'node:http';
import { createServer } from 'node:net';
import { pino } from 'pino';
import request from 'supertest';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import type { Ledger } from '#ledger';
import { NotLoopback, PortTaken, startServer } from '../../apps/api/src/index.js';
import { APRIL, PCT, SILENT, served, type Served } from './http-served.js';

let http: Served;
afterEach(() => http.close());

const withQuestions = (ask: () => Promise<never>) => (ledger: Ledger) =>
  ({ ...ledger, questions: { ask, warmUp: () => Promise.resolve() } }) as unknown as Ledger;
const failing = (error: Error) => ({ behind: withQuestions(() => Promise.reject(error)) });
const QUESTION = '/api/v1/entitlement?holder=A99001&year=2007-08';

describe('who may use it', () => {
  beforeEach(async () => void (http = await served()));
  const port = () => new URL(http.server.url).port;

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('a caller who names it %s', async (host) => {
    await http.ask('/health/live').set('Host', `${host}:${port()}`).expect(200);
    await http.ask('/health/live').set('Host', host).expect(200);
  });

  test.each([
    'evil.example',
    '192.168.1.9',
    'localhost.evil.example',
    '127.0.0.1.evil.example:80',
    'localhost@evil',
    '',
  ])('not one who was led here under the name %s', async (host) => {
    const { body } = await http.ask('/health/live').set('Host', host).expect(403);
    expect(body.code).toBe('FORBIDDEN');
  });

  test.each(['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1.evil.example'])(
    'not a page of %s, which records nothing',
    async (origin) => {
      const { body } = await http.record('RegisterOrganisation', PCT, { ...APRIL, Origin: origin }).expect(403);
      expect(body.code).toBe('FORBIDDEN');
      expect((await http.ask('/api/v1/events')).body.events).toEqual([]);
    },
  );

  test('a page of its own', () => http.ask('/health/live').set('Origin', http.server.url).expect(200));

  test('and no other page is let read, frame or keep an answer', async () => {
    const { headers } = await http.ask('/api/v1/events');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('where it listens', () => {
  beforeEach(async () => void (http = await served()));

  test.each(['0.0.0.0', '::', '192.168.1.9', 'example.org', ''])('not on %s, and it says why', async (host) => {
    const started = startServer({ ledger: http.ledger, host, port: 0, log: SILENT });
    await expect(started).rejects.toThrow(NotLoopback);
    await expect(started).rejects.toThrow('nobody signs in yet');
  });

  test('not on a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const started = startServer({ ledger: http.ledger, port, log: SILENT });
    await expect(started).rejects.toEqual(new PortTaken('127.0.0.1', port));
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a failure', () => {
  test('that is a defect is logged in full, and the caller is told nothing of it', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    http = await served({ ...failing(new TypeError('secret of /srv/ledger.db')), log });
    const { body, text } = await http.ask(QUESTION).expect(500);
    expect(body).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500, instance: QUESTION });
    expect(text).not.toMatch(/secret|srv|\.ts|\.js|at /);
    expect(lines.join()).toContain('secret of /srv/ledger.db');
    expect(lines.join()).toContain('http-server.spec');
  });

  test.each([
    [new StoreUnavailable('/srv/ledger.db: the disk is full'), 'the disk is full'],
    [new StoreUnavailable('nothing was written: /srv/ledger.db: the disk is full'), 'the disk is full'],
    [new StoreUnavailable('/srv/ledger.db is closed'), 'the store cannot be used; the log of the server says why'],
    [new StoreDamaged('C:\\data\\ledger.db: the file is damaged'), 'the file is damaged'],
  ])('of the store (%s) is worth trying again, and does not tell where the store lies', async (error, detail) => {
    http = await served(failing(error));
    const { body, headers } = await http.ask(QUESTION).expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', detail });
    expect(headers['retry-after']).toBe('1');
  });

  test('of the store while a command is recorded tells the key to try again with', async () => {
    http = await served();
    await http.ledger.store.close();
    const { body, headers } = await http.record('RegisterOrganisation', PCT, APRIL).expect(503);
    expect(body.code).toBe('STORE_UNAVAILABLE');
    expect(headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('health', () => {
  beforeEach(async () => void (http = await served()));

  test('is live and ready, and looking leaves no trace in the log', async () => {
    expect((await http.ask('/health/live').expect(200)).body).toEqual({ status: 'ok' });
    const { body } = await http.ask('/health/ready').expect(200);
    expect(body).toMatchObject({ status: 'ok', details: { store: { status: 'up' }, keyring: { status: 'up' } } });
    expect((await http.ask('/api/v1/events')).body).toEqual({ events: [], next: null });
  });

  test('is live but not ready without its store, and tells which part fails and why', async () => {
    await http.ledger.store.close();
    await http.ask('/health/live').expect(200);
    const { body, headers } = await http.ask('/health/ready').expect(503);
    expect(body.error).toEqual({ store: { status: 'down', reason: expect.stringMatching(/closed|cannot be used/) } });
    expect(body.info).toEqual({ keyring: { status: 'up' }, accessLog: { status: 'up', state: 'live' } });
    expect(headers['retry-after']).toBe('1');
  });

  test('is not ready without its keyring', async () => {
    await http.ledger.keyring.close();
    const { body } = await http.ask('/health/ready').expect(503);
    expect(Object.keys(body.error)).toEqual(['keyring']);
  });
});

test('at its end it answers what is under way, on a connection that would be kept, and takes nothing more', async () => {
  let arrived = () => {};
  const asked = new Promise<void>((resolve) => (arrived = resolve));
  let goOn = () => {};
  const released = new Promise<void>((resolve) => (goOn = resolve));
  const slow = async (): Promise<never> => {
    arrived();
    await released;
    return { entitlementPence: 1 } as never;
  };
  http = await served({ behind: withQuestions(slow) });
  const answer = new Promise<number | undefined>((resolve, reject) => {
    const headers = { Connection: 'keep-alive' };
    get(http.server.url + QUESTION, { headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', reject);
  });
  await asked;
  const closed = http.server.close();
  await expect(request(http.server.url).get('/health/live')).rejects.toThrow('ECONNREFUSED');
  goOn();
  expect(await answer).toBe(200);
  await closed;
});
