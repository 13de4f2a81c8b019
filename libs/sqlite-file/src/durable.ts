import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts `text` at `path`, whole or not at all: whoever reads meanwhile, or after a loss of power, finds the old text or
 * the new one. What an interrupted writing left at `PATH.new` is written over by the next.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  syncFolderOf(path);
}

/** Makes what was written to a file outlive a loss of power. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes new, renamed and removed names in the folder of `path` outlive a loss of power. */
export const syncFolderOf = (path: string): void => syncFile(dirname(path));
