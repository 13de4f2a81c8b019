/**
 * Keeps what was worked out from unchanging objects for as long as those live: the same objects give the same answer.
 * The last argument may be any value that a Map tells apart.
 */
export function remember<A extends object, K, T>(work: (a: A, key: K) => T): (a: A, key: K) => T {
  const kept = new WeakMap<A, Map<K, T>>();
  return (a, key) => {
    let byKey = kept.get(a);
    if (!byKey) kept.set(a, (byKey = new Map()));
    let answer = byKey.get(key);
    if (answer === undefined) byKey.set(key, (answer = work(a, key)));
    return answer;
  };
}

/** Keeps answers under a key for as long as an anchor lives: whatever the answers rest on changes with the anchor. */
export function keeper<T>(): (anchor: object, key: string, work: () => T) => T {
  const kept = new WeakMap<object, Map<string, T>>();
  return (anchor, key, work) => {
    let byKey = kept.get(anchor);
    if (!byKey) kept.set(anchor, (byKey = new Map()));
    let answer = byKey.get(key);
    if (answer === undefined) byKey.set(key, (answer = work()));
    return answer;
  };
}
