import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../terminal.js';
import { fieldsFrom } from './fields-from.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ledger-fields-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const piped = (text: string) => ({ standardInput: async () => text }) as unknown as Terminal;

function fromFile(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return fieldsFrom(piped(''), 'RegisterOrganisation', file);
}

test('codes keep their spelling in YAML, where others would read 5E1 as a number', async () =>
  expect(await fromFile('x.yaml', 'code: 5E1\nname: 12\n')).toEqual({ code: '5E1', name: '12' }));

test('JSON says exactly what it says: a number stays one, for the contract to refuse', async () =>
  expect(await fromFile('x.json', '{"code": 12}')).toEqual({ code: 12 }));

test('a byte order mark does no harm', async () =>
  expect(await fromFile('x.json', '\uFEFF{"code":"A"}')).toEqual({ code: 'A' }));

test.each([
  ['{"code":"5E1"}', { code: '5E1' }],
  ['{ code: 5E1 }', { code: '5E1' }],
  ['code: 5E1', { code: '5E1' }],
])('standard input may be JSON or YAML: %s', async (text, fields) =>
  expect(await fieldsFrom(piped(text), 'RegisterOrganisation', '-')).toEqual(fields),
);

test('a file called .json is not read as anything else', async () =>
  await expect(fromFile('x.json', 'code: 5E1')).rejects.toThrow(/x\.json is not JSON/));

test('what is wrong in YAML is told with its line', async () =>
  await expect(fromFile('x.yaml', 'code: A\ncode: B\n')).rejects.toThrow(/x\.yaml: line 2: /));

test('an empty input is told as such', async () =>
  await expect(fieldsFrom(piped(' \n'), 'RegisterOrganisation', '-')).rejects.toThrow(
    'standard input is empty; it must hold the fields of RegisterOrganisation',
  ));

test('a file that is not there is named', async () =>
  await expect(fieldsFrom(piped(''), 'RegisterOrganisation', join(folder, 'none.yaml'))).rejects.toThrow(
    /none\.yaml: there is no such file/,
  ));
