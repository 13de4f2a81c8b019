/** What states of one stream share: each sees as many of the entries as there were when it was made. */
type Backing<K, V> = { readonly index: Map<K, number>; readonly keys: K[]; readonly values: V[] };

/**
 * A map that never changes; another with one entry more costs one step, however many there are: an account of a year may
 * have thousands. Entries come in the order in which they were first set.
 */
export class GrowingMap<K, V> implements ReadonlyMap<K, V> {
  private constructor(
    private readonly backing: Backing<K, V>,
    readonly size: number,
  ) {}

  static of<K, V>(entries: Iterable<readonly [K, V]>): GrowingMap<K, V> {
    const map = new Map(entries);
    const backing = { index: new Map<K, number>(), keys: [...map.keys()], values: [...map.values()] };
    backing.keys.forEach((key, at) => backing.index.set(key, at));
    return new GrowingMap(backing, map.size);
  }

  /** This map with `key` set to `value`. */
  with(key: K, value: V): GrowingMap<K, V> {
    const { index, keys, values } = this.backing;
    if (this.size < keys.length || index.has(key)) return GrowingMap.of(new Map(this).set(key, value));
    index.set(key, this.size);
    keys.push(key);
    values.push(value);
    return new GrowingMap(this.backing, this.size + 1);
  }

  get(key: K): V | undefined {
    const at = this.at(key);
    return at === undefined ? undefined : this.backing.values[at];
  }

  has(key: K): boolean {
    return this.at(key) !== undefined;
  }

  private at(key: K): number | undefined {
    const at = this.backing.index.get(key);
    return at !== undefined && at < this.size ? at : undefined;
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  *entries(): Generator<[K, V], undefined> {
    for (let at = 0; at < this.size; at += 1) yield [this.backing.keys[at]!, this.backing.values[at]!];
  }

  *keys(): Generator<K, undefined> {
    for (let at = 0; at < this.size; at += 1) yield this.backing.keys[at]!;
  }

  *values(): Generator<V, undefined> {
    for (let at = 0; at < this.size; at += 1) yield this.backing.values[at]!;
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }
}
