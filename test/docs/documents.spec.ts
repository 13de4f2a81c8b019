import { readFileSync } from 'node:fs';
import { testWhere } from '#testing';
import { hasPostgres, PostgresServer } from '../conformance/postgres-server.js';
import { followed } from './followed.js';
import { hasCurl, Workplace } from './workplace.js';

/** For all documents together, in milliseconds. */
const LONGEST_MS = 240_000;
/** Where `npm run demo` keeps its ledger. */
const KEPT = 'data/demonstration';

/** Documents for readers, the longest first, by whether they begin with the demonstration: it is loaded once for all. */
const DOCUMENTS: Readonly<Record<string, { readonly isLoaded: boolean }>> = {
  'docs/start.md': { isLoaded: false },
  'docs/audit.md': { isLoaded: true },
  'docs/disputes.md': { isLoaded: true },
  'docs/finance.md': { isLoaded: true },
  'docs/development.md': { isLoaded: false },
  'docs/views.md': { isLoaded: true },
  'docs/stores.md': { isLoaded: true },
};
/** Begins a section that needs a server of its own. */
const IN_POSTGRES = '## In PostgreSQL\n';
const POSTGRES = 'docs/views.md, in PostgreSQL';
const DATABASE = 'postgres://ledger:secret@127.0.0.1:5432/ledger';

/** The part of the README that has commands for a ledger of one's own. */
const FIVE_MINUTES = /^## Five minutes[^]*?(?=^## )/m;

let loaded: Workplace;
let story = '';
const outcomes = new Map<string, Promise<number>>();

async function follow(text: string, isLoaded: boolean, prepare?: (workplace: Workplace) => void): Promise<number> {
  const workplace = new Workplace();
  try {
    if (isLoaded) workplace.bring(`${loaded.folder}/${KEPT}`, KEPT);
    prepare?.(workplace);
    return await followed(text, workplace);
  } finally {
    await workplace.leave();
  }
}

async function inPostgres(): Promise<number> {
  const server = await PostgresServer.started();
  try {
    const [, section] = readFileSync('docs/views.md', 'utf8').split(IN_POSTGRES);
    return await follow(section!, true, (workplace) => workplace.means(DATABASE, server.url()));
  } finally {
    server.destroy();
  }
}

const FOLLOWED: readonly (readonly [title: string, follow: () => Promise<number>])[] = [
  ...Object.entries(DOCUMENTS).map(
    ([document, { isLoaded }]) =>
      [document, () => follow(readFileSync(document, 'utf8').split(IN_POSTGRES)[0]!, isLoaded)] as const,
  ),
  ['README.md', () => follow(FIVE_MINUTES.exec(readFileSync('README.md', 'utf8'))![0], false)],
  ...(hasPostgres ? [[POSTGRES, inPostgres] as const] : []),
];

/** Most of what a document takes is the start of processes: some are followed side by side. */
async function followAll(waiting: (typeof FOLLOWED)[number][]): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [title, follow] = next;
    const outcome = follow();
    outcomes.set(title, outcome);
    await outcome.catch(() => undefined);
  }
}

if (hasCurl()) {
  beforeAll(async () => {
    loaded = new Workplace();
    story = (await loaded.run('npm run demo -- --once')).output;
    await loaded.run(`npm run ledger -- rebuild --store embedded:./${KEPT}/ledger.db`);
    const waiting = [...FOLLOWED];
    await Promise.all([followAll(waiting), followAll(waiting)]);
  }, LONGEST_MS);
  afterAll(() => Workplace.leaveAll());
}

const testWithCurl = testWhere('curl', hasCurl(), 'there is no curl here');
for (const title of [...Object.keys(DOCUMENTS), 'README.md'])
  testWithCurl(`${title}, followed to its end`, async () => expect(await outcomes.get(title)).toBeGreaterThan(0));

const testInPostgres = hasCurl()
  ? testWhere('postgres', hasPostgres, 'there is no PostgreSQL server here')
  : testWithCurl;
testInPostgres(POSTGRES, async () => expect(await outcomes.get(POSTGRES)).toBe(4));

testWithCurl('README.md shows what the demonstration prints', () => {
  const [, shown] = /```text\n([^]*?)\n```/.exec(readFileSync('README.md', 'utf8'))!;
  expect(story).toContain(shown);
});
