import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openLedger } from '../built.mjs';
import { factsOfTheYear } from '../events/facts-of-the-year.mjs';
import { recordSetUp } from '../events/generated-stores.mjs';
import { SMALL, sceneOf } from '../events/scene.mjs';
import { VoidRun } from '../measuring/void-run.mjs';
import { percentiles } from '../measuring/statistics.mjs';
import { imported } from '../peers.mjs';
import { served } from '../subjects/served.mjs';

export const TITLE = 'HTTP: the same commands by 64 clients through the API on loopback, and through the library';
export const subjects = ['embedded'];
export const FIGURES = {
  rate: { workload: 'HTTP', unit: 'commands/s' },
  p50: { workload: 'HTTP-p50', unit: 'ms' },
  p99: { workload: 'HTTP-p99', unit: 'ms' },
  libraryRate: { workload: 'HTTP-library', unit: 'commands/s' },
  libraryP50: { workload: 'HTTP-library-p50', unit: 'ms' },
  libraryP99: { workload: 'HTTP-library-p99', unit: 'ms' },
};
export const inShort = ({ rate, p99, libraryRate, libraryP99 }) =>
  `${Math.round(rate)} commands/s, p99 ${p99.toFixed(1)} ms; library ${Math.round(libraryRate)} commands/s, p99 ${libraryP99.toFixed(1)} ms`;

const CLIENTS = 64;
const COMMANDS = { full: 12_800, quick: 640 };
/** Before the clock starts, for each client. */
const WARM_UP = 5;

/** autocannon, which asks over HTTP. */
export const prepare = async ({ stage }) => ({ autocannon: await stage.peers('autocannon') });

export async function measure({ folder, quick, context }) {
  const clients = clientsCommands(quick ? COMMANDS.quick : COMMANDS.full);
  const library = await throughLibrary(join(folder, 'library.db'), clients);
  const http = await throughHttp(join(folder, 'http.db'), folder, clients, context.autocannon);
  return { ...http, libraryRate: library.rate, libraryP50: library.p50, libraryP99: library.p99 };
}

/** Commands of an account each: those of a client are of practices of its own. */
function clientsCommands(count) {
  const scene = sceneOf(SMALL);
  const clients = Array.from({ length: CLIENTS }, () => []);
  const [year] = scene.years;
  const clientOf = new Map(scene.practices.map(({ code }, index) => [`account-${code}-${year}`, index % CLIENTS]));
  const each = Math.ceil(count / CLIENTS) + WARM_UP;
  const facts = factsOfTheYear(scene, { events: 4 * CLIENTS * each, rows: 'all', exponent: 0 });
  for (const { stream, command, with: fields } of facts) {
    const own = clients[clientOf.get(stream)];
    // a command that names nothing new may be given to both stores, and again
    if (own && own.length < each && command === 'RecordActuals') own.push({ command, with: fields });
  }
  if (clients.some((own) => own.length < each)) throw new RangeError('a client has too few commands');
  return clients;
}

async function prepared(path) {
  const ledger = await openLedger(`embedded:${path}`);
  await recordSetUp(ledger, sceneOf(SMALL), 'now');
  return ledger;
}

async function throughLibrary(path, clients) {
  const ledger = await prepared(path);
  const times = [];
  const give = async (commands) => {
    for (const order of commands) {
      const began = performance.now();
      await ledger.recorder.record(order);
      times.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(clients.map((commands) => give(commands.slice(0, WARM_UP))));
    times.length = 0;
    const before = await ledger.store.head();
    const began = performance.now();
    await Promise.all(clients.map((commands) => give(commands.slice(WARM_UP))));
    const seconds = (performance.now() - began) / 1_000;
    mustHaveGrown(before, await ledger.store.head(), times.length);
    return { rate: times.length / seconds, ...percentiles(times) };
  } finally {
    await ledger.close();
  }
}

function mustHaveGrown(before, after, commands) {
  const grown = Number(after.position - before.position);
  if (grown !== commands) throw new VoidRun(`${commands} commands were acknowledged; ${grown} events were recorded`);
}

async function throughHttp(path, folder, clients, peers) {
  const filled = await prepared(path);
  const before = await filled.store.head();
  await filled.close();
  const { default: autocannon } = await imported(peers, 'autocannon');
  const server = await served(path, folder);
  let told;
  try {
    await shot(
      autocannon,
      server.url,
      clients.map((commands) => commands.slice(0, WARM_UP)),
    );
    told = await shot(
      autocannon,
      server.url,
      clients.map((commands) => commands.slice(WARM_UP)),
    );
  } finally {
    await server.stop();
  }
  const ledger = await openLedger(`embedded:${path}`);
  mustHaveGrown(before, await ledger.store.head(), clients.flat().length);
  await ledger.close();
  return told;
}

/** @throws VoidRun unless every command was answered by 201 */
async function shot(autocannon, url, clients) {
  const amount = clients.flat().length;
  let next = 0;
  const result = await autocannon({
    url,
    connections: CLIENTS,
    amount,
    setupClient(client) {
      client.setRequests(clients[next].map(requestOf));
      next += 1;
    },
  });
  if (result['2xx'] !== amount || result.errors > 0) {
    throw new VoidRun(`${result['2xx']} of ${amount} commands were answered by 2xx; ${result.errors} had no answer`);
  }
  const { p50, p99 } = result.latency;
  return { rate: amount / result.duration, p50, p99 };
}

const requestOf = ({ command, with: fields }) => ({
  method: 'POST',
  path: `/api/v1/commands/${command}`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(fields),
});
