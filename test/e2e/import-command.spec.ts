import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../apps/cli/src/run.js';
import type { ExitCode } from '../../apps/cli/src/exit.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Ran = {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  readonly documents: readonly unknown[];
};

/** `ledger …` in this process, on a store of its own. */
async function ledger(
  words: readonly string[],
  interruption = new AbortController().signal,
  onAdvance?: () => void,
): Promise<Ran> {
  const [out, err, documents]: [string[], string[], unknown[]] = [[], [], []];
  let code: ExitCode = 0;
  const ended = await run(words, {
    environment: { LEDGER_STORE: `embedded:${join(folder, 'ledger.db')}` },
    interruption,
    print: (text) => out.push(text),
    printJson: (document) => documents.push(document),
    say: (text) => err.push(text),
    progress: (doing) => ({ advance: () => (doing === 'recording' ? onAdvance?.() : undefined), end: () => undefined }),
    standardInput: async () => '',
    exitWith: (given) => {
      code = given;
    },
    exitCode: () => code,
  });
  return { code: ended, out: out.join('\n'), err: err.join('\n'), documents };
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const hasStore = () => existsSync(join(folder, 'ledger.db'));

test('from the template to the ledger: printed, checked, imported, imported again, listed', async () => {
  const printed = await ledger(['import', 'organisations', '--template']);
  expect(printed).toMatchObject({ code: 0, err: '' });
  expect(printed.out).toMatch(/^# organisations: .*\ncode,type,name,opensOn,closesOn,belongsTo,belongsFrom\nQ99,/ms);
  const path = file('bodies.csv', printed.out);

  const checked = await ledger(['import', 'organisations', path, '--dry-run']);
  expect(checked).toMatchObject({ code: 0 });
  expect(checked.out).toContain('5 still to be recorded');
  expect(hasStore()).toBe(false);

  const imported = await ledger(['import', 'organisations', path]);
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.out).toBe(
    'organisations from bodies.csv (the template): 5 rows\n          5 recorded\nDone: 8 commands recorded.',
  );
  expect((await ledger(['import', 'organisations', path])).out).toContain('5 recorded by an earlier run');
  const listed = await ledger(['import', '--list', '--json']);
  expect(listed.documents).toMatchObject([{ imports: [{ kind: 'organisations', isComplete: true, recorded: 8 }] }]);
});

test('a file with bad rows ends with 2, tells each, and makes no store', async () => {
  const path = file('bodies.csv', 'code,type,name,opensOn\n5X1,PCT,Exampleshire PCT,2006-10-01\nA99001,GP,Ash Road,\n');
  const ran = await ledger(['import', 'organisations', path]);
  expect(ran.code).toBe(2);
  expect(ran.out).toContain('line 3, type: must be one of PRACTICE');
  expect(ran.out).toContain('line 3, opensOn: is missing');
  expect(ran.out).toMatch(/Nothing is recorded: 1 row of the file cannot be taken\.$/);
  expect(hasStore()).toBe(false);
});

test('of many bad rows a person sees the first 200, and --json has all in one document', async () => {
  const path = file(
    'lists.csv',
    ['practice,censusDate,patients', ...Array.from({ length: 450 }, (_, index) => `A${index},2007-04-01,1.5`)].join(
      '\n',
    ),
  );
  const told = await ledger(['import', 'list-sizes', path]);
  expect(told.out.match(/^line \d+, patients:/gm)).toHaveLength(200);
  expect(told.out).toContain('and 250 more; --json tells all');
  const { code, out, documents } = await ledger(['import', 'list-sizes', path, '--json']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(documents).toMatchObject([{ state: 'bad', bad: { length: 450 } }]);
});

test('an interruption ends with 130, says how to go on, and the same command finishes', async () => {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `A${String(index).padStart(5, '0')},PRACTICE,Practice,2002-04-01`,
  );
  const path = file('bodies.csv', ['code,type,name,opensOn', ...rows].join('\n'));
  const interruption = new AbortController();
  const stopped = await ledger(['import', 'organisations', path], interruption.signal, () => interruption.abort());
  expect(stopped.code).toBe(130);
  expect(stopped.out).toContain(
    'Interrupted; what was recorded stands. The same command goes on where this one stopped.',
  );
  expect((await ledger(['import', '--list'])).out).toMatch(
    /^INCOMPLETE .* organisations bodies\.csv .*: \d+ of 200 commands$/,
  );
  expect((await ledger(['import', 'organisations', path])).code).toBe(0);
  expect((await ledger(['import', '--list'])).out).toMatch(/^complete .*: 200 of 200 commands$/);
});

test('on a simulated clock a file says when it was learned; nothing is made without it', async () => {
  const path = file('bodies.csv', 'code,type,name,opensOn\n5X1,PCT,Exampleshire PCT,2006-10-01\n');
  const without = await ledger(['import', 'organisations', path, '--clock', 'simulated']);
  expect(without).toMatchObject({ code: 2, err: expect.stringContaining('INVALID') as unknown });
  expect(hasStore()).toBe(false);
  const at = ['--clock', 'simulated', '--at', '2007-04-02T09:00:00Z'];
  expect(await ledger(['import', 'organisations', path, ...at])).toMatchObject({ code: 0 });
});

test.each([
  [['import'], 'say what the file holds: organisations, memberships'],
  [['import', 'practices', 'x.csv'], 'there is no import of practices'],
  [['import', 'budgets'], 'ledger import budgets --template'],
  [['import', 'budgets', 'no-such-file.csv'], 'there is no such file'],
])('%j is bad usage', async (words, message) => {
  const { code, err } = await ledger(words);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) as unknown });
});
