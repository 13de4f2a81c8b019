import { existsSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { StoreUnavailable } from '#event-store';
import { failureOf } from './failures.js';

/** What lies beside a store at PATH. */
export const filesOf = (path: string) => ({
  /** SQLite's log of what is not yet in the file itself. */
  wal: `${path}-wal`,
  /** What every process shares of it; made anew where it is missing. */
  shm: `${path}-shm`,
  checkpoint: `${path}.checkpoint`,
  /** There while a store is open, and after it was killed. */
  acknowledged: `${path}.acknowledged`,
  keyring: `${path}.keyring`,
});

/** What is kept beside a store and made nowhere else, by how its name goes on after the store's. */
const KEPT_BESIDE = /^\.(checkpoint|acknowledged|keyring(-wal)?|access(-wal)?|documents|imports\.json)$/;

/**
 * The file that a store at `path` is, or will be: of a link the file that it leads to, so that a store has one keyring and
 * one checkpoint by whatever name it is opened. A link to a file that is not there yet leads to where it will be.
 * @throws StoreUnavailable  what is there is no file, or beside a link lies what belongs beside the file
 */
export function fileOfStore(path: string): string {
  try {
    const names = namesOf(resolve(path));
    const file = names.at(-1)!;
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isFile() === false) {
      const kind = found.isDirectory() ? 'a folder' : 'no regular file';
      throw new StoreUnavailable(`${path} is ${kind}, and a store is a file`);
    }
    for (const link of names.slice(0, -1)) mustHaveNothingBeside(link, file);
    return file;
  } catch (error) {
    throw failureOf(error, path);
  }
}

/** A file with the links that lead to it, in their order; of a file that is no link only its own name. */
function namesOf(path: string): readonly string[] {
  const names = [path];
  for (let name = path; ;) {
    const to = leadsTo(name);
    if (to === undefined) return names;
    name = resolve(realpathSync(dirname(name)), to);
    if (names.includes(name)) throw new StoreUnavailable(`${path} is a link that leads back to itself`);
    names.push(name);
  }
}

/** Undefined of what is no link, or is not there. */
function leadsTo(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** An older ledger laid them there. What is itself a link to the file's own lies where it belongs. */
function mustHaveNothingBeside(link: string, file: string): void {
  const moves = keptBeside(link)
    .map((end) => [`${link}${end}`, `${file}${end}`] as const)
    .filter(([from, to]) => !isSame(from, to))
    .map(([from, to]) => `${from} to ${to}${existsSync(to) ? ', where another is: keep the right one there' : ''}`);
  if (moves.length === 0) return;
  throw new StoreUnavailable(
    `${link} is a link to ${file}, and files of the store lie beside the link, where an older ledger put them. ` +
      `With the ledger stopped, move ${moves.join('; ')}`,
  );
}

/** How the names go on of what is kept beside a link. */
function keptBeside(link: string): readonly string[] {
  const name = basename(link);
  const others = readdirSync(dirname(link)).filter((other) => other.startsWith(name));
  return others
    .map((other) => other.slice(name.length))
    .filter((end) => KEPT_BESIDE.test(end) && existsSync(`${link}${end}`));
}

const isSame = (one: string, other: string): boolean => existsSync(other) && realpathSync(one) === realpathSync(other);
