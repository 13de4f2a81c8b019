import { rebuildOf } from './rebuilding.mjs';

/** As many as a server is told of in minutes. Every subject has the same ones. */
export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = rebuildOf({
  title: 'W4-100k: the same from a hundred thousand, on EventStoreDB too',
  workload: 'W4-100k',
  events: { full: 100_000, quick: 5_000 },
  isByDay: true,
  isVerified: true,
  subjects: ['embedded', 'eventstoredb', 'sqlite-loop'],
});
