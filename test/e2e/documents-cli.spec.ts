import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../apps/cli/src/exit.js';
import { ledger, temporaryFolder } from './cli-in-process.js';
import { served } from './http-served.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const LETTER = 'No more savings will be released this year.\n';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const letter = folder.write('letter.txt', LETTER);
const pct = folder.write('pct.json', '{"code":"5X1","type":"PCT","name":"Exampleshire PCT","opensOn":"2002-04-01"}');
const store = folder.store();
const fileOf = (hash: string) => folder.path(`ledger.db.documents/${hash.slice(0, 2)}/${hash}.txt`);

test('a file is added once, and given back', async () => {
  const added = await ledger(['document', 'add', letter, '--store', store]);
  expect(added).toMatchObject({ code: EXIT.done, out: `${sha256(LETTER)}  ${letter}` });
  expect((await ledger(['document', 'add', letter, '--store', store])).out).toContain('(was here)');
  const out = folder.path('given.txt');
  expect((await ledger(['document', 'get', sha256(LETTER), '--store', store, '--out', out])).code).toBe(EXIT.done);
  expect(readFileSync(out, 'utf8')).toBe(LETTER);
  const again = await ledger(['document', 'get', sha256(LETTER), '--store', store, '--out', out]);
  expect(again).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('is there already') as string });
});

test('a folder that LEDGER_DOCUMENTS names, and a limit of one’s own', async () => {
  const environment = { LEDGER_DOCUMENTS: folder.path('elsewhere'), LEDGER_LARGEST_DOCUMENT: '10' };
  const refused = await ledger(['document', 'add', letter, '--store', store], { environment });
  expect(refused).toMatchObject({ code: EXIT.refused, err: expect.stringContaining('at most 10 bytes') as string });
  const { LEDGER_DOCUMENTS } = environment;
  const added = await ledger(['document', 'add', letter, '--store', store], { environment: { LEDGER_DOCUMENTS } });
  expect(added.code).toBe(EXIT.done);
  expect(existsSync(join(LEDGER_DOCUMENTS, sha256(LETTER).slice(0, 2), `${sha256(LETTER)}.txt`))).toBe(true);
  const wrong = await ledger(['document', 'add', letter, '--store', store], {
    environment: { LEDGER_LARGEST_DOCUMENT: 'x' },
  });
  expect(wrong.code).toBe(EXIT.unavailable);
});

test.each([
  ['a file that is not there', ['document', 'add', 'nowhere.txt'], EXIT.usage],
  ['a folder', ['document', 'add', 'test'], EXIT.usage],
  ['a kind that its name belies', ['document', 'add', folder.write('letter.pdf', LETTER)], EXIT.usage],
  ['a hash that is none', ['document', 'get', 'abc'], EXIT.usage],
  ['a document that is not here', ['document', 'get', sha256('no')], EXIT.refused],
])('%s is told', async (_what, words, code) => {
  expect((await ledger([...words, '--store', store])).code).toBe(code);
});

test('a command is recorded with files that are kept for it, and is a repeat with the same', async () => {
  const words = ['record', 'RegisterOrganisation', pct, '--id', 'pct', '--store', store];
  const attach = ['--attach', `${letter},kind=LETTER,from=5X1,dated=2007-11-15,title=Stop,, and wait`];
  expect((await ledger([...words, ...attach])).code).toBe(EXIT.done);
  expect((await ledger([...words, ...attach])).err).toContain('was recorded before');
  expect((await ledger(words)).err).toContain('COMMAND_ID_REUSED');
  const { out } = await ledger(['ask', 'documents', '--store', store, '--json']);
  const { rows } = JSON.parse(out) as { rows: object[] };
  expect(rows).toMatchObject([
    { sha256: sha256(LETTER), kind: 'LETTER', from: '5X1', title: 'Stop, and wait', here: true },
  ]);
});

test.each([
  ['no kind', `${letter},from=5X1`, 'kind'],
  ['no value', `${letter},LETTER`, 'name=value'],
  ['another hash', `${letter},kind=LETTER,sha256=00`, 'worked out'],
  ['no such file', 'nowhere.txt,kind=LETTER', 'no such file'],
])('--attach with %s is told, and nothing is recorded', async (_what, attach, told) => {
  const ended = await ledger(['record', 'RegisterOrganisation', pct, '--store', store, '--attach', attach]);
  expect(ended).toMatchObject({ code: EXIT.usage, err: expect.stringContaining(told) as string });
});

test('documents that others hold are named in a file', async () => {
  const list = folder.write('evidence.json', JSON.stringify([{ sha256: sha256('no'), kind: 'MINUTE', heldBy: 'Q33' }]));
  const other = folder.write('sha.json', '{"code":"Q33","type":"SHA","name":"Northern SHA","opensOn":"2006-07-01"}');
  const ended = await ledger(['record', 'RegisterOrganisation', other, '--store', store, '--evidence', list]);
  expect(ended.code).toBe(EXIT.done);
});

test('check names what is damaged or missing, and adding mends it', async () => {
  const check = () => ledger(['document', 'check', '--store', store]);
  expect(await check()).toMatchObject({
    code: EXIT.done,
    out: expect.stringContaining('all are here and whole') as string,
  });
  writeFileSync(fileOf(sha256(LETTER)), 'Everything is released.\n');
  expect(await check()).toMatchObject({ code: EXIT.failed, out: expect.stringContaining('is damaged') as string });
  rmSync(fileOf(sha256(LETTER)));
  expect(await check()).toMatchObject({ code: EXIT.failed, out: expect.stringContaining('is missing') as string });
  await ledger(['document', 'add', letter, '--store', store]);
  expect((await check()).code).toBe(EXIT.done);
});

test('a backup copies the documents when it is told to, and says where they lie when it is not', async () => {
  mkdirSync(folder.path('backup'));
  const back = (to: string, ...more: string[]) =>
    ledger(['store', 'backup', '--store', store, '--to', folder.path(to), ...more]);
  expect((await back('backup/a.db')).out).toContain(`Documents lie in ${folder.path('ledger.db.documents')}`);
  const copied = await back('backup/b.db', '--documents');
  expect(copied).toMatchObject({ code: EXIT.done, out: expect.stringContaining('Copied 1 documents') as string });
  const check = await ledger(['document', 'check', '--store', `embedded:${folder.path('backup/b.db')}`]);
  expect(check.code).toBe(EXIT.done);
  writeFileSync(fileOf(sha256(LETTER)), 'Everything is released.\n');
  const damaged = await back('backup/c.db', '--documents', '--json');
  expect(damaged.code).toBe(EXIT.failed);
  expect(JSON.parse(damaged.out)).toMatchObject({ documents: { copied: 0, findings: [{ sha256: sha256(LETTER) }] } });
});

test('the same through a server', async () => {
  const { server, ledger: behind, close } = await served({ clock: 'system' });
  try {
    const at = ['--server', server.url];
    const attach = ['--attach', `${letter},kind=LETTER`];
    const recorded = await ledger(['record', 'RegisterOrganisation', pct, ...at, ...attach]);
    expect(recorded).toMatchObject({ code: EXIT.done, err: '' });
    expect((await ledger(['document', 'check', ...at])).out).toContain('all are here and whole');
    const out = folder.path('from-server.txt');
    expect((await ledger(['document', 'get', sha256(LETTER), ...at, '--out', out])).code).toBe(EXIT.done);
    expect(readFileSync(out, 'utf8')).toBe(LETTER);
    expect((await ledger(['document', 'add', folder.path('letter.pdf'), ...at])).err).toContain(
      'UNSUPPORTED_MEDIA_TYPE',
    );
    const { documents } = await behind.documents.check();
    expect(documents).toHaveLength(1);
  } finally {
    await close();
  }
});

test('nothing is left half written', () => {
  expect(readdirSync(folder.path('ledger.db.documents/incoming'))).toEqual([]);
});
