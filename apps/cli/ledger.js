#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DIST = join(ROOT, 'dist');
const BUILT = join(DIST, 'apps/cli/src/main.js');
/** What the compiler keeps of its last build: every source with the SHA-256 of its text. */
const BUILD_RECORD = join(DIST, '.tsbuildinfo');
const NOT_BUILT = /(^|[\\/])(node_modules|libs[\\/]testing)$/;

/** The sources below a folder that were changed after `builtAt`, in milliseconds. */
function changedSince(builtAt, folder) {
  if (NOT_BUILT.test(folder) || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return changedSince(builtAt, path);
    const isSource = entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts');
    return isSource && changedAt(path) > builtAt ? [path] : [];
  });
}

/** 0 for a file that is not there, or no longer. */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** A file that was touched only, as by a checkout and back, is left alone by the compiler and is not stale. */
function isOtherThanBuilt(paths) {
  if (paths.length === 0) return false;
  try {
    const { fileNames, fileInfos } = JSON.parse(readFileSync(BUILD_RECORD, 'utf8'));
    return paths.some((path) => {
      const info = fileInfos[fileNames.indexOf(relative(DIST, path).split(sep).join('/'))];
      return (info?.version ?? info) !== createHash('sha256').update(readFileSync(path)).digest('hex');
    });
  } catch {
    return true;
  }
}

if (!existsSync(BUILT)) {
  process.stderr.write('ledger: there is no build: run npm run build\n');
  process.exit(2);
}
const builtAt = Math.max(changedAt(BUILT), changedAt(BUILD_RECORD));
if (isOtherThanBuilt(['apps', 'libs'].flatMap((folder) => changedSince(builtAt, join(ROOT, folder))))) {
  process.stderr.write('ledger: the build is older than the source: npm run build\n');
}
try {
  await import('../../dist/apps/cli/src/main.js');
} catch (error) {
  process.stderr.write(`ledger: it cannot start: ${error.message.split('\n')[0]}; run npm ci\n`);
  process.exitCode = 2;
}
