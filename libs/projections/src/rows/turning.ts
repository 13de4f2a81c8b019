import type { Day } from '#kernel';

/** The last day before the first of `days` that lies after `day`: until then nothing turns. */
export function holdsUntil(days: Iterable<Day>, day: Day): Day | undefined {
  let first: Day | undefined;
  for (const each of days) if (each > day && (first === undefined || each < first)) first = each;
  return first === undefined ? undefined : first - 1;
}
