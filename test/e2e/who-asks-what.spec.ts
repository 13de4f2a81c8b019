import { readFileSync, writeFileSync } from 'node:fs';
import request from 'supertest';
import { readScenario, runScenario } from '#exchange';
import { openLedger, openViews } from '#ledger';
import { startServer } from '../../apps/api/src/index.js';
import { WHO_ASKS } from '../../apps/dashboard/src/asking/who-asks.js';
import { asTable, type Asked } from './asked-of-a-ledger.js';
import { ledger as cli, temporaryFolder } from './cli-in-process.js';
import { SILENT } from './http-served.js';
import { ASKERS, STORY } from './who-asks-what.js';

const PAGE = 'docs/who-asks-what.md';
const LONGEST_WAIT_MS = 10_000;

const folder = temporaryFolder();
let url: string;
let position: number;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const ledger = await openLedger(folder.store(), { clock: 'simulated' });
  const { step } = await runScenario(ledger, readScenario(readFileSync(STORY, 'utf8')));
  expect(step).toBeUndefined();
  const { views, close } = await openViews(ledger);
  const server = await startServer({ ledger, views, port: 0, log: SILENT });
  views.start();
  closing.push(
    () => server.close(),
    close,
    () => ledger.close(),
  );
  ({ url } = server);
  position = Number((await ledger.store.head()).position);
  expect(await views.reach(position, LONGEST_WAIT_MS)).toBe(true);
});
afterAll(async () => {
  for (const close of closing) await close();
  folder.remove();
});

const byHttp = async ({ http, body }: Asked): Promise<object> => {
  const call = body === undefined ? request(url).get(http) : request(url).post(http).send(body);
  return (await call.expect(200)).body as object;
};

async function byCommandLine(words: readonly string[]): Promise<object> {
  const { code, out, err } = await cli([...words, '--server', url, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as object;
}

describe.each(ASKERS)('$who', ({ rows }) => {
  test.each(rows)('$says', async ({ asked }) => {
    for (const each of asked) {
      const answer = await byHttp(each);
      expect(answer).toMatchObject(each.is);
      for (const part of each.holds ?? []) expect(JSON.stringify(answer)).toContain(part);
      if (each.cli) expect(await byCommandLine(each.cli)).toEqual(answer);
    }
  });
});

describe('has anything been altered or removed?', () => {
  test('the log has no gap, and the check reads every event', async () => {
    const { body } = await request(url).get('/api/v1/events?limit=1000').expect(200);
    const events = body.events as { readonly stream: string; readonly revision: number; readonly position: number }[];
    expect(events.map((event) => event.position)).toEqual(Array.from({ length: position }, (_, index) => index + 1));
    const next = new Map<string, number>();
    for (const { stream, revision } of events) {
      expect({ stream, revision }).toEqual({ stream, revision: next.get(stream) ?? 0 });
      next.set(stream, revision + 1);
    }
    const { code, out } = await cli(['store', 'check', '--store', folder.store(), '--json']);
    expect({ code, told: JSON.parse(out) }).toMatchObject({ code: 0, told: { events: position } });
  });
});

test('every question that the pages lead to is asked here, by what answers it there', () => {
  for (const { who, asks } of WHO_ASKS) {
    const { rows } = ASKERS.find((asker) => asker.who === who)!;
    for (const { says, question, page } of asks)
      expect(rows.map((row) => [row.says, row.by])).toContainEqual([says, question ?? page]);
  }
});

/** Without what aligns the columns of a table. */
const plain = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---');

test(`${PAGE} shows every way to ask (UPDATE_DOCS=1 writes its tables anew)`, () => {
  let page = readFileSync(PAGE, 'utf8');
  if (process.env['UPDATE_DOCS'] === '1') {
    for (const { who, rows } of ASKERS) {
      const from = page.indexOf(`## ${who}\n`) + `## ${who}\n`.length;
      page = `${page.slice(0, from)}\n${asTable(rows)}\n\n${page.slice(page.indexOf('## ', from))}`;
    }
    writeFileSync(PAGE, page);
  }
  for (const { who, rows } of ASKERS) expect(plain(page)).toContain(plain(`## ${who}\n\n${asTable(rows)}\n`));
});
