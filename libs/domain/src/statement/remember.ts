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
