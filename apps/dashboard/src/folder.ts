import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = 'commissioning-ledger';

/** The folder of the project's package.json: above the sources as above `dist`, which has neither templates nor assets. */
function projectFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === PROJECT) {
      return folder;
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of ${PROJECT} above ${import.meta.url}`);
  }
}

const DASHBOARD = join(projectFolder(), 'apps', 'dashboard');

export const VIEWS_FOLDER = join(DASHBOARD, 'views');
export const ASSETS_FOLDER = join(DASHBOARD, 'assets');
/** Where nhsuk-frontend keeps what it ships. */
export const NHSUK_FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')),
  'dist',
);
