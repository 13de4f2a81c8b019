import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first folder, of `before` and then of PATH, in which all of the programs may be run. */
export const folderOf = (programs: readonly string[], before: readonly string[] = []): string | undefined =>
  [...before, ...(process.env['PATH'] ?? '').split(delimiter)].find((folder) =>
    programs.every((program) => mayBeRun(join(folder, program))),
  );

export const isOnPath = (program: string): boolean => folderOf([program]) !== undefined;

function mayBeRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
