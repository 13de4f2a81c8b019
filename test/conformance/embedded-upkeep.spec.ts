import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import Database from 'libsql';
import { hashOf } from '#event-store';
import { openLedger } from '#ledger';
import { ledger } from '../e2e/cli-in-process.js';
import { copiesOfSoundStore } from './sound-store.js';

/** `ledger store check`, `backup` and `repair`, on a store that the ledger filled. */
let path: string;
let address: string;
const { folder, sound } = copiesOfSoundStore((copy) => {
  path = copy;
  address = `embedded:${copy}`;
});

let reports = 0;
const newReport = (): string => folder.path(`report-${++reports}.json`);

/** Changes an event as someone would who knows how its hash is made. */
function rewritten(position: number): void {
  const db = new Database(path);
  const columns = 'id, type, version, stream, revision, data, metadata';
  const [row] = db.prepare(`SELECT ${columns} FROM event WHERE position = ?`).raw().all(position) as [
    [string, string, number, string, number, string, string],
  ];
  const [id, type, version, stream, revision, dataJson, metadataJson] = row;
  const changed = dataJson.replace(/"name":"[^"]*"/, '"name":"Another"');
  const hash = hashOf({ id, type, version, stream, revision, dataJson: changed, metadataJson });
  db.close();
  tamperedWith(
    `UPDATE event SET data = '${changed.replaceAll("'", "''")}', hash = '${hash}' WHERE position = ${position}`,
  );
}

/** Does to the closed file what no ledger does. */
function tamperedWith(sql: string): void {
  const db = new Database(path);
  db.exec(`CREATE TEMP TABLE was AS SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`);
  const triggers = db.prepare(`SELECT sql FROM was`).raw().all() as [string][];
  db.exec('DROP TRIGGER event_no_UPDATE; DROP TRIGGER event_no_DELETE');
  db.exec(sql);
  for (const [trigger] of triggers.filter(([text]) => text.includes('event_no_'))) db.exec(trigger);
  db.close();
}

/** Lays the mark of a killed process beside the store. @returns the last position */
function markedAsKilled(): number {
  const db = new Database(path);
  const sql = 'SELECT position, hash FROM event ORDER BY position DESC LIMIT 1';
  const [[last, hash]] = db.prepare(sql).raw().all() as [[number, string]];
  db.close();
  const text = `${String(last).padStart(16, '0')} ${hash}`;
  const check16 = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(`${path}.acknowledged`, `${text} ${check16}\n`);
  return last;
}

const check = () => ledger(['store', 'check', '--store', address, '--json']);
const findings = async (): Promise<readonly { part: string; position?: number; detail: string }[]> =>
  JSON.parse((await check()).out).findings;

async function eventsOf(at: string): Promise<string> {
  const { out, err } = await ledger(['events', '--store', at, '--all', '--json']);
  expect(err).toBe('');
  return out;
}

describe('store check', () => {
  test('finds nothing in a sound store, and changes nothing', async () => {
    const before = readFileSync(path);
    const { code, out } = await ledger(['store', 'check', '--store', address]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Checked \d+ events: all as they were written\.\nSealed texts: 2 open\.\nRoot [0-9a-f]{64}$/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.each([
    ['a figure', `UPDATE event SET data = replace(data, '0', '9') WHERE position = 3`, 'event', 3],
    ['an event taken out', 'DELETE FROM event WHERE position = 4', 'event', 4],
    ['an effective time', 'UPDATE event SET effective_at = effective_at + 1 WHERE position = 5', 'event', 5],
    ['a claim taken away', `DELETE FROM claim WHERE position = 2`, 'claim', 2],
    ['a claim of nothing', `INSERT INTO claim VALUES ('label', 'x', 'c', 'case-none', 1)`, 'claim', 1],
    ['a directory entry taken away', 'DELETE FROM directory WHERE position = 1', 'directory', 1],
    ['a directory entry of nothing', `INSERT INTO directory VALUES ('about:X', 'case-none', 1)`, 'directory', 1],
  ])('finds %s', async (_, sql, part, position) => {
    tamperedWith(sql);
    expect((await check()).code).toBe(1);
    expect(await findings()).toContainEqual(expect.objectContaining({ part, position }));
  });

  test('comes to an end where a damaged claim points far beyond a damaged log', async () => {
    tamperedWith(`INSERT INTO claim VALUES ('label', 'x', 'c', 'case-none', 1000000000000000)`);
    const bytes = readFileSync(path);
    const page = Math.floor(bytes.indexOf('"commandId"') / 4096) * 4096;
    writeFileSync(path, bytes.fill(0xff, page, page + 1));
    expect((await findings()).filter(({ part }) => part === 'event').length).toBeGreaterThan(0);
  });

  test('finds a history that was written anew with hashes that fit', async () => {
    const db = new Database(path);
    const [[events]] = db.prepare('SELECT count(*) FROM event').raw().all() as [[number]];
    db.close();
    rewritten(1);
    expect(await findings()).toEqual([
      expect.objectContaining({
        part: 'checkpoint',
        detail: expect.stringContaining(`the first ${events} events hash otherwise`),
      }),
    ]);
  });

  test('works while the store is in use, and names what is not there', async () => {
    const held = await openLedger(address, { clock: 'simulated' });
    expect((await check()).code).toBe(0);
    await held.close();
    expect(await ledger(['store', 'check', '--store', folder.store('none.db')])).toMatchObject({ code: 4 });
    expect(await ledger(['store', 'check', '--store', 'memory:'])).toMatchObject({ code: 4 });
    expect(existsSync(folder.path('none.db'))).toBe(false);
  });

  test('tells a damaged store from what never was one', async () => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill('x', 0, 100));
    expect(await findings()).toContainEqual(expect.objectContaining({ part: 'file' }));
    for (const suffix of ['.checkpoint', '.keyring']) rmSync(path + suffix);
    expect(await check()).toMatchObject({ code: 4, err: expect.stringContaining(path) });
  });
});

describe('what is no store is unavailable, by name, and stays as it is:', () => {
  const text = 'Dear Sir or Madam,\n';
  const otherDatabase = (file: string) => {
    const db = new Database(file);
    db.exec('CREATE TABLE budget (pence INTEGER)');
    db.close();
  };
  test.each([
    ['a folder', (file: string) => mkdirSync(file), 'is a folder, and a store is a file'],
    ['a short text', (file: string) => writeFileSync(file, text), 'is not a ledger store'],
    ['a long text', (file: string) => writeFileSync(file, text.repeat(300)), 'is not a ledger store'],
    ['an empty file', (file: string) => writeFileSync(file, ''), 'is not a ledger store'],
    ['a database of another program', otherDatabase, 'is not a ledger store'],
    ['a link to itself', (file: string) => symlinkSync(file, file), 'is a link that leads back to itself'],
  ])('%s', async (_, make, why) => {
    const other = `${path}.other`;
    make(other);
    const looked = lstatSync(other).mtimeMs;
    const report = newReport();
    for (const words of [['check'], ['repair', '--report', report], ['backup', '--to', newReport()]]) {
      const { code, out, err } = await ledger(['store', ...words, '--store', `embedded:${other}`]);
      expect([code, out]).toEqual([4, '']);
      expect(err).toContain(other);
      expect(err).toContain(why);
    }
    expect(existsSync(report)).toBe(false);
    expect(lstatSync(other).mtimeMs).toBe(looked);
  });
});

describe('store backup', () => {
  let copies = 0;
  const newCopy = (): string => folder.path(`backup-${++copies}.db`);

  test('copies a store in use, with its keys, into a store that opens', async () => {
    const held = await openLedger(address, { clock: 'simulated' });
    const to = newCopy();
    const { code, out } = await ledger(['store', 'backup', '--store', address, '--to', to]);
    await held.close();
    expect(code).toBe(0);
    expect(out).toContain(to);
    expect(statSync(`${to}.keyring`).mode & 0o777).toBe(0o600);
    expect(await eventsOf(`embedded:${to}`)).toBe(await eventsOf(address));
    expect(await ledger(['store', 'check', '--store', `embedded:${to}`])).toMatchObject({ code: 0 });
  });

  test('leaves the keyring out when asked', async () => {
    const to = newCopy();
    expect((await ledger(['store', 'backup', '--store', address, '--to', to, '--without-keyring'])).code).toBe(0);
    expect([to, `${to}.checkpoint`, `${to}.keyring`].map((file) => existsSync(file))).toEqual([true, true, false]);
  });

  test('writes over nothing', async () => {
    const to = folder.write('taken.db', 'mine');
    const { code, err } = await ledger(['store', 'backup', '--store', address, '--to', to]);
    expect([code, err]).toEqual([4, expect.stringContaining('is there already')]);
    expect(readFileSync(to, 'utf8')).toBe('mine');
  });

  test('names the place that takes no file, and not the store', async () => {
    const { code, err } = await ledger(['store', 'backup', '--store', address, '--to', '/proc/x.db']);
    expect([code, err]).toEqual([4, expect.stringContaining('/proc/x.db')]);
    expect(err).not.toContain(path);
  });

  test('of a damaged store leaves nothing behind', async () => {
    tamperedWith(`UPDATE event SET data = '{}' WHERE position = 3`);
    const to = newCopy();
    const { code, err } = await ledger(['store', 'backup', '--store', address, '--to', to]);
    expect([code, err]).toEqual([4, expect.stringContaining('position 3')]);
    for (const suffix of ['', '.half', '.keyring', '.keyring.half', '.checkpoint'])
      expect(existsSync(to + suffix)).toBe(false);
  });
});

describe('store repair', () => {
  const repair = (report: string, ...words: readonly string[]) =>
    ledger(['store', 'repair', '--store', address, '--report', report, ...words]);

  test('changes nothing where nothing is wrong', async () => {
    const before = readFileSync(path);
    const report = newReport();
    expect(await repair(report)).toMatchObject({ code: 0, out: 'Nothing is wrong: nothing was changed.' });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ sound: true, findings: [], lost: [] });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('writes a damaged checkpoint anew', async () => {
    const before = readFileSync(`${path}.checkpoint`, 'utf8');
    writeFileSync(`${path}.checkpoint`, before.slice(0, 50));
    expect(await repair(newReport())).toMatchObject({ code: 0 });
    expect(readFileSync(`${path}.checkpoint`, 'utf8')).toBe(before);
  });

  test('makes claims, directory and indexes anew from the events, and keeps the store as it was', async () => {
    const events = await eventsOf(address);
    tamperedWith(
      `DELETE FROM claim; DELETE FROM directory; INSERT INTO claim VALUES ('label', 'x', 'c', 'case-none', 1)`,
    );
    const report = newReport();
    expect(await repair(report)).toMatchObject({ code: 0 });
    expect(await findings()).toEqual([]);
    expect(await eventsOf(address)).toBe(events);
    const { kept } = JSON.parse(readFileSync(report, 'utf8')) as { kept: string[] };
    expect(kept.every((file) => existsSync(file)) && kept.length > 0).toBe(true);
  });

  test('takes up a log without its lost end only when told to, and says what is lost', async () => {
    const db = new Database(path);
    const [[last]] = db.prepare('SELECT max(position) FROM event').raw().all() as [[number]];
    db.close();
    tamperedWith(`DELETE FROM event WHERE position > ${last - 2}`);
    const refused = newReport();
    expect(await repair(refused)).toMatchObject({ code: 1, out: expect.stringContaining('--accept-loss') });
    expect(JSON.parse(readFileSync(refused, 'utf8'))).toMatchObject({
      sound: false,
      lost: [{ from: last - 1, to: last, why: 'missing' }],
    });
    await expect(openLedger(address, { clock: 'simulated' })).rejects.toThrow(/shorter than it was/);
    expect(await repair(newReport(), '--accept-loss')).toMatchObject({ code: 0 });
    expect(await findings()).toEqual([]);
  });

  test('never closes a hole: it saves what can be read, and takes what is lost from a backup', async () => {
    const events = await eventsOf(address);
    tamperedWith(`DELETE FROM event WHERE position = 3; UPDATE event SET data = '{}' WHERE position = 5`);
    const report = newReport();
    expect(await repair(report, '--accept-loss')).toMatchObject({ code: 1 });
    const { saved, lost } = JSON.parse(readFileSync(report, 'utf8'));
    expect(lost).toEqual([
      { from: 3, to: 3, why: 'missing' },
      { from: 5, to: 5, why: 'damaged' },
    ]);
    expect(existsSync(saved)).toBe(true);
    expect(await repair(newReport(), '--backup', sound)).toMatchObject({ code: 0 });
    expect(await eventsOf(address)).toBe(events);
  });

  test('asks about a lost end that only the mark knows of, where the checkpoint is damaged', async () => {
    const last = markedAsKilled();
    writeFileSync(`${path}.checkpoint`, '{');
    tamperedWith(`DELETE FROM event WHERE position = ${last}; DELETE FROM directory WHERE position = ${last}`);
    tamperedWith('DELETE FROM claim WHERE position = 1');
    const report = newReport();
    expect(await repair(report)).toMatchObject({ code: 1, out: expect.stringContaining('--accept-loss') });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      sound: false,
      lost: [{ from: last, to: last, why: 'missing' }],
    });
  });

  test('asks about an end that nothing knows of, where the mark is damaged', async () => {
    const last = markedAsKilled();
    const mark = readFileSync(`${path}.acknowledged`, 'utf8');
    writeFileSync(`${path}.acknowledged`, mark.replace(' ', 'x'));
    const sentence = `whether events after ${last} were acknowledged and are lost cannot be told`;
    expect(await repair(newReport())).toMatchObject({ code: 1, out: expect.stringContaining(sentence) });
    expect(readFileSync(`${path}.acknowledged`, 'utf8')).toBe(mark.replace(' ', 'x'));
    const report = newReport();
    expect(await repair(report, '--accept-loss')).toMatchObject({ code: 0, out: expect.stringContaining(sentence) });
    expect(JSON.parse(readFileSync(report, 'utf8')).kept).toContainEqual(expect.stringMatching(/\.acknowledged$/));
    expect(await findings()).toEqual([]);
    await (await openLedger(address, { clock: 'simulated' })).close();
  });

  test('takes no event from a backup with which the log would hash otherwise than its checkpoint', async () => {
    const [mine, other] = [path, folder.path('other.db')];
    copyFileSync(sound, other);
    path = other;
    rewritten(1);
    path = mine;
    tamperedWith(`UPDATE event SET data = '{}' WHERE position = 1`);
    for (const words of [[], ['--accept-loss']]) {
      const { code, out } = await repair(newReport(), '--backup', other, ...words);
      expect([code, out]).toEqual([1, expect.stringContaining('a backup of another log')]);
    }
    expect((await findings()).length).toBeGreaterThan(0);
    expect(await repair(newReport(), '--backup', sound)).toMatchObject({ code: 0 });
    expect(await findings()).toEqual([]);
  });

  test('gives events the effective time that the log gives them', async () => {
    const events = await eventsOf(address);
    tamperedWith('UPDATE event SET effective_at = effective_at + 1 WHERE position = 5');
    expect(await repair(newReport())).toMatchObject({ code: 0 });
    expect(await findings()).toEqual([]);
    expect(await eventsOf(address)).toBe(events);
  });

  test('needs the store for itself, and a report that is not there yet', async () => {
    const held = await openLedger(address, { clock: 'simulated' });
    const report = newReport();
    expect(await repair(report)).toMatchObject({ code: 4, err: expect.stringContaining('in use by') });
    await held.close();
    expect(existsSync(report)).toBe(false);
    expect(await repair(folder.write('report.json', 'mine'))).toMatchObject({ code: 2 });
  });
});
