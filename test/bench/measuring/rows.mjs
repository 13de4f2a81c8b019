import { median } from './statistics.mjs';

/**
 * @typedef {{ workload: string, subject: string, unit: string, median: number, min: number, max: number, runs: number, values: readonly number[] }} Row
 *   `runs`: how many there were; `values`: what each measured, in the order of the rounds. A run writes beside them the
 *   day, the machine, and what the subject is.
 */

/**
 * The figures of one subject's runs, a row each.
 * @param {string} subject
 * @param {Record<string, { workload: string, unit: string }>} named  of the figures that are told: which row they make
 * @param {readonly object[]} runs  figures by name
 * @returns {readonly Row[]}
 */
export const rowsOf = (subject, named, runs) =>
  Object.entries(named).flatMap(([figure, { workload, unit }]) => {
    const values = runs.map((figures) => figures[figure]).filter((value) => value !== undefined);
    if (values.length === 0) return [];
    const [min, max] = [Math.min(...values), Math.max(...values)].map(rounded);
    return [
      {
        workload,
        subject,
        unit,
        median: rounded(median(values)),
        min,
        max,
        runs: values.length,
        values: values.map(rounded),
      },
    ];
  });

/** Four digits say more than any run is good for. */
const rounded = (value) => (Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4)));

/** @param {readonly Row[]} rows */
export const medianOf = (rows, workload, subject) =>
  rows.find((row) => row.workload === workload && row.subject === subject)?.median;
