import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ViewsDamaged, ViewsUnavailable } from '#projections';
import { codeOf } from '#sqlite-file';

export type NewFile = {
  readonly number: number;
  readonly file: string;
  /** Takes its name away once it is open; left out, the file is to be found later. */
  readonly hide?: () => void;
};

/** Where views are kept: one generation in use, and a rebuild beside it at times. */
export interface Place {
  readonly path: string;
  /** The file of a generation that was never there before. */
  nextFile(): NewFile;
  /** Makes a generation the one in use, at once. Where this fails, it is not. */
  use(number: number): void;
  /** Takes away the files of a generation that is no longer in use, once no loss of power brings it back into use. */
  remove(number: number): Promise<void>;
  /** Takes away what an earlier process left behind, likewise. */
  sweep(): Promise<void>;
  /** Lets another process have the place. */
  leave(): void;
}

export function inMemory(): Place {
  let number = 0;
  const nothing = () => undefined;
  const nothingToWaitFor = () => Promise.resolve();
  return {
    path: ':memory:',
    nextFile: () => ({ number: ++number, file: ':memory:' }),
    use: nothing,
    remove: nothingToWaitFor,
    sweep: nothingToWaitFor,
    leave: nothing,
  };
}

/**
 * Views that another process may have: they are only read, and what is built beside them lies in a folder of its own
 * that goes as soon as its file is open: however the process ends, nothing stays.
 */
export function toRead(path: string): Place {
  const folders: string[] = [];
  const nothingToWaitFor = () => Promise.resolve();
  return {
    path,
    nextFile() {
      const folder = mkdtempSync(join(tmpdir(), 'ledger-views-'));
      return { number: folders.push(folder), file: join(folder, 'beside'), hide: () => removeFolderIfFree(folder) };
    },
    use() {
      throw new ViewsUnavailable(`the views in ${path} are open to read only`);
    },
    remove: nothingToWaitFor,
    sweep: nothingToWaitFor,
    leave: () => folders.forEach(removeFolderIfFree),
  };
}

/** The file that is in use at `path`; undefined where there is none yet. @throws ViewsDamaged where `path` is something else */
export function inUseAt(path: string): { readonly number: number; readonly file: string } | undefined {
  const number = generationIn(path);
  return number === undefined ? undefined : { number, file: `${path}.${number}` };
}

const POINTER = /^views of a commissioning ledger, generation (\d+)\n$/;
const pointerTo = (number: number): string => `views of a commissioning ledger, generation ${number}\n`;

/**
 * Views in files. `PATH` says which generation is in use, `PATH.3` is the SQLite file of the third: a rebuild becomes the
 * next generation, and takes its place by one renaming of `PATH`. No database file is ever renamed or written over, as
 * libsql may keep a closed one open for a while, and SQLite finds the log of a file by its name.
 */
export class FilePlace implements Place {
  readonly path: string;
  readonly leave: () => void;
  #inUse: number | undefined;
  /** Whether a loss of power leaves the name of what is in use. */
  #isSettled = false;
  readonly #made = new Set<number>();
  /** Of this process: what it may still have open has another name than what it makes. */
  static #newest = 0;

  /** @throws ViewsDamaged where `path` is something else */
  constructor(path: string, leave: () => void) {
    this.path = path;
    this.leave = leave;
    this.#inUse = generationIn(path);
    const there = filesOf(path).map(({ number }) => number);
    FilePlace.#newest = Math.max(FilePlace.#newest, this.#inUse ?? 0, ...there);
  }

  get inUse(): { readonly number: number; readonly file: string } | undefined {
    return this.#inUse === undefined ? undefined : { number: this.#inUse, file: this.#file(this.#inUse) };
  }

  nextFile(): NewFile {
    const number = ++FilePlace.#newest;
    this.#made.add(number);
    return { number, file: this.#file(number) };
  }

  use(number: number): void {
    pointTo(this.path, number);
    this.#inUse = number;
    this.#isSettled = false;
  }

  async remove(number: number): Promise<void> {
    this.#settle();
    await removeFiles(this.path, (one) => one === number && one !== this.#inUse);
  }

  async sweep(): Promise<void> {
    this.#settle();
    await removeFiles(this.path, (number) => number !== this.#inUse && !this.#made.has(number));
  }

  /** Until this is done a loss of power may bring the name back that stood before, so its file is not taken away. */
  #settle(): void {
    if (!this.#isSettled) syncFolder(dirname(this.path));
    this.#isSettled = true;
  }

  #file(number: number): string {
    return `${this.path}.${number}`;
  }
}

/** Clears the place, whatever is in it. What is none of ours is put aside as `PATH.damaged`. */
export async function clear(path: string): Promise<void> {
  if (POINTER.test(textOf(path) ?? '')) rmSync(path);
  else if (textOf(path) !== undefined) renameSync(path, `${path}.damaged`);
  await removeFiles(path, () => true);
}

function generationIn(path: string): number | undefined {
  const text = textOf(path);
  if (text === undefined || text === '') return undefined;
  const number = POINTER.exec(text)?.[1];
  if (number === undefined) throw new ViewsDamaged(`${path} does not say which views are in use`);
  return Number(number);
}

/** The beginning of a file; undefined where there is none. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1').slice(0, 100);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The new name stands or the old one, whatever happens meanwhile. */
function pointTo(path: string, number: number): void {
  const written = `${path}.new`;
  const file = openSync(written, 'w');
  try {
    writeSync(file, pointerTo(number));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(written, path);
}

/** Makes a renaming outlive a loss of power. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // where a folder cannot be opened
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Files of generations, with SQLite's own beside them. */
function filesOf(path: string): readonly { readonly file: string; readonly number: number }[] {
  const [folder, base] = [dirname(path), basename(path)];
  return readdirSync(folder).flatMap((name) => {
    const number = name.startsWith(base) ? /^\.(\d+)(-wal|-shm)?$/.exec(name.slice(base.length))?.[1] : undefined;
    return number === undefined ? [] : [{ file: `${folder}/${name}`, number: Number(number) }];
  });
}

/** Not in this thread: a large file takes its time to go. */
async function removeFiles(path: string, isToGo: (number: number) => boolean): Promise<void> {
  for (const { file, number } of filesOf(path)) if (isToGo(number)) await removeIfFree(file);
}

/** Some systems let no file go that is still open; it goes another time. */
async function removeIfFree(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    mustBeHeld(error);
  }
}

function removeFolderIfFree(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    mustBeHeld(error);
  }
}

function mustBeHeld(error: unknown): void {
  if (!['EBUSY', 'EPERM'].includes(codeOf(error))) throw error;
}
