/** The middle of the values, or the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The least value that so many of a thousand do not exceed. `sorted` ascends. */
const perMille = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * part) / 1_000) - 1)];

/** @param {readonly number[]} milliseconds in any order, at least one */
export function percentiles(milliseconds) {
  const sorted = Float64Array.from(milliseconds).sort();
  return { p50: perMille(sorted, 500), p99: perMille(sorted, 990), p999: perMille(sorted, 999) };
}
