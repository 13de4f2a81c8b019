import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rejected } from '#domain';
import { openDocuments, type Added, type Said } from './index.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-documents-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LETTER = Buffer.from('BMA letter of 2 April: your share is guaranteed.\n');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const MAIL = Buffer.from('From: pct@example.org\r\nDate: Mon, 2 Apr 2007 09:00:00 +0100\r\n\r\nWe will pay.\r\n');

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function* inParts(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) yield part;
}

const kept = () => openDocuments({ folder, largest: 1000 });
const add = (bytes: Uint8Array, said?: Said): Promise<Added> => kept().add(inParts(bytes), said);

/** Every file below the folder. */
const files = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

async function bytesOf(sha: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await kept().read(sha)).content) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Rejected ? error.code : error),
  );

test('what goes in comes out, under the SHA-256 of its bytes, and is kept once', async () => {
  const first = await kept().add(inParts(LETTER.subarray(0, 5), LETTER.subarray(5)));
  expect(first).toEqual({ document: { sha256: sha256(LETTER), bytes: 49, mediaType: 'text/plain' }, isNew: true });
  expect(await add(LETTER)).toEqual({ ...first, isNew: false });
  expect(files()).toEqual([join(folder, sha256(LETTER).slice(0, 2), `${sha256(LETTER)}.txt`)]);
  expect(await bytesOf(sha256(LETTER))).toEqual(LETTER);
});

test('two who add the same at once keep it once', async () => {
  await Promise.all([add(LETTER), add(LETTER), add(LETTER)]);
  expect(files()).toHaveLength(1);
});

test.each([
  ['application/pdf', PDF],
  ['image/png', PNG],
  ['message/rfc822', MAIL],
  ['text/csv', Buffer.from('month,pence\n4,2000000\n')],
])('%s is known by its content', async (mediaType, bytes) => {
  expect((await add(bytes, { mediaType })).document).toEqual({ sha256: sha256(bytes), bytes: bytes.length, mediaType });
});

test('what nobody said a type of is what its bytes say', async () => {
  expect((await add(PDF)).document.mediaType).toBe('application/pdf');
});

test.each([
  ['a PNG that is called a PDF', PNG, 'application/pdf'],
  ['text that is called a PDF', LETTER, 'application/pdf'],
  ['a letter that is called a mail', LETTER, 'message/rfc822'],
  ['a PDF that is called text', PDF, 'text/plain'],
  ['a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1'), undefined],
  ['text that is no UTF-8', Buffer.from('caf\xe9', 'latin1'), 'text/plain'],
  ['a kind that is not kept', LETTER, 'text/html'],
])('%s is refused, and nothing is kept', async (_what, bytes, mediaType) => {
  expect(await refusal(add(bytes, { mediaType }))).toBe('UNSUPPORTED_MEDIA_TYPE');
  expect(files()).toEqual([]);
});

test('too large, empty, or not what was said: refused, and nothing is kept', async () => {
  expect(await refusal(add(Buffer.alloc(1001, 'a')))).toBe('DOCUMENT_TOO_LARGE');
  expect(await refusal(add(Buffer.alloc(0)))).toBe('INVALID');
  expect(await refusal(add(LETTER, { sha256: sha256(PDF) }))).toBe('INVALID');
  expect(files()).toEqual([]);
  expect((await add(Buffer.alloc(1000, 'a'))).isNew).toBe(true);
});

test('an upload that breaks off leaves nothing', async () => {
  async function* broken(): AsyncGenerator<Uint8Array, void> {
    yield LETTER;
    throw new Error('the line broke');
  }
  await expect(kept().add(broken())).rejects.toThrow('the line broke');
  expect(files()).toEqual([]);
});

test('a process that is killed while it writes leaves no document, and what it left goes in time', async () => {
  const incoming = join(folder, 'incoming');
  await add(PDF);
  const program = `
    const { open } = require('node:fs/promises');
    open(process.argv[1], 'wx').then(async (file) => { await file.write('half a'); process.stdout.write('written'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['-e', program, join(incoming, 'half.part')]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect((await kept().check()).documents).toHaveLength(1);
  await add(LETTER);
  expect(readdirSync(incoming)).toEqual(['half.part']); // it might still be another process's
  utimesSync(join(incoming, 'half.part'), 0, 0);
  await add(MAIL);
  expect(readdirSync(incoming)).toEqual([]);
});

test('a damaged document is told and never served; the right bytes mend it', async () => {
  await add(LETTER);
  const [file] = files();
  writeFileSync(file!, 'Something else was promised.\n');
  expect(await refusal(kept().read(sha256(LETTER)))).toBe('DOCUMENT_DAMAGED');
  const { documents, findings } = await kept().check();
  expect(documents).toEqual([]);
  expect(findings).toMatchObject([{ sha256: sha256(LETTER), file }]);
  expect((await add(LETTER)).isNew).toBe(true);
  expect(readFileSync(file!)).toEqual(LETTER);
  expect((await kept().check()).findings).toEqual([]);
});

test('bytes that change while they are read are never taken for the whole', async () => {
  const long = Buffer.alloc(200_000, 'a');
  const large = openDocuments({ folder, largest: 1_000_000 });
  const { document } = await large.add(inParts(long));
  const { content } = await large.read(document.sha256);
  writeFileSync(files()[0]!, Buffer.alloc(200_000, 'b'));
  const parts: Buffer[] = [];
  const reading = async () => {
    for await (const part of content) parts.push(part as Buffer);
  };
  expect(await refusal(reading())).toBe('DOCUMENT_DAMAGED');
  expect(Buffer.concat(parts).length).toBeLessThan(long.length);
});

test('a document that is not here is unknown', async () => {
  expect(await refusal(kept().read(sha256(LETTER)))).toBe('UNKNOWN_DOCUMENT');
  expect(await refusal(kept().read('../../etc/passwd'))).toBe('UNKNOWN_DOCUMENT');
  expect(await kept().has(sha256(LETTER))).toBe(false);
});

test('of a ledger in memory they end with it', async () => {
  const passing = openDocuments({});
  expect(await passing.check()).toEqual({ documents: [], findings: [] });
  expect(await refusal(passing.read(sha256(LETTER)))).toBe('UNKNOWN_DOCUMENT');
  const { document } = await passing.add(inParts(LETTER));
  expect(await passing.has(document.sha256)).toBe(true);
  (await passing.read(document.sha256)).content.destroy();
  await passing.close();
  expect(await refusal(passing.read(sha256(LETTER)))).toBe('UNKNOWN_DOCUMENT');
});
