import { manyPractices, sceneOfMany } from '../events/generated-stores.mjs';
import { askingOf } from './asking.mjs';

export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = askingOf({
  title: 'W5-100k: one practice as at a day as known at another, after a hundred thousand events of many practices',
  workload: 'W5-100k',
  events: { full: 100_000, quick: 10_000 },
  sceneOfEvents: sceneOfMany,
  make: manyPractices,
  isByDay: true, // as a server is told of it in minutes
  subjects: ['embedded', 'eventstoredb'],
});
