import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = '.dependency-cruiser.mjs';

type Rule = { readonly name: string; readonly to: { readonly pathNot?: string } };
type Violation = { readonly from: string; readonly rule: { readonly name: string } };

/** Files with their imports, by what must be said of them: the name of a rule, or nothing. */
type Planted = readonly (readonly [file: string, imported: string, rule: string | undefined])[];

const PLANTED: Planted = [
  ['libs/utilities/src/index.ts', '#kernel', 'room-is-listed'],
  ['libs/kernel/src/reads-files.ts', 'node:fs', 'pure-rooms-do-no-io'],
  ['libs/domain/src/reads-packages.ts', 'rxjs', 'pure-rooms-do-no-io'],
  ['libs/questions/src/by-the-window.ts', '../../domain/src/inside.js', 'by-index-only'],
  ['apps/api/src/by-the-window.ts', '../../../libs/domain/src/inside.js', 'by-index-only'],
  ['test/scenarios/by-the-window.ts', '../../libs/domain/src/inside.js', 'by-index-only'],
  ['apps/api/src/other-door.ts', '../../cli/src/index.js', 'doors-are-apart'],
  ['apps/api/src/samples.ts', '#testing', 'doors-are-apart'],
  ['apps/api/src/adapter.ts', '#event-store-embedded', 'adapters-in-the-composition-root'],
  ['test/properties/adapter.ts', '#event-store-embedded', 'adapters-in-the-composition-root'],
  ['apps/dashboard/src/by-the-back-door.ts', '#domain', 'dashboard-by-contract'],
  ['libs/kernel/src/egg.ts', './hen.js', 'no-cycles'],
  ['libs/kernel/src/nowhere.ts', './missing.js', 'nothing-unresolved'],
  ['libs/domain/src/inside.ts', '#kernel', undefined],
  ['libs/domain/src/anything.spec.ts', '#testing', undefined],
  ['libs/ledger/src/composes.ts', '#event-store-embedded', undefined],
  ['test/conformance/adapter.ts', '#event-store-embedded', undefined],
  ['test/views/adapter.ts', '#view-store-embedded', undefined],
  ['apps/dashboard/src/by-contract.ts', '#contract', undefined],
  ['apps/cli/src/serve.module.ts', '../../api/src/index.js', undefined],
];

/** The other half of the circle. */
const HEN = ['libs/kernel/src/hen.ts', './egg.js', undefined] as const;

let scratch: string;
let violations: readonly Violation[];
let rules: readonly Rule[];
let strangers: Planted;

/** For each room, one that its list does not name. */
async function strangersOfRooms(): Promise<Planted> {
  const rooms = (await readdir('libs')).toSorted();
  return rules.flatMap(({ name, to }) => {
    const room = /^(.+)-keeps-to-its-list$/.exec(name)?.[1];
    const stranger = rooms.find((other) => to.pathNot !== undefined && !new RegExp(to.pathNot).test(`libs/${other}/`));
    return room === undefined || stranger === undefined
      ? []
      : [[`libs/${room}/src/stranger.ts`, `#${stranger}`, name] as const];
  });
}

/** The tree as it stands is held to the rules by `npm run check`. */
async function cruised(folder: string, ...paths: readonly string[]): Promise<readonly Violation[]> {
  const options = ['--config', CONFIG, '--output-type', 'json'];
  const { stdout } = await run(process.execPath, [CRUISER, ...paths, ...options], {
    cwd: folder,
    maxBuffer: 1 << 28,
  }).catch((error: { stdout?: string }) => {
    if (error.stdout) return { stdout: error.stdout };
    throw error;
  });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

/** A tree of the same rooms, each with nothing in it, and the planted files. */
async function plant(planted: Planted): Promise<void> {
  for (const file of [CONFIG, 'package.json', 'tsconfig.json']) await cp(file, join(scratch, file));
  await symlink(resolve('node_modules'), join(scratch, 'node_modules'), 'dir');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(scratch, file)), { recursive: true });
    await writeFile(join(scratch, file), text);
  };
  for (const room of await readdir('libs')) await write(`libs/${room}/src/index.ts`, 'export type Nothing = 0;\n');
  for (const door of ['api', 'cli']) await write(`apps/${door}/src/index.ts`, 'export type Nothing = 0;\n');
  for (const [file, imported] of planted)
    await write(file, `import type {} from '${imported}';\nexport type Mine = 1;\n`);
}

beforeAll(async () => {
  const { default: config } = (await import(resolve(CONFIG))) as { default: { forbidden: readonly Rule[] } };
  rules = config.forbidden;
  strangers = await strangersOfRooms();
  scratch = await mkdtemp(join(tmpdir(), 'rooms-'));
  await plant([...PLANTED, ...strangers, HEN]);
  violations = await cruised(scratch, 'apps', 'libs', 'test');
});
afterAll(() => rm(scratch, { recursive: true }));

const rulesBrokenBy = (file: string): readonly string[] =>
  violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

test.each(PLANTED.filter(([, , rule]) => rule !== undefined))('%s may not import %s', (file, _imported, rule) =>
  expect(rulesBrokenBy(file)).toContain(rule),
);

test.each(PLANTED.filter(([, , rule]) => rule === undefined))('%s may import %s', (file) =>
  expect(rulesBrokenBy(file)).toEqual([]),
);

test('every room keeps to its list', () => {
  const rooms = rules.filter(({ name }) => name.endsWith('-keeps-to-its-list'));
  expect(strangers).toHaveLength(rooms.length);
  for (const [file, , rule] of strangers) expect(rulesBrokenBy(file)).toContain(rule);
});

test('every rule was broken here, so every rule is alive', () => {
  const broken = new Set(violations.map(({ rule }) => rule.name));
  expect(rules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});
