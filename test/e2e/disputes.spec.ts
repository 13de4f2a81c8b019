import type { OpenAPIObject } from '@nestjs/swagger';
import { openLedger } from '#ledger';
import { everyCommand, told } from '#testing';
import { ledger, temporaryFolder } from './cli-in-process.js';
import { served, type Served } from './http-served.js';
import { unlike } from './openapi-check.js';

describe('over HTTP', () => {
  let http: Served;
  let document: OpenAPIObject;
  beforeAll(async () => {
    http = await served();
    await told(http.ledger, everyCommand);
    document = (await http.ask('/openapi.json').expect(200)).body;
  });
  afterAll(() => http.close());

  test.each([
    ['Dispute', '/api/v1/dispute?dispute=D1'],
    ['Disputes', '/api/v1/disputes'],
    ['Disputes', '/api/v1/disputes?holder=A99001&commissioner=5X1&year=2007-08&open=false'],
  ])('%s describes what is answered at %s', async (schema, path) => {
    const { body } = await http.ask(path).expect(200);
    expect(body.rows.length).toBeGreaterThan(0);
    expect(unlike(document, { $ref: `#/components/schemas/${schema}` }, body)).toEqual([]);
  });

  test('rows make a file', async () => {
    const { text } = await http.ask('/api/v1/disputes?format=csv').expect(200);
    expect(text).toMatch(/^dispute,holder,year,commissioner,about,openedOn,open,step,.*,outstandingPence,complied/m);
    const of = await http.ask('/api/v1/dispute?dispute=D1&format=csv').expect(200);
    expect(of.text).toMatch(/^event,on,id,organisation,text,pence,shareBp,recordedAt,entryPosition,/m);
    expect(of.text).toMatch(/^OfferMade,2008-05-06,OF1,5X1,/m);
  });

  test.each([
    ['/api/v1/dispute?dispute=D9', 'UNKNOWN_DISPUTE'],
    ['/api/v1/disputes?holder=A99999', 'UNKNOWN_ORGANISATION'],
    ['/api/v1/disputes?holder=5X1', 'WRONG_TYPE'],
    ['/api/v1/disputes?commissioner=Q39', 'WRONG_TYPE'],
    ['/api/v1/disputes?year=2007', 'INVALID'],
  ])('%s is refused: %s', async (path, code) => {
    expect((await http.ask(path)).body).toMatchObject({ code });
  });
});

describe('on the command line', () => {
  const folder = temporaryFolder();
  const address = folder.store();
  beforeAll(async () => {
    const opened = await openLedger(address, { clock: 'simulated' });
    const steps = everyCommand.filter(({ command }) =>
      ['RegisterOrganisation', 'AssignPractice', 'OpenDispute'].includes(command),
    );
    await told(opened, steps);
    await opened.close();
  });
  afterAll(() => folder.remove());

  test('limits that passed are told by a verb, once', async () => {
    const first = await ledger(['deadlines', '--store', address]);
    expect(first).toMatchObject({ code: 0, out: 'D1: LOCAL was due on 2008-05-28.' });
    const second = await ledger(['deadlines', '--store', address]);
    expect(second).toMatchObject({ code: 0, out: 'No limit of a dispute has passed that was not told.' });
    const third = await ledger(['deadlines', '--store', address, '--json']);
    expect(JSON.parse(third.out)).toEqual({ passed: [] });
    const { out } = await ledger(['ask', 'dispute', '--dispute', 'D1', '--store', address, '--json']);
    expect(JSON.parse(out)).toMatchObject({ ladder: [{ step: 'LOCAL', dueOn: '2008-05-28', passed: true }] });
  });

  test('disputes are a table', async () => {
    const { code, out } = await ledger(['ask', 'disputes', '--open', '--store', address]);
    expect(code).toBe(0);
    expect(out).toMatch(/D1 +A99001 +2007-08/);
  });

  test('of a store that is not there nothing is told', async () =>
    expect((await ledger(['deadlines', '--store', folder.store('none.db')])).code).toBe(4));
});
