import { rebuildOf } from './rebuilding.mjs';

/** Twice as many events: what a rebuild holds in memory must not grow with the log. */
export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = rebuildOf({
  title: 'W4-double: the same from two million',
  workload: 'W4-double',
  events: { full: 2_000_000, quick: 40_000 },
  subjects: ['embedded', 'sqlite-loop'],
});
