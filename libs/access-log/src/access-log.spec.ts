import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'libsql';
import type { AccessLog, AccessQuery, Look } from '#event-store';
import { instantOfMs, type Instant } from '#kernel';
import { checkAccessLog, copyAccessLog, openAccessLog, type AccessLogOptions } from './index.js';

let folder: string;
const warned: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-log-'));
  warned.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name = 'ledger.db.access') => join(folder, name);
const AT = '2007-11-15T09:00:00.000Z';

const opened = (options: Partial<AccessLogOptions> = {}): AccessLog =>
  openAccessLog({ path: file(), clock: () => AT, warn: (message) => warned.push(message), ...options });

const look = (of: Partial<Look> = {}): Look => ({
  actor: 'a.regulator',
  organisation: 'Q39',
  way: 'API',
  question: 'entitlement',
  asked: { holder: 'A99001', year: '2007-08' },
  outcome: 'ANSWERED',
  code: null,
  rowCount: 1,
  answerPosition: 7,
  ...of,
});

const query = (of: Partial<AccessQuery> = {}): AccessQuery => ({ descending: false, limit: 100, ...of });

/** Closed, with so many looks in it, by one actor each. */
async function kept(looks: number, options: Partial<AccessLogOptions> = {}): Promise<void> {
  const log = opened(options);
  for (let number = 1; number <= looks; number += 1) log.looked(look({ actor: `reader-${number}` }));
  await log.close();
}

function tampered(sql: string): void {
  const db = new Database(file());
  db.exec(sql);
  db.close();
}

const numbersIn = async (log: AccessLog, of: Partial<AccessQuery>) =>
  (await log.page(query(of))).entries.map(({ number }) => number);

test('a look is kept with what it was about, and is there when it is asked for', async () => {
  const log = opened();
  log.looked(look());
  const { entries, upTo, next, upToHash } = await log.page(query());
  expect(entries).toEqual([
    {
      ...{ number: 1, at: AT, actor: 'a.regulator', organisation: 'Q39', unverified: true, way: 'API' },
      ...{ question: 'entitlement', holder: 'A99001', commissioner: null, year: '2007-08', subject: null },
      ...{ asked: ['holder=A99001', 'year=2007-08'], outcome: 'ANSWERED', code: null, rowCount: 1, answerPosition: 7 },
    },
  ]);
  expect({ upTo, next }).toEqual({ upTo: 1, next: null });
  expect(upToHash).toMatch(/^[0-9a-f]{64}$/);
  await log.close();
  expect(await checkAccessLog(file())).toEqual({ entries: 1, findings: [] });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('nothing is made before the first look, and a clean end leaves all in one file', async () => {
  const log = opened();
  await log.close();
  expect(existsSync(file())).toBe(false);
  expect(await checkAccessLog(file())).toBeUndefined();
  await kept(1200); // more than one transaction takes
  expect(statSync(`${file()}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  expect(await checkAccessLog(file())).toEqual({ entries: 1200, findings: [] });
  await kept(1);
  expect((await checkAccessLog(file()))?.entries).toBe(1201);
});

test('pages go either way, and are the same for ever up to a number', async () => {
  await kept(5);
  const log = opened();
  expect(await numbersIn(log, { limit: 2 })).toEqual([1, 2]);
  expect(await numbersIn(log, { after: 2, limit: 2 })).toEqual([3, 4]);
  const newest = await log.page(query({ descending: true, limit: 2 }));
  expect([newest.entries.map(({ number }) => number), newest.next, newest.upTo]).toEqual([[5, 4], 4, 5]);
  log.looked(look());
  const again = await log.page(query({ descending: true, limit: 2, upTo: 5 }));
  expect(again).toEqual(newest);
  expect(await numbersIn(log, { descending: true, after: 2, limit: 2 })).toEqual([1]);
  await log.close();
});

test('looks are found by who, about whom, what, when and what came of it', async () => {
  let at: Instant = AT;
  const log = opened({ clock: () => at });
  log.looked(look({ asked: { commissioner: '5X1', dispute: 'D1' }, question: 'dispute', answerPosition: 20 }));
  at = '2007-11-16T09:00:00.000Z';
  log.looked(look({ actor: 'other', way: 'CLI', outcome: 'REFUSED', code: 'INVALID', answerPosition: null }));
  for (const [of, numbers] of [
    [{ actor: 'other' }, [2]],
    [{ holder: 'A99001' }, [2]],
    [{ commissioner: '5X1' }, [1]],
    [{ subject: 'D1' }, [1]],
    [{ question: 'dispute' }, [1]],
    [{ way: 'CLI' }, [2]],
    [{ outcome: 'REFUSED' }, [2]],
    [{ from: at }, [2]],
    [{ to: AT }, [1]],
    [{ position: 19 }, [2]],
    [{ position: 20 }, [1, 2]],
    [{ actor: 'other', holder: 'A99002' }, []],
  ] as const)
    expect([of, await numbersIn(log, of)]).toEqual([of, numbers]);
  await log.close();
});

test('what is rare is found without a reading of what is common', async () => {
  let at: Instant = AT;
  const log = opened({ clock: () => at });
  const rare = { question: 'rare', way: 'CLI', outcome: 'FAILED', holder: 'A99002' } as const;
  const { holder, ...of } = rare;
  log.looked(look({ ...of, asked: { holder }, answerPosition: 3 }));
  at = '2007-11-16T09:00:00.000Z';
  for (let number = 0; number < 3_000; number += 1) log.looked(look({ way: number % 2 === 0 ? 'API' : 'PAGE' }));
  await log.page(query());
  for (const filter of [
    ...Object.entries(rare).map(([name, value]) => ({ [name]: value })),
    { position: 3 },
    { to: AT },
  ])
    for (const descending of [false, true])
      for (const common of [{}, { actor: 'a.regulator' }, { actor: 'a.regulator', from: AT, position: 9 }])
        expect([filter, await numbersIn(log, { ...common, ...filter, descending })]).toEqual([filter, [1]]);
  expect(await numbersIn(log, { actor: 'a.regulator', way: 'API', from: at, position: 7, limit: 2 })).toEqual([2, 4]);
  expect(await numbersIn(log, { to: at, position: 7, descending: true, limit: 2 })).toEqual([3001, 3000]);
  await log.close();
});

test('whoever asks at length, or half a character, fills no disk and breaks no file', async () => {
  const log = opened();
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field${index}`, 'x'.repeat(5_000)]));
  log.looked(look({ asked: { holder: '\ud800', ...many } }));
  const [entry] = (await log.page(query())).entries;
  expect(entry!.asked).toHaveLength(24);
  expect(entry!.asked[1]).toHaveLength(201);
  await log.close();
  expect((await checkAccessLog(file()))?.findings).toEqual([]);
});

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test('what nests deeply or is no JSON is spelt as far as it is kept', async () => {
  const log = opened();
  log.looked(
    look({ asked: { suppose: deep(5_000), holder: ['A99001'], year: 2007, wide: [{ a: [1, 'x'], b: undefined }] } }),
  );
  log.looked(look({ asked: { size: 1n } }));
  const { entries } = await log.page(query());
  expect(entries[0]).toMatchObject({ holder: null, year: '2007' });
  expect(entries[0]!.asked).toEqual([
    `suppose=${'['.repeat(192)}…`,
    'holder=["A99001"]',
    'year=2007',
    'wide=[{"a":[1,"x"]}]',
  ]);
  expect(entries[1]!.asked).toEqual(['size=…']);
  await log.close();
});

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('what waits holds nothing of a long request', async () => {
  mkdirSync(file());
  const log = opened();
  const before = heapInUse();
  for (let number = 0; number < 300; number += 1)
    log.looked(
      look({ asked: { holder: `${number}`.padEnd(500_000), suppose: JSON.parse(`["${'x'.repeat(500_000)}"]`) } }),
    );
  expect(heapInUse() - before).toBeLessThan(50_000_000);
  rmSync(file(), { recursive: true });
  await log.close();
});

test('a look that cannot be an entry holds back no other, and is counted on record', async () => {
  for (const path of [file(), ':memory:']) {
    const log = opened({ path });
    log.looked(look({ actor: 'before' }));
    log.looked(look({ rowCount: Number.NaN }));
    log.looked(look({ asked: null as unknown as Look['asked'] }));
    log.looked(look({ actor: 'after' }));
    const { entries } = await log.page(query());
    expect(entries).toMatchObject([{ actor: 'before' }, { actor: 'after' }, { outcome: 'LOST', rowCount: 2 }]);
    expect(log.status()).toEqual({ waiting: 0, lost: 0, reason: undefined });
    await log.close();
  }
  expect(await checkAccessLog(file())).toEqual({ entries: 3, findings: [] });
  expect(warned).toEqual([]);
});

test('the NHS number of a patient is withheld wherever it was given', async () => {
  const log = opened();
  const number = '943 476 5919';
  log.looked(
    look({
      ...{ question: `letter ${number}`, actor: number, organisation: number },
      asked: {
        ...{ holder: number, commissioner: number, year: number, subject: `of ${number}`, NHS: '9434765919' },
        ...{ nested: [{ reason: `\n${number}` }], named: { [number]: 1 }, counted: { NHS: 9434765919 }, [number]: 'x' },
        ...{ late: `${'x '.repeat(95)}${number}`, other: '943 476 5918' },
      },
    }),
  );
  const [entry] = (await log.page(query())).entries;
  const withheld = '(withheld)';
  expect(entry).toMatchObject({
    ...{ question: withheld, actor: withheld, organisation: withheld },
    holder: withheld,
    commissioner: withheld,
    year: withheld,
    subject: withheld,
  });
  expect(entry!.asked).toEqual([
    ...['holder', 'commissioner', 'year', 'subject', 'NHS', 'nested', 'named', 'counted'].map(
      (name) => `${name}=${withheld}`,
    ),
    ...[withheld, `late=${withheld}`, 'other=943 476 5918'],
  ]);
  await log.close();
});

test('on a simulated clock looks keep their order, and their time never goes back', async () => {
  const times = ['2007-11-15T09:00:00.000Z', '2007-11-14T09:00:00.000Z'];
  const log = opened({ clock: async () => times.shift()! });
  log.looked(look({ actor: 'first' }));
  log.looked(look({ actor: 'second' }));
  const { entries } = await log.page(query());
  expect(entries.map(({ actor, at }) => [actor, at])).toEqual([
    ['first', AT],
    ['second', AT],
  ]);
  await log.close();
});

test('two processes write one chain', async () => {
  const [one, other] = [opened(), opened()];
  for (let turn = 0; turn < 3; turn += 1)
    for (const log of [one, other]) {
      log.looked(look());
      await log.page(query());
    }
  await one.close();
  await other.close();
  expect(await checkAccessLog(file())).toEqual({ entries: 6, findings: [] });
});

test.each([
  ['altered', `UPDATE entry SET body = replace(body, 'reader-3', 'reader-9') WHERE number = 3`, [3]],
  ['taken out', 'DELETE FROM entry WHERE number = 3', [3]],
  ['taken out together', 'DELETE FROM entry WHERE number IN (2, 3)', [2]],
  ['taken from the end', 'DELETE FROM entry WHERE number > 3', [undefined]],
  ['taken from the beginning', 'DELETE FROM entry WHERE number = 1', [1]],
  ['put in', `INSERT INTO entry (number, body, hash) SELECT 6, body, hash FROM entry WHERE number = 5`, [6, undefined]],
])('a look that was %s is found', async (_what, sql, found) => {
  await kept(5);
  tampered(sql);
  const { findings } = (await checkAccessLog(file()))!;
  expect(findings.map(({ number }) => number)).toEqual(found);
});

test('an altered look is never told, and the chain goes on so that the gap stays', async () => {
  await kept(3);
  tampered('DELETE FROM entry WHERE number > 1');
  await kept(1);
  expect((await checkAccessLog(file()))!.findings).toEqual([{ number: 2, detail: 'to 3 are missing' }]);
  const log = opened();
  await expect(log.page(query())).rejects.toThrow('look 4 of the access log');
  await log.close();
});

test('a copy is of one moment, also while the log is written, and writes nothing over', async () => {
  const log = opened();
  log.looked(look());
  await log.page(query());
  expect(await copyAccessLog(file(), file('copy'))).toEqual({ entries: 1, findings: [] });
  log.looked(look());
  await log.close();
  await expect(copyAccessLog(file(), file('copy'))).rejects.toThrow('is there already');
  expect((await checkAccessLog(file('copy')))?.entries).toBe(1);
  expect(await copyAccessLog(file('none'), file('of-none'))).toBeUndefined();
});

test('what cannot be written is told, waits, and is kept once it can be', async () => {
  mkdirSync(file()); // a folder in its place
  const log = opened();
  log.looked(look());
  await expect(log.page(query())).rejects.toThrow('cannot be used');
  expect(log.status()).toMatchObject({ waiting: 1, lost: 0, reason: expect.any(String) });
  expect(warned).toEqual([expect.stringContaining('answers go on')]);
  rmSync(file(), { recursive: true });
  expect((await log.page(query())).entries).toHaveLength(1);
  expect(log.status()).toEqual({ waiting: 0, lost: 0, reason: undefined });
  await log.close();
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await waited(20);
}

test('a sync that failed is tried again by itself', async () => {
  const log = opened();
  log.looked(look());
  await log.page(query());
  await waited(100); // until it is synced
  renameSync(`${file()}-wal`, file('aside'));
  symlinkSync(`${file()}-wal`, `${file()}-wal`); // in its place what cannot be opened
  log.looked(look());
  await log.page(query());
  await until(() => log.status().reason !== undefined);
  expect(log.status().waiting).toBe(0);
  renameSync(file('aside'), `${file()}-wal`);
  await until(() => log.status().reason === undefined);
  expect(warned).toHaveLength(1);
  await log.close();
});

test('a look that comes while the log closes opens nothing again', async () => {
  let tell: (at: Instant) => void = () => undefined;
  const log = opened({ clock: () => new Promise<Instant>((resolve) => (tell = resolve)) });
  log.looked(look());
  const told = tell;
  const closed = log.close();
  log.looked(look());
  told(AT);
  await closed;
  tell(AT);
  await waited(600);
  expect(log.status().waiting).toBe(0);
  await expect(log.page(query())).rejects.toThrow('closed');
  expect(await checkAccessLog(file())).toEqual({ entries: 1, findings: [] });
});

test('more than can wait are counted, and the log says how many are not in it', async () => {
  mkdirSync(file());
  const log = opened();
  for (let number = 0; number < 20_005; number += 1) log.looked(look());
  await expect(log.page(query())).rejects.toThrow();
  expect(log.status()).toMatchObject({ waiting: 20_000, lost: 5 });
  rmSync(file(), { recursive: true });
  const { entries } = await log.page(query({ outcome: 'LOST' }));
  expect(entries).toMatchObject([{ question: 'lost', rowCount: 5 }]);
  await log.close();
  expect(await checkAccessLog(file())).toEqual({ entries: 20_001, findings: [] });
});

test('a clean end that cannot keep what is waiting says how many looks are lost', async () => {
  writeFileSync(file(), 'this is no database, but a text of some length');
  await kept(3);
  expect(warned.at(-1)).toMatch(/^3 looks were not kept/);
});

test('a log in memory ends with the process', async () => {
  const log = opened({ path: ':memory:', clock: () => instantOfMs(0) });
  log.looked(look());
  expect((await log.page(query())).upTo).toBe(1);
  await log.close();
  log.looked(look());
  expect(warned).toEqual([]);
});
