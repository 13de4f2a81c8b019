import { ViewsDamaged, ViewsUnavailable, type Kept, type Rebuild, type ViewStore } from '#projections';
import { SqlViewStore, type Db } from '#view-store-sql';
import { failureOf } from './failures.js';
import { Generation } from './generation.js';
import type { Place } from './place.js';
import { sqlite } from './sqlite-dialect.js';

/** Views of one generation, the one in use or one that is being built. */
abstract class GenerationStore extends SqlViewStore {
  protected readonly dialect = sqlite;
  readonly place: Place;
  protected generation: Generation | undefined;

  constructor(place: Place, generation: Generation) {
    super();
    this.place = place;
    this.generation = generation;
  }

  protected read<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.telling((generation) => generation.read(work));
  }

  protected write(work: (db: Db) => Promise<void>): Promise<void> {
    return this.telling((generation) => generation.write(work));
  }

  protected async telling<T>(work: (generation: Generation) => Promise<T>): Promise<T> {
    if (!this.generation) throw new ViewsUnavailable(`the views in ${this.place.path} are closed`);
    try {
      return await work(this.generation);
    } catch (error) {
      throw failureOf(error, this.place.path);
    }
  }
}

/** Views on SQLite, through libsql: see `openEmbeddedViews`. */
export class EmbeddedViews extends GenerationStore implements ViewStore {
  #rebuild: EmbeddedRebuild | undefined;

  beside(): Promise<Rebuild> {
    return this.telling(async () => {
      await this.#rebuild?.discard();
      await this.place.sweep();
      this.#rebuild = new EmbeddedRebuild(this, await Generation.made(this.place.nextFile()));
      return this.#rebuild;
    });
  }

  override async kept<T>(work: (kept: Kept) => Promise<T>): Promise<T> {
    const damage = await this.telling((generation) => generation.damage());
    if (damage !== undefined) throw new ViewsDamaged(`${this.place.path}: SQLite finds it damaged: ${damage}`);
    return super.kept(work);
  }

  /** @returns the generation that was in use, on which readers that have begun end */
  replaceBy(generation: Generation): Generation {
    const { generation: old } = this;
    if (!old) throw new ViewsUnavailable(`the views in ${this.place.path} are closed`);
    this.place.use(generation.number);
    this.generation = generation;
    return old;
  }

  async close(): Promise<void> {
    const { generation } = this;
    if (!generation) return;
    this.generation = undefined;
    try {
      await this.#rebuild?.discard();
      await generation.settle();
    } catch (error) {
      throw failureOf(error, this.place.path);
    } finally {
      await generation.close();
      this.place.leave();
    }
  }
}

class EmbeddedRebuild extends GenerationStore implements Rebuild {
  readonly #origin: EmbeddedViews;

  constructor(origin: EmbeddedViews, generation: Generation) {
    super(origin.place, generation);
    this.#origin = origin;
  }

  beside(): Promise<Rebuild> {
    return Promise.reject(new TypeError('a rebuild has none beside it'));
  }

  swap(): Promise<void> {
    return this.telling(async (generation) => {
      if (!(await generation.settle())) {
        throw new ViewsUnavailable(`another process reads what is being built beside ${this.place.path}`);
      }
      const old = this.#origin.replaceBy(generation);
      this.generation = undefined;
      await old.close();
      await this.place.remove(old.number);
    });
  }

  async discard(): Promise<void> {
    const { generation } = this;
    await this.close();
    if (generation) await this.place.remove(generation.number);
  }

  async close(): Promise<void> {
    const { generation } = this;
    this.generation = undefined;
    await generation?.close();
  }
}
