/**
 * A map that gives its entries up, the oldest first. The age of an entry is that of its key; to delete a key and set it again
 * makes it young. An iterator goes on from the last entry given up, as a new one would pass over the places of all before.
 */
export class MapByAge<K, V> extends Map<K, V> {
  #oldest = this.entries();

  /** @returns the oldest entry, no longer in the map; undefined where there is none */
  takeOldest(): [K, V] | undefined {
    let { value: oldest } = this.#oldest.next() as { readonly value: [K, V] | undefined };
    if (oldest === undefined) {
      this.#oldest = this.entries(); // one that has come to the end stays there
      ({ value: oldest } = this.#oldest.next() as { readonly value: [K, V] | undefined });
    }
    if (oldest !== undefined) this.delete(oldest[0]);
    return oldest;
  }
}
