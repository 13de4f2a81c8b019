import { manyPractices, sceneOfMany } from '../events/generated-stores.mjs';
import { askingOf } from './asking.mjs';

export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = askingOf({
  title: 'W5-10k: one practice as at a day as known at another, after ten thousand events of many practices',
  workload: 'W5-10k',
  events: { full: 10_000, quick: 2_000 },
  sceneOfEvents: sceneOfMany,
  make: manyPractices,
});
