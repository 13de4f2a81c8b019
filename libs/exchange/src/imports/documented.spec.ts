import { readFileSync } from 'node:fs';
import { importKinds, importKindNames } from './index.js';

/** Relative to the project, where Jest runs. */
const page = readFileSync('docs/imports.md', 'utf8').replaceAll(/ *\| */g, '|');
/** Bands of age and sex, which the page tells by their first and last. */
const isBand = (about: string) => about === 'patients; all are added up';

const columns = importKindNames.flatMap((kind) =>
  importKinds[kind].layouts.flatMap(({ name: layout, columns: all }) =>
    all
      .filter(({ notRead = false, about }) => !notRead && !isBand(about))
      .map(({ name, optional = false, about }) => ({
        kind,
        layout,
        name,
        row: `|\`${name}\`${optional ? ' (optional)' : ''}|${about}|`,
      })),
  ),
);

test.each(columns)('docs/imports.md says of $kind, $layout, what $name holds', ({ row }) =>
  expect(page).toContain(row),
);

test('it has a section for each kind', () =>
  expect(importKindNames.filter((kind) => !page.includes(`\n## ${kind}\n`))).toEqual([]));
