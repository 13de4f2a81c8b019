/** The same function, which works out each answer once: `of` never changes, and the rest are plain values. */
export function remembered<Of extends object, Rest extends readonly (string | number | boolean | undefined)[], Answer>(
  work: (of: Of, ...rest: Rest) => Answer,
): (of: Of, ...rest: Rest) => Answer {
  const all = new WeakMap<Of, Map<string, Answer>>();
  return (of, ...rest) => {
    const its = all.get(of) ?? new Map<string, Answer>();
    all.set(of, its);
    const key = rest.join('\n');
    if (!its.has(key)) its.set(key, work(of, ...rest));
    return its.get(key)!;
  };
}
