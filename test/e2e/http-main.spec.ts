import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import request from 'supertest';

const MAIN = 'dist/apps/api/src/main.js';

const started = (settings: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [MAIN], {
    env: { ...process.env, NODE_OPTIONS: '', LEDGER_STORE: 'memory:', PORT: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

test.each([
  [{ HOST: '0.0.0.0' }, 2, 'nobody signs in yet'],
  [{ PORT: '65536' }, 2, 'PORT must be a port from 0 to 65535, not 65536'],
  [{ LEDGER_CLOCK: 'sundial' }, 2, 'LEDGER_CLOCK must be system or simulated, not sundial'],
  [{ LEDGER_STORE: 'paper:' }, 4, 'paper: is no address of a store'],
])('with %j it does not start, and says why', async (settings, code, why) => {
  const main = started(settings);
  const [told, [exitCode]] = await Promise.all([text(main.stderr!), once(main, 'exit')]);
  expect(exitCode).toBe(code);
  expect(told).toContain(why);
  expect(told).not.toContain('"stack"');
});

test.each(['SIGTERM', 'SIGINT'] as const)('it serves until %s, and then stops in order', async (signal) => {
  const main = started({ LEDGER_CLOCK: 'simulated' });
  const [line] = (await once(main.stderr!, 'data')) as [Buffer];
  const { url, clock, store } = JSON.parse(line.toString());
  expect([clock, store]).toEqual(['simulated', 'memory:']);
  await request(url).get('/health/ready').expect(200);
  main.kill(signal);
  const [exitCode] = await once(main, 'exit');
  expect(exitCode).toBe(0);
});
