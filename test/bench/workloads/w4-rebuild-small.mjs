import { rebuildOf } from './rebuilding.mjs';

/** A million events of 500 practices, 870 bytes each with what is told of them. */
export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = rebuildOf({
  title: 'W4: all entitlement views from a million small events, persisted and checked',
  workload: 'W4',
  events: { full: 1_000_000, quick: 20_000 },
  isVerified: true,
  subjects: ['embedded', 'emmett-postgresql', 'sqlite-loop'],
});
