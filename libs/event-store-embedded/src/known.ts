import { MapByAge } from '#kernel';

/** Names remembered at most. */
const MOST = 100_000;

/** What is known of some names, so that it need not be asked for again. The oldest is forgotten first. */
export class Known<T> {
  readonly #known = new MapByAge<string, T>();

  get(name: string): T | undefined {
    return this.#known.get(name);
  }

  set(name: string, value: T): void {
    this.#known.set(name, value);
    if (this.#known.size > MOST) this.#known.takeOldest();
  }

  forget(name: string): void {
    this.#known.delete(name);
  }

  clear(): void {
    this.#known.clear();
  }
}
