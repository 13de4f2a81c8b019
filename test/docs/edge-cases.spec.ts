import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/edge-cases.md';
const ALL = Array.from({ length: 30 }, (_, index) => index + 1);
const SHARED = 'test/scenarios/contract/';

type Row = { readonly number: number; readonly does: string; readonly files: readonly string[] };

/** Rows of the page: number, when, what the ledger does, links. */
const rows: readonly Row[] = readFileSync(PAGE, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, , does, proved] = line.split('|').map((cell) => cell.trim());
    const files = [...(proved ?? '').matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => join('docs', link!));
    return /^\d+$/.test(number ?? '') ? [{ number: Number(number), does: does!, files }] : [];
  });

test('the page has all thirty, each once and in order', () => expect(rows.map(({ number }) => number)).toEqual(ALL));

test.each(rows)('case $number says what the ledger does, and which test or scenario proves it', ({ does, files }) => {
  expect(does.length).toBeGreaterThan(20);
  expect(files).not.toEqual([]);
  expect(files.filter((file) => !existsSync(file) || !/\.(spec\.ts|yaml)$/.test(file))).toEqual([]);
});

/** The scenarios that every ledger shares are copies, and say nothing of this page. */
test.each(rows)('what proves case $number says so itself', ({ number, files }) => {
  const silent = files
    .filter((file) => !file.startsWith(SHARED))
    .filter((file) => !new RegExp(`edge case ${number}\\b`, 'i').test(readFileSync(file, 'utf8')));
  expect(silent).toEqual([]);
});
