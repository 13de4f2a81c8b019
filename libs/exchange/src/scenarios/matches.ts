/**
 * Rule of the scenarios: maps may name some fields only, lists match in full and in order. Codes are text, so a number
 * that YAML read matches the text that spells it.
 */
export function matches(wanted: unknown, got: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(got) && wanted.length === got.length && wanted.every((item, index) => matches(item, got[index]))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof got !== 'object' || got === null || Array.isArray(got)) return false;
    return Object.entries(wanted).every(([field, value]) => matches(value, (got as Record<string, unknown>)[field]));
  }
  if (typeof wanted === 'number' && typeof got === 'string') return String(wanted) === got;
  return Object.is(wanted, got);
}

/** The fields of `got` that were asked for and differ, as wanted and got. */
export function differences(wanted: object, got: object): { readonly wanted: object; readonly got: object } {
  const wrong = Object.entries(wanted).filter(
    ([field, value]) => !matches(value, (got as Record<string, unknown>)[field]),
  );
  return {
    wanted: Object.fromEntries(wrong),
    got: Object.fromEntries(wrong.map(([field]) => [field, (got as Record<string, unknown>)[field] ?? null])),
  };
}
