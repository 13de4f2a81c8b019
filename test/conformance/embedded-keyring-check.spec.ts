import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'libsql';
import { openLedger } from '#ledger';
import { ledger } from '../e2e/cli-in-process.js';
import { copiesOfSoundStore } from './sound-store.js';

/** `ledger store check` and `repair` look into the keyring, and at whether it opens what is sealed in the log. */
let path: string;
let address: string;
const { folder } = copiesOfSoundStore((copy) => {
  path = copy;
  address = `embedded:${copy}`;
});

type Found = { readonly part: string; readonly position?: number; readonly detail: string };

const check = () => ledger(['store', 'check', '--store', address, '--json']);
const findings = async (): Promise<readonly Found[]> => JSON.parse((await check()).out).findings;

/** Does to the closed keyring what no ledger does. */
function tamperedWith(sql: string): void {
  const db = new Database(`${path}.keyring`);
  db.exec(sql);
  db.close();
}
/** The key that the first sealed text is under. */
const firstKid = 'SELECT kid FROM subject ORDER BY kid LIMIT 1';
const anotherKey = 'A'.repeat(43);

describe('store check', () => {
  test('finds nothing in a sound keyring, changes nothing, and tells how many texts open', async () => {
    const before = readFileSync(`${path}.keyring`);
    const { code, out } = await ledger(['store', 'check', '--store', address]);
    expect(code).toBe(0);
    expect(out).toContain('Sealed texts: 2 open.');
    expect(readFileSync(`${path}.keyring`).equals(before)).toBe(true);
  });

  test('a key that was erased is no finding, and is counted', async () => {
    const opened = await openLedger(address, { clock: 'simulated' });
    expect(await opened.keyring.erase('signatory of A99001: Dr A Partner')).toBe(true);
    await opened.close();
    const { code, out } = await ledger(['store', 'check', '--store', address]);
    expect(code).toBe(0);
    expect(out).toContain('Sealed texts: 1 open, 1 whose key was erased.');
  });

  test('a key that is not there and was never erased is found', async () => {
    tamperedWith(`DELETE FROM subject WHERE kid = (${firstKid})`);
    expect(await findings()).toEqual([
      expect.objectContaining({ part: 'keyring', detail: expect.stringContaining('is not there, and was not erased') }),
    ]);
  });

  test('so is a keyring that was lost and begun anew', async () => {
    rmSync(`${path}.keyring`);
    await (await openLedger(address, { clock: 'simulated' })).close();
    expect(await findings()).toEqual([
      expect.objectContaining({ part: 'keyring', detail: expect.stringContaining('was not erased; nor are 1 others') }),
    ]);
  });

  test('in a keyring of an older ledger an erased key cannot be told from a lost one, and is counted', async () => {
    tamperedWith(`DROP TABLE erased; PRAGMA user_version=1; DELETE FROM subject WHERE kid = (${firstKid})`);
    const told = 'Sealed texts: 1 open, 1 whose key was erased or lost, before a note was kept of it.';
    expect(await ledger(['store', 'check', '--store', address])).toMatchObject({
      code: 0,
      out: expect.stringContaining(told),
    });
    await (await openLedger(address, { clock: 'simulated' })).close();
    expect(await ledger(['store', 'check', '--store', address])).toMatchObject({
      code: 0,
      out: expect.stringContaining(told),
    });
  });

  test.each([
    ['a key of another length', `UPDATE subject SET key = substr(key, 2)`, /key [\da-f-]{36} .*: the key itself/],
    ['a key that is no text', `UPDATE subject SET key = CAST(x'fffe80c0' AS TEXT)`, /the key itself/],
    ['a damaged name of a key', `UPDATE subject SET kid = 'x' WHERE kid = (${firstKid})`, /key \? .*: its name/],
    ['a damaged owner of a key', `UPDATE subject SET subject = 'x' WHERE kid = (${firstKid})`, /whose it is/],
    ['a damaged note of what was erased', `INSERT INTO erased VALUES ('x')`, /that were erased, 1 are not named/],
    ['a damaged secret', `UPDATE secret SET value = substr(value, 2)`, /the secret is not what was written/],
    ['another secret', `UPDATE secret SET value = '${anotherKey}'`, /the secret is not what was written/],
    ['a second secret', `INSERT INTO secret VALUES ('${anotherKey}')`, /holds 2 secrets, and not one/],
    ['no secret', `DELETE FROM secret`, /the secret is not what was written/],
    [
      'a table of another form',
      `ALTER TABLE subject ADD COLUMN erased INTEGER`,
      /its tables are not those of a keyring/,
    ],
    ['another application', `PRAGMA application_id=1`, /is not a keyring/],
    ['a newer format', `PRAGMA user_version=9`, /written by a newer ledger/],
  ])('finds %s', async (_, sql, told) => {
    tamperedWith(sql);
    expect((await check()).code).toBe(1);
    const found = await findings();
    expect(found).toContainEqual({ part: 'keyring', detail: expect.stringMatching(told) });
    expect(found.every(({ part }) => part === 'keyring')).toBe(true);
  });

  test('finds a key under which nothing opens, and names the event that needs it', async () => {
    tamperedWith(`UPDATE subject SET key = '${anotherKey}' WHERE kid = (${firstKid})`);
    const [found, ...others] = await findings();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      part: 'keyring',
      position: expect.any(Number),
      detail: expect.stringContaining('does not open'),
    });
    const { out } = await ledger(['store', 'check', '--store', address]);
    expect(out).toMatch(
      /^keyring of event \d+ in agreements-A99001: what is sealed under key [\da-f-]{36} does not open/,
    );
    expect(out).not.toContain(anotherKey);
  });

  test.each([
    ['missing', () => rmSync(`${path}.keyring`), 'is not there'],
    ['empty', () => writeFileSync(`${path}.keyring`, ''), 'is empty'],
    ['of something else', () => writeFileSync(`${path}.keyring`, 'Dear Sir or Madam,\n'.repeat(300)), 'not'],
    ['a folder', () => (rmSync(`${path}.keyring`), mkdirSync(`${path}.keyring`)), 'cannot be'],
  ])('finds a keyring that is %s', async (_, damage, why) => {
    damage();
    expect((await check()).code).toBe(1);
    expect(await findings()).toEqual([{ part: 'keyring', detail: expect.stringContaining(`${path}.keyring`) }]);
    expect((await findings())[0]!.detail).toContain(why);
  });

  test('asks for no keyring where nothing is sealed', async () => {
    address = folder.store('nothing-sealed.db');
    await (await openLedger(address)).close();
    rmSync(`${folder.path('nothing-sealed.db')}.keyring`);
    expect(await check()).toMatchObject({ code: 0 });
  });
});

describe('store repair', () => {
  const repair = async () => {
    const report = `${path}.report.json`;
    const ended = await ledger(['store', 'repair', '--store', address, '--report', report]);
    return { ...ended, report: JSON.parse(readFileSync(report, 'utf8')) };
  };

  test('leaves a damaged keyring as it is, and says so', async () => {
    tamperedWith(`UPDATE subject SET key = substr(key, 2)`);
    const before = readFileSync(`${path}.keyring`);
    const { code, out, report } = await repair();
    expect(code).toBe(1);
    expect(out).toContain(`It left ${path}.keyring as it is, as no key can be made anew`);
    expect(out).toContain('The log serves, and its keyring is damaged still: 27 events, 0 lost.');
    expect(report).toMatchObject({ sound: false, serves: true, findings: [{ part: 'keyring' }, { part: 'keyring' }] });
    expect(readFileSync(`${path}.keyring`).equals(before)).toBe(true);
  });

  test('mends the log all the same, and says of the keyring that it did not', async () => {
    tamperedWith(`DELETE FROM secret`);
    const checkpoint = readFileSync(`${path}.checkpoint`, 'utf8');
    writeFileSync(`${path}.checkpoint`, '{');
    const db = new Database(path);
    db.exec('DELETE FROM directory WHERE position = 1');
    db.close();
    const { code, report } = await repair();
    expect([code, report.sound, report.serves]).toEqual([1, false, true]);
    expect(readFileSync(`${path}.checkpoint`, 'utf8')).toBe(checkpoint);
    expect((await findings()).map(({ part }) => part)).toEqual(['keyring']);
  });
});
