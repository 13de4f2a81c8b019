import { existsSync, readFileSync } from 'node:fs';
import Database from 'libsql';
import { openLedger } from '#ledger';
import { startServer } from '../../apps/api/src/index.js';
import { EXIT } from '../../apps/cli/src/exit.js';
import { ledger, recordDeficit, temporaryFolder } from './cli-in-process.js';
import { SILENT } from './http-served.js';

let folder: ReturnType<typeof temporaryFolder>;
let store: string;
beforeEach(async () => {
  folder = temporaryFolder();
  store = folder.store();
  await recordDeficit(store);
});
afterEach(() => folder.remove());

type Look = Readonly<Record<string, unknown>>;
const looks = async (where: readonly string[] = ['--store', store], filter: readonly string[] = []) => {
  const { out, code } = await ledger(['ask', 'access-log', ...where, ...filter, '--sort', 'number', '--json']);
  expect(code).toBe(EXIT.done);
  return (JSON.parse(out) as { rows: readonly Look[] }).rows;
};

const ENTITLEMENT = ['ask', 'entitlement', '--holder', 'A99001', '--year', '2007-08'];
const BY = ['--asked-by', 'j.auditor', '--asked-for', 'Q39'];

test('who asked on the command line is kept, also of events and documents, and on a store that a server has open', async () => {
  expect((await ledger([...ENTITLEMENT, ...BY, '--store', store])).code).toBe(EXIT.done);
  await ledger(['events', '--limit', '3', ...BY, '--store', store]);
  const letter = folder.write('letter.txt', 'A letter.\n');
  const { out } = await ledger(['document', 'add', letter, '--store', store]);
  const sha256 = out.split(' ')[0]!;
  const open = await openLedger(store);
  await ledger(['document', 'get', sha256, '--out', folder.path('given.txt'), ...BY, '--store', store]);
  await open.close();
  const rows = await looks(['--store', store], ['--actor', 'j.auditor']);
  expect(
    rows.map(({ way, organisation, question, holder, subject, rowCount }) => [
      way,
      organisation,
      question,
      holder,
      subject,
      rowCount,
    ]),
  ).toEqual([
    ['CLI', 'Q39', 'entitlement', 'A99001', null, 1],
    ['CLI', 'Q39', 'events', null, null, 3],
    ['CLI', 'Q39', 'document', null, sha256, 1],
  ]);
  const last = (await looks()).at(-1);
  expect(last).toMatchObject({ question: 'accessLog', actor: 'anonymous', asked: ['actor=j.auditor', 'sort=number'] });
});

test('through a server it is the same', async () => {
  const open = await openLedger(store);
  const server = await startServer({ ledger: open, port: 0, log: SILENT });
  expect((await ledger([...ENTITLEMENT, ...BY, '--server', server.url])).code).toBe(EXIT.done);
  const [asked] = await looks(['--server', server.url], ['--actor', 'j.auditor']);
  expect(asked).toMatchObject({ way: 'CLI', organisation: 'Q39', question: 'entitlement', holder: 'A99001' });
  await server.close();
  await open.close();
  expect(await looks()).toContainEqual(asked);
});

test('a table for people, and an actor that is none', async () => {
  await ledger([...ENTITLEMENT, ...BY, '--store', store]);
  const { out } = await ledger(['ask', 'access-log', '--holder', 'A99001', '--store', store]);
  expect(out).toContain('Who looked at what');
  expect(out).toContain('j.auditor');
  const refused = await ledger([...ENTITLEMENT, '--asked-by', ' ', '--store', store]);
  expect(refused).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('actor must be') as string });
});

test('the check of a store finds a look that was altered, and the question never tells it', async () => {
  await ledger([...ENTITLEMENT, ...BY, '--store', store]);
  await ledger([...ENTITLEMENT, '--store', store]);
  const whole = await ledger(['store', 'check', '--store', store]);
  expect(whole).toMatchObject({
    code: EXIT.done,
    out: expect.stringContaining('Checked 6 looks in the access log: all') as string,
  });
  const db = new Database(folder.path('ledger.db.access'));
  db.exec(`UPDATE entry SET body = replace(body, 'j.auditor', 'j.nobody') WHERE number = 5`);
  db.close();
  const check = await ledger(['store', 'check', '--store', store]);
  expect(check).toMatchObject({
    code: EXIT.failed,
    out: expect.stringContaining('access log, look 5: is not what was written') as string,
  });
  const asked = await ledger(['ask', 'access-log', '--store', store]);
  expect(asked).toMatchObject({
    code: EXIT.unavailable,
    err: expect.stringContaining('look 5 of the access log') as string,
  });
  expect((await ledger([...ENTITLEMENT, '--store', store])).code).toBe(EXIT.done);
});

test('a backup has the looks up to its moment, also while a server is asked', async () => {
  const open = await openLedger(store);
  const server = await startServer({ ledger: open, port: 0, log: SILENT });
  await ledger([...ENTITLEMENT, ...BY, '--server', server.url]);
  await looks(['--server', server.url]);
  const copy = folder.path('monday.db');
  const { out, code } = await ledger(['store', 'backup', '--store', store, '--to', copy]);
  expect([code, out]).toEqual([EXIT.done, expect.stringContaining(`${copy}.access`)]);
  await server.close();
  await open.close();
  const rows = await looks(['--store', `embedded:${copy}`]);
  expect(rows).toContainEqual(expect.objectContaining({ actor: 'j.auditor', question: 'entitlement' }));
  expect((await ledger(['store', 'check', '--store', `embedded:${copy}`])).code).toBe(EXIT.done);
  const again = await ledger(['store', 'backup', '--store', store, '--to', folder.path('other.db'), '--json']);
  expect(JSON.parse(again.out)).toMatchObject({ accessLog: { entries: expect.any(Number) as number, findings: [] } });
  folder.write('taken.db.access', 'Another file.');
  const refused = await ledger(['store', 'backup', '--store', store, '--to', folder.path('taken.db')]);
  expect(refused).toMatchObject({ code: EXIT.unavailable, err: expect.stringContaining('is there already') as string });
  expect(existsSync(folder.path('taken.db'))).toBe(false);
});

test('LEDGER_ACCESS_LOG says where it lies', async () => {
  const environment = { LEDGER_ACCESS_LOG: folder.path('elsewhere/looks') };
  await ledger([...ENTITLEMENT, '--store', store], { environment });
  expect(readFileSync(environment.LEDGER_ACCESS_LOG).subarray(0, 6).toString()).toBe('SQLite');
  const { out } = await ledger(['store', 'check', '--store', store], { environment });
  expect(out).toContain('Checked 1 looks in the access log');
  const usual = await ledger(['store', 'check', '--store', store]);
  expect(usual.out).toContain('Checked 4 looks in the access log'); // those of the story
});
