/** What states of one stream share: each sees as many of the entries as there were when it was made. */
type Backing<K, V> = {
  /** The map that these entries come after, which has none of their keys. */
  readonly below: GrowingMap<K, V> | undefined;
  readonly index: Map<K, number>;
  readonly keys: K[];
  readonly values: V[];
};

/** Entries that are copied without a thought. */
const FEW = 64;
/** Maps upon one another at most: each is looked through for a key. */
const DEEP = 8;

/**
 * A map that never changes; another with one entry more costs one step, however many there are: an account of a year may
 * have thousands. That holds for the map made last and for those before it: a state that was kept is gone on from as
 * often as someone asks what came of it. Entries come in the order in which they were first set.
 */
export class GrowingMap<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;

  private constructor(
    private readonly backing: Backing<K, V>,
    private readonly own: number,
  ) {
    this.size = own + (backing.below?.size ?? 0);
  }

  static of<K, V>(entries: Iterable<readonly [K, V]>): GrowingMap<K, V> {
    return GrowingMap.upon(undefined, entries);
  }

  private static upon<K, V>(below: GrowingMap<K, V> | undefined, entries: Iterable<readonly [K, V]>): GrowingMap<K, V> {
    const map = new Map(entries);
    const backing = { below, index: new Map<K, number>(), keys: [...map.keys()], values: [...map.values()] };
    backing.keys.forEach((key, at) => backing.index.set(key, at));
    return new GrowingMap(backing, map.size);
  }

  /** This map with `key` set to `value`. */
  with(key: K, value: V): GrowingMap<K, V> {
    const { index, keys, values } = this.backing;
    if (this.has(key)) return GrowingMap.of(new Map(this).set(key, value));
    if (this.own < keys.length) return this.branched(key, value);
    index.set(key, this.own);
    keys.push(key);
    values.push(value);
    return new GrowingMap(this.backing, this.own + 1);
  }

  /** With a new key, where another map went on from this one already. */
  private branched(key: K, value: V): GrowingMap<K, V> {
    if (this.own <= FEW) return GrowingMap.upon(this.backing.below, [...this.ownEntries(), [key, value]]);
    if (this.layers().length < DEEP) return GrowingMap.upon(this, [[key, value]]);
    return GrowingMap.of([...this, [key, value]]);
  }

  get(key: K): V | undefined {
    const at = this.at(key);
    return at === undefined ? this.backing.below?.get(key) : this.backing.values[at];
  }

  has(key: K): boolean {
    return this.at(key) !== undefined || this.backing.below?.has(key) === true;
  }

  private at(key: K): number | undefined {
    const at = this.backing.index.get(key);
    return at !== undefined && at < this.own ? at : undefined;
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  /** From the lowest up. */
  private layers(): readonly GrowingMap<K, V>[] {
    return [...(this.backing.below?.layers() ?? []), this];
  }

  private *ownEntries(): Generator<[K, V], undefined> {
    const { keys, values } = this.backing;
    for (let at = 0; at < this.own; at += 1) yield [keys[at]!, values[at]!];
  }

  *entries(): Generator<[K, V], undefined> {
    for (const layer of this.layers()) yield* layer.ownEntries();
  }

  *keys(): Generator<K, undefined> {
    for (const { own, backing } of this.layers()) for (let at = 0; at < own; at += 1) yield backing.keys[at]!;
  }

  *values(): Generator<V, undefined> {
    for (const { own, backing } of this.layers()) for (let at = 0; at < own; at += 1) yield backing.values[at]!;
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }
}
