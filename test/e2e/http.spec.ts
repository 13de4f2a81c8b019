import request from 'supertest';
import { APRIL, PCT, PRACTICE, served, type Served } from './http-served.js';
import { givenAGuarantee, whenThePctGoesIntoDeficit } from './http-story.js';

let http: Served;
afterEach(() => http.close());

describe('the deficit in November', () => {
  beforeEach(async () => {
    http = await served();
    await givenAGuarantee(http);
    await whenThePctGoesIntoDeficit(http);
  });
  const OF = 'holder=A99001&year=2007-08';

  test('what the practice is entitled to does not move when its PCT goes into deficit; only the release is suspended', async () => {
    const before = await http.ask(`/api/v1/entitlement?${OF}&knownAt=2007-11-14T23:59:59Z`).expect(200);
    const after = await http.ask(`/api/v1/entitlement?${OF}&knownAt=2007-11-16T23:59:59Z`).expect(200);
    expect(before.body).toMatchObject({ grossPence: 3_460_000, entitlementPence: 2_422_000, releaseStatus: 'NOT_DUE' });
    expect(after.body).toMatchObject({ entitlementPence: 2_422_000, basis: 'GUARANTEE', releaseStatus: 'SUSPENDED' });
    expect(after.body).toMatchObject({ clock: 'simulated', position: 12, knownAt: '2007-11-16T23:59:59.000Z' });
  });

  test('asked again with the position and the moment it names, an answer is the same for ever', async () => {
    const { text, body } = await http.ask(`/api/v1/entitlement?${OF}&knownAt=2007-11-14T12:00:00Z`);
    await http.record('RestateActuals', {
      practice: 'A99001',
      year: '2007-08',
      restatement: 'R1',
      cause: 'WRONG_PRACTICE',
      rows: [{ month: 1, line: 'EL', deltaPence: -1_000_000 }],
    });
    const again = `/api/v1/entitlement?${OF}&knownAt=${body.knownAt}&position=${body.position}`;
    expect((await http.ask(again)).text).toBe(text);
    expect((await http.ask(`/api/v1/entitlement?${OF}`)).body.entitlementPence).toBe(3_122_000);
  });

  test('the figure is explained down to the events when asked', async () => {
    const { body } = await http.ask(`/api/v1/entitlement?${OF}&explain=true`).expect(200);
    expect(JSON.stringify(body.derivation)).toContain('"ActualsRecorded"');
    expect((await http.ask(`/api/v1/entitlement?${OF}&explain=false`)).body).not.toHaveProperty('derivation');
  });

  test('without the deficit it would be the same', async () => {
    const suppose = [{ omit: 'deficit' }, { omit: 'recovery' }, { omit: 'freeze' }];
    const asked = { holder: 'A99001', year: '2007-08', suppose };
    const { body } = await request(http.server.url).post('/api/v1/what-if').send(asked).expect(200);
    expect(body).toMatchObject({ factPence: 2_422_000, supposedPence: 2_422_000, differencePence: 0 });
  });

  test('the bridge over November holds nothing of the deficit', async () => {
    const { body } = await http
      .ask(`/api/v1/bridge?${OF}&from=2007-11-01T00:00:00Z&to=2007-11-30T23:59:59Z`)
      .expect(200);
    expect(body).toMatchObject({ closingPence: 2_422_000, residualPence: 0 });
    expect(body.lines.map(({ event }: { event: string }) => event)).toEqual(['ActualsRecorded']);
  });

  test('the PCT owes what the practice is entitled to, and so does England', async () => {
    const exposure = await http.ask('/api/v1/exposure?commissioner=5X1&year=2007-08').expect(200);
    expect(exposure.body).toMatchObject({ entitledPence: 2_422_000, holders: [{ holder: 'A99001' }] });
    const rollUp = await http.ask('/api/v1/roll-up?of=ENGLAND&year=2007-08').expect(200);
    expect(rollUp.body).toMatchObject({ entitledPence: 2_422_000, practices: 1 });
  });

  test('events are paged by position without gap or repeat', async () => {
    const seen: number[] = [];
    for (let next: number | null = 0; next !== null;) {
      const { body }: request.Response = await http.ask(`/api/v1/events?limit=5&after=${next}`).expect(200);
      seen.push(...body.events.map(({ position }: { position: number }) => position));
      next = body.next;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test.each([
    ['stream=finance-5X1-2007-08', ['ForecastReported', 'RecoveryPlanAdopted', 'ReleaseSuspended']],
    ['type=AgreementSigned', ['AgreementSigned', 'AgreementSigned']],
    ['commissioner=5X1&year=2007-08&type=ForecastReported', ['ForecastReported']],
    ['holder=A99001&type=ActualsRecorded', ['ActualsRecorded']],
    ['actor=nobody', []],
  ])('events with %s', async (filter, types) => {
    const { body } = await http.ask(`/api/v1/events?${filter}`).expect(200);
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual(types);
  });
});

describe('a command', () => {
  beforeEach(async () => void (http = await served()));

  test('answers where its events stand, and what stands around it is recorded, beyond ASCII too', async () => {
    const around = {
      'Idempotency-Key': 'register-5X1',
      'X-Because': Buffer.from('Décision du 2 avril – ok').toString('latin1'),
      'X-Authority': 'minute 1',
      'X-Source': 'ODS',
      'X-Actor': 'board secretary',
      'X-Organisation': '5X1',
      'X-Label': 'first',
      'X-Correlation-Id': 'c1',
    };
    const { body, headers } = await http.record('RegisterOrganisation', PCT, { ...APRIL, ...around }).expect(201);
    const [{ id }] = body.events;
    expect(body).toEqual({
      commandId: 'register-5X1',
      events: [{ id, type: 'OrganisationRegistered', stream: 'organisation-5X1', revision: 0, position: 1 }],
      position: 1,
    });
    expect(headers).not.toHaveProperty('idempotency-key');
    const recorded = await http.ask('/api/v1/events?commandId=register-5X1');
    expect(recorded.body.events[0].metadata).toMatchObject({
      because: 'Décision du 2 avril – ok',
      authority: 'minute 1',
      source: 'ODS',
      actor: 'board secretary',
      organisation: '5X1',
      label: 'first',
      correlationId: 'c1',
      recordedAt: '2007-04-02T09:00:00.000Z',
      unverified: true,
    });
  });

  test('without a key gets one, with which it can be repeated', async () => {
    const first = await http.record('RegisterOrganisation', PCT, APRIL).expect(201);
    const key = first.headers['idempotency-key']!;
    expect(first.body.commandId).toBe(key);
    const again = await http.record('RegisterOrganisation', PCT, { ...APRIL, 'Idempotency-Key': key }).expect(200);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect((await http.ask('/api/v1/events')).body.events).toHaveLength(1);
  });

  test('given many times at once is recorded once, and each time answered the same', async () => {
    const tries = Array.from({ length: 8 }, () =>
      http.record('RegisterOrganisation', PCT, { ...APRIL, 'Idempotency-Key': 'k1' }),
    );
    const answers = await Promise.all(tries);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  });

  test('with the key of another is refused', async () => {
    await http.record('RegisterOrganisation', PCT, { ...APRIL, 'Idempotency-Key': 'k1' }).expect(201);
    const { body } = await http
      .record('RegisterOrganisation', PRACTICE, { ...APRIL, 'Idempotency-Key': 'k1' })
      .expect(422);
    expect(body.code).toBe('COMMAND_ID_REUSED');
  });

  test('with If-Match is recorded only where the stream stands there', async () => {
    await http.record('RegisterOrganisation', PRACTICE, { ...APRIL, 'If-Match': '-1' }).expect(201);
    const size = (patients: number) => ({ practice: 'A99001', censusDate: '2007-04-01', patients });
    await http.record('RecordListSize', size(9200), { 'If-Match': '"0"' }).expect(201);
    const late = await http.record('RecordListSize', size(9300), { 'If-Match': '0' }).expect(409);
    expect(late.body).toMatchObject({ code: 'WRONG_REVISION', type: '/problems/WRONG_REVISION', status: 409 });
    await http.record('RecordListSize', size(9300), { 'If-Match': '1' }).expect(201);
  });
});

test('on the system clock the ledger learns of it now, and takes no other time', async () => {
  http = await served({ clock: 'system' });
  const before = Date.now();
  await http.record('RegisterOrganisation', PCT).expect(201);
  const { body } = await http.ask('/api/v1/events');
  expect(Date.parse(body.events[0].metadata.recordedAt)).toBeGreaterThanOrEqual(before);
  const refused = await http.record('RegisterOrganisation', PRACTICE, APRIL).expect(400);
  expect(refused.body).toMatchObject({ code: 'INVALID', errors: [{ field: 'X-Recorded-At' }] });
});

describe('atLeast', () => {
  test('waits for the position, and then answers with it', async () => {
    http = await served({ waitMs: 5_000 });
    await http.record('RegisterOrganisation', PCT, APRIL);
    const waiting = http.ask('/api/v1/events?atLeast=2').then(({ body }) => body.events.length);
    await http.record('RegisterOrganisation', PRACTICE, APRIL);
    expect(await waiting).toBe(2);
    await http.ask('/api/v1/entitlement?holder=A99001&year=2007-08&atLeast=2').expect(200);
  });

  test('is refused after a limit, to be tried again', async () => {
    http = await served({ waitMs: 20 });
    const { body, headers } = await http.ask('/api/v1/events?atLeast=1').expect(503);
    expect([body.code, headers['retry-after']]).toEqual(['NOT_YET', '1']);
  });
});
