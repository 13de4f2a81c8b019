import { dirname, resolve } from 'node:path';
import type { ViewStore } from '#projections';
import { lockForWriting, makeFolder } from '#sqlite-file';
import { EmbeddedViews } from './embedded-views.js';
import { failureOf } from './failures.js';
import { Generation } from './generation.js';
import { clear, FilePlace, inMemory, inUseAt, toRead } from './place.js';

export type EmbeddedViewsOptions = {
  /** Made with its folders where there is nothing; ':memory:' for views that end with the process. */
  readonly path: string;
};

/**
 * Opens views on one machine, in SQLite through libsql; one process at a time. Views of an older layout are replaced by
 * empty ones.
 * @throws ViewsDamaged      what is at `path` is not what was written; `removeEmbeddedViews` makes room
 * @throws ViewsUnavailable  another process holds them, or the files cannot be used; the message says which
 */
export async function openEmbeddedViews({ path }: EmbeddedViewsOptions): Promise<ViewStore> {
  if (path === ':memory:') {
    const place = inMemory();
    return new EmbeddedViews(place, await Generation.made(place.nextFile()));
  }
  return alone(path, async (file, unlock) => {
    const place = new FilePlace(file, unlock);
    const generation = (place.inUse && (await Generation.found(place.inUse))) ?? (await begun(place));
    try {
      await place.sweep();
    } catch (error) {
      await generation.close();
      throw error;
    }
    return new EmbeddedViews(place, generation);
  });
}

/**
 * Opens views to read them and to build others beside them, also while a process has them open; nothing of them is changed.
 * Where there are none, or of an older layout, they are empty.
 * @throws ViewsDamaged      what is at `path` is not what was written
 * @throws ViewsUnavailable  the files cannot be read; the message says why
 */
export async function openEmbeddedViewsForReading({ path }: EmbeddedViewsOptions): Promise<ViewStore> {
  if (path === ':memory:') return openEmbeddedViews({ path });
  const file = resolve(path);
  try {
    const found = (await foundAt(file)) ?? (await Generation.made(inMemory().nextFile()));
    return new EmbeddedViews(toRead(file), found);
  } catch (error) {
    throw failureOf(error, file);
  }
}

/** A rebuild may take the file away between two looks: then there is a newer one. */
async function foundAt(file: string): Promise<Generation | undefined> {
  for (let before: number | undefined; ;) {
    const inUse = inUseAt(file);
    if (!inUse) return undefined;
    try {
      return await Generation.foundForReading(inUse);
    } catch (error) {
      if (before === inUse.number) throw error;
      before = inUse.number;
    }
  }
}

/**
 * Takes away the views at `path`, whole or damaged. Nothing is lost, as the log has everything; what was never ours is
 * put aside as `PATH.damaged`.
 * @throws ViewsUnavailable  another process holds them, or the files cannot be used
 */
export async function removeEmbeddedViews(path: string): Promise<void> {
  await alone(path, async (file, unlock) => {
    await clear(file);
    unlock();
  });
}

async function begun(place: FilePlace): Promise<Generation> {
  const generation = await Generation.made(place.nextFile());
  try {
    await generation.settle();
    place.use(generation.number);
    return generation;
  } catch (error) {
    await generation.close();
    throw error;
  }
}

/** Lets `work` have the place, and gives it back where that fails. */
async function alone<T>(path: string, work: (file: string, unlock: () => void) => Promise<T>): Promise<T> {
  const file = resolve(path);
  let unlock: (() => void) | undefined;
  try {
    makeFolder(dirname(file));
    unlock = lockForWriting(file);
    return await work(file, unlock);
  } catch (error) {
    unlock?.();
    throw failureOf(error, file);
  }
}
