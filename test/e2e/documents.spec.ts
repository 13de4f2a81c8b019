import { createHash } from 'node:crypto';
import { request as connect } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { APRIL, PCT, served, type Served } from './http-served.js';

let api: Served;
beforeAll(async () => (api = await served()));
afterAll(() => api.close());

const LETTER = Buffer.from('Your practice will get 70p in the pound, whatever the finances of the PCT.\n');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const digest = (bytes: Uint8Array): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

const post = (bytes: Buffer, headers: Readonly<Record<string, string>> = { 'Content-Type': 'text/plain' }) => {
  const call = request(api.server.url).post('/api/v1/documents').set(headers);
  call.write(bytes);
  return call;
};
const get = (sha: string) => request(api.server.url).get(`/api/v1/documents/${sha}`);

test('a document goes in once and comes out as it went in, as a file', async () => {
  const added = await post(LETTER, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Digest': digest(LETTER) });
  expect(added.status).toBe(201);
  expect(added.body).toEqual({ sha256: sha256(LETTER), bytes: LETTER.length, mediaType: 'text/plain' });
  expect(added.headers['location']).toBe(`/api/v1/documents/${sha256(LETTER)}`);
  const again = await post(LETTER);
  expect({ status: again.status, body: again.body as unknown }).toEqual({ status: 200, body: added.body });
  const got = await get(sha256(LETTER));
  expect({ status: got.status, text: got.text }).toEqual({ status: 200, text: LETTER.toString() });
  expect(got.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="${sha256(LETTER).slice(0, 12)}.txt"`,
    'x-content-type-options': 'nosniff',
    etag: `"${sha256(LETTER)}"`,
  });
  const known = await get(sha256(LETTER)).set('If-None-Match', `"${sha256(LETTER)}"`);
  expect(known.status).toBe(304);
  const head = await request(api.server.url).head(`/api/v1/documents/${sha256(LETTER)}`);
  expect(head.status).toBe(200);
  expect(head.headers['content-length']).toBe(String(LETTER.length));
});

test('what cannot be kept, or is not here, is a problem', async () => {
  const other = Buffer.from('something else');
  const refused = async (call: request.Test) => {
    const { status, body } = await call;
    return [status, (body as { code: string }).code];
  };
  expect(await refused(post(other, { 'Content-Type': 'application/pdf' }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  expect(await refused(post(other, { 'Content-Type': 'text/plain', 'Content-Digest': digest(LETTER) }))).toEqual([
    400,
    'INVALID',
  ]);
  expect(await refused(post(other, { 'Content-Type': 'text/plain', 'Content-Digest': 'md5=:x:' }))).toEqual([
    400,
    'INVALID',
  ]);
  expect(await refused(post(Buffer.from('{}'), { 'Content-Type': 'application/json' }))).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ]);
  expect(await refused(request(api.server.url).post('/api/v1/documents'))).toEqual([400, 'INVALID']);
  expect(await refused(get(sha256(other)))).toEqual([404, 'UNKNOWN_DOCUMENT']);
  expect(await refused(get('abc'))).toEqual([400, 'INVALID']);
  expect((await request(api.server.url).delete(`/api/v1/documents/${sha256(LETTER)}`)).status).toBe(405);
  expect((await api.ledger.documents.check()).documents).toHaveLength(1);
});

/** For an answer to come from a machine that is busy, in milliseconds. */
const PATIENCE_MS = 20_000;

type Endless = { readonly headers?: Readonly<Record<string, string>>; readonly waitMs?: number };

/** Sends a body without an end, and breaks off when it is answered, or so long after so many bytes. */
function endless(bytes: number, { headers = {}, waitMs = PATIENCE_MS }: Endless = {}) {
  return new Promise<number | undefined>((resolve) => {
    const call = connect(`${api.server.url}/api/v1/documents`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', ...headers },
    });
    let sent = 0;
    call.on('response', (response) => {
      resolve(response.statusCode);
      call.destroy();
    });
    call.on('error', () => resolve(undefined));
    const chunk = Buffer.alloc(65_536, 'a');
    const send = (): void => {
      if (call.destroyed) return;
      if (sent >= bytes) return void setTimeout(() => call.destroy(), waitMs).unref();
      sent += chunk.length;
      call.write(chunk, () => setImmediate(send));
    };
    send();
  });
}

test('one that is too large is refused while it comes, or before', async () => {
  const { largest } = api.ledger.documents;
  expect(await endless(2 * largest)).toBe(413);
  expect(await endless(65_536, { headers: { 'Content-Length': String(largest + 1) } })).toBe(413);
  expect((await api.ledger.documents.check()).documents).toHaveLength(1);
});

test('an upload that breaks off leaves nothing, and the server goes on', async () => {
  expect(await endless(200_000, { waitMs: 50 })).toBeUndefined();
  await wait(100);
  expect((await api.ledger.documents.check()).documents).toHaveLength(1);
  expect((await get(sha256(LETTER))).status).toBe(200);
});

describe('a command that rests on documents', () => {
  const attached = {
    sha256: sha256(LETTER),
    kind: 'LETTER',
    from: '5X1',
    dated: '2007-04-01',
    title: 'Lettre à Ash Road',
  };
  const evidence = (...items: readonly object[]) => ({
    ...APRIL,
    'X-Evidence': Buffer.from(JSON.stringify(items)).toString('latin1'),
  });

  test('names them, and they are on record', async () => {
    const recorded = await api.record('RegisterOrganisation', PCT, { 'Idempotency-Key': 'pct', ...evidence(attached) });
    expect(recorded.status).toBe(201);
    const { body } = await api.ask('/api/v1/events?commandId=pct');
    expect((body as { events: { metadata: object }[] }).events[0]!.metadata).toMatchObject({
      evidence: [{ ...attached, receivedOn: '2007-04-02' }],
    });
    const file = await api.ask('/api/v1/events?commandId=pct&format=csv');
    expect(file.text).toContain(sha256(LETTER));
  });

  test('is another command with other documents', async () => {
    const again = await api.record('RegisterOrganisation', PCT, { 'Idempotency-Key': 'pct', ...evidence(attached) });
    expect(again.status).toBe(200);
    const other = await api.record('RegisterOrganisation', PCT, { 'Idempotency-Key': 'pct', ...APRIL });
    expect(other.body).toMatchObject({ status: 422, code: 'COMMAND_ID_REUSED' });
  });

  test.each([
    ['one that is not here', [{ ...attached, sha256: sha256(Buffer.from('no')) }], 'UNKNOWN_DOCUMENT'],
    ['one of no kind', [{ ...attached, kind: 'RUMOUR' }], 'INVALID'],
    ['a name where a code belongs', [{ ...attached, from: 'Dr A. Partner' }], 'INVALID'],
    ['the same twice', [attached, attached], 'INVALID'],
    ['none', [], 'INVALID'],
    ['one that is yet to come', [{ ...attached, receivedOn: '2007-04-03' }], 'FUTURE_DATE'],
  ])('%s is refused', async (_what, items, code) => {
    const { body } = await api.record('RegisterOrganisation', { ...PCT, code: '5X9' }, evidence(...items));
    expect(body).toMatchObject({ code });
    if (code === 'INVALID') expect(JSON.stringify(body)).toContain('X-Evidence');
  });

  test('what another body holds need not be here', async () => {
    const elsewhere = { ...attached, sha256: sha256(Buffer.from('no')), heldBy: 'Q33' };
    const { status } = await api.record('RegisterOrganisation', { ...PCT, code: '5X9' }, evidence(elsewhere));
    expect(status).toBe(201);
  });

  test('a header that is no JSON is told', async () => {
    const { body } = await api.record(
      'RegisterOrganisation',
      { ...PCT, code: '5X8' },
      { ...APRIL, 'X-Evidence': '[{' },
    );
    expect(body).toMatchObject({ code: 'INVALID', errors: [{ field: 'X-Evidence' }] });
  });
});
