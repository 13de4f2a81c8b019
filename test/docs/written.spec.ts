import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LISTS, type List, type ListName } from '#projections';
import { filtersOf, LIST_ROUTES, type ListRoute } from '../../apps/api/src/lists/list-routes.js';
import { ledger } from '../e2e/cli-in-process.js';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const textOf = (page: string): string => readFileSync(page, 'utf8');

/** As it is linked to: small letters, without marks, words parted by hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));

function isThere(page: string, link: string): boolean {
  const [path, anchor] = link.split('#') as [string, string?];
  const file = path === '' ? page : join(dirname(page), path);
  return existsSync(file) && (anchor === undefined || anchorsIn(file).includes(anchor));
}

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const ours = links.filter((link) => !/^\w+:/.test(link));
  expect(ours.filter((link) => !isThere(page, link))).toEqual([]);
});

test('README.md names every verb', async () => {
  const { out } = await ledger(['--help']);
  const [, commands] = /^Commands:\n([\s\S]*?)\n\n/m.exec(out)!;
  const verbs = [...commands!.matchAll(/^ {2}(\S+)/gm)].map(([, verb]) => verb!).filter((verb) => verb !== 'help');
  expect(verbs.length).toBeGreaterThan(5);
  const [, named] = /lists\s+the verbs: ([^;]*);/.exec(textOf('README.md'))!;
  expect([...named!.matchAll(/`([\w-]+)`/g)].map(([, verb]) => verb)).toEqual(verbs);
});

/** A list as docs/development.md has it, without the spaces that part columns. */
function rowOf(path: string, route: ListRoute): string {
  const { columns, sort }: List = LISTS[route.list satisfies ListName];
  const all = Object.entries(columns);
  const ranges = all.flatMap(([, { range }]) => range ?? []);
  const searched = all.flatMap(([name, column]) => (column.searched ? [name] : []));
  const filters = Object.keys(filtersOf(route)).filter((name) => name !== 'q' && !ranges.includes(name));
  const coded = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  return `|${[`\`${path}\``, coded(filters), coded(ranges), coded(searched), `\`${sort}\``].join('|')}|`;
}

test('docs/development.md has every list, with what it can be asked for', () => {
  const page = textOf('docs/development.md').replaceAll(/ *\| */g, '|');
  expect(
    Object.entries(LIST_ROUTES)
      .map(([path, route]) => rowOf(path, route))
      .filter((row) => !page.includes(row)),
  ).toEqual([]);
});
