import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../../apps/cli/ledger.js', import.meta.url));
const SERVED = /is served at (http:\/\/\S+)\n/;
/** What the one who runs this has set for other ledgers. */
const NOT_ITS_OWN = /^(LEDGER_.*|NODE_OPTIONS|HOST|PORT|DATABASE_URL)$/;

/**
 * `ledger serve` on a free port of loopback, as a user starts it: with its views and its pages.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function served(path, folder) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_ITS_OWN.test(name)));
  const flags = ['--max-semi-space-size=64', LAUNCHER, 'serve', '--port', '0', '--store', `embedded:${path}`];
  const child = spawn(process.execPath, flags, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const url = await new Promise((resolve, reject) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const found = SERVED.exec(said)?.[1];
      if (found) resolve(found);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
    child.once('close', () => reject(new Error(`the ledger was not served: ${said}`)));
  });
  await ready(url);
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const LOOK_AGAIN_MS = 50;

/** Until the ledger says that it takes commands and that its views have caught up. */
async function ready(url) {
  while ((await statusOf(`${url}/health/ready`)) !== 200) await pause(LOOK_AGAIN_MS);
}

function statusOf(url) {
  return new Promise((resolve, reject) => {
    const asked = get(url, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', reject);
  });
}
