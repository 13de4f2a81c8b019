import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** In node_modules, where neither git nor a check of ours looks. */
export const DEFAULT_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/ledger-bench/', import.meta.url));

/**
 * What is installed beside us, by set: exact versions, none of them a dependency of ours. Those of Emmett are pairs that
 * match: emmett-sqlite after 0.38.5 asks for an emmett that was never published.
 */
export const PEER_SETS = {
  'emmett-sqlite': {
    '@event-driven-io/emmett': '0.38.5',
    '@event-driven-io/emmett-sqlite': '0.38.5',
    sqlite3: '5.1.7',
  },
  'emmett-postgresql': {
    '@event-driven-io/emmett': '0.42.0',
    '@event-driven-io/emmett-postgresql': '0.42.0',
    '@event-driven-io/pongo': '0.16.11',
  },
  autocannon: { autocannon: '8.0.0' },
};

/** A peer that cannot be had here. The message says why. */
export class NotToBeHad extends Error {}

/** How long npm may take, in milliseconds: a package without a prebuilt binary is compiled. */
const INSTALL_LIMIT_MS = 600_000;

/**
 * Installs a set where it is not installed yet.
 * @param {keyof typeof PEER_SETS} set
 * @param {{ folder: string, say: (line: string) => void }} options
 * @throws NotToBeHad
 */
export async function installed(set, { folder, say }) {
  const own = join(folder, set);
  const dependencies = PEER_SETS[set];
  if (isWhole(own, dependencies)) return own;
  const compiled =
    'sqlite3' in dependencies ? '; sqlite3 is compiled where no prebuilt binary can be had, about 50 s' : '';
  say(`installing ${named(set)} in ${own}${compiled}`);
  mkdirSync(own, { recursive: true });
  const about = { name: `ledger-bench-${set}`, version: '1.0.0', private: true, dependencies };
  writeFileSync(join(own, 'package.json'), `${JSON.stringify(about, undefined, 2)}\n`);
  await npmInstall(own);
  if (!isWhole(own, dependencies)) throw new NotToBeHad(`${own} lacks a part of ${named(set)}`);
  return own;
}

/** Its packages with their versions. */
export const named = (set) =>
  Object.entries(PEER_SETS[set])
    .map(([name, version]) => `${name}@${version}`)
    .join(' ');

function isWhole(own, dependencies) {
  return Object.entries(dependencies).every(([name, version]) => {
    const manifest = join(own, 'node_modules', name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  });
}

function npmInstall(cwd) {
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: INSTALL_LIMIT_MS,
    });
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (said += chunk));
    npm.once('error', (error) => reject(new NotToBeHad(`npm cannot be started: ${error.message}`)));
    npm.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new NotToBeHad(`npm install ended with ${code}: ${lastLines(said)}`));
    });
  });
}

const lastLines = (text) => text.trim().split('\n').slice(-3).join(' ');

/**
 * A package of a set that is installed.
 * @param {string} own   the set's folder
 * @param {string} name  of the package
 */
export function imported(own, name) {
  const path = createRequire(join(own, 'package.json')).resolve(name);
  return import(pathToFileURL(path).href);
}
