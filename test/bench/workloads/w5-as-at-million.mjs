import { manyPractices, sceneOfMany } from '../events/generated-stores.mjs';
import { askingOf } from './asking.mjs';

export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = askingOf({
  title: 'W5: one practice as at a day as known at another, after a million events of many practices',
  workload: 'W5',
  events: { full: 1_000_000, quick: 20_000 },
  sceneOfEvents: sceneOfMany,
  make: manyPractices,
});
