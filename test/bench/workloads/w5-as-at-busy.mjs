import { smallYear } from '../events/generated-stores.mjs';
import { SMALL, sceneOf } from '../events/scene.mjs';
import { askingOf } from './asking.mjs';

export const { TITLE, FIGURES, subjects, inShort, prepare, measure } = askingOf({
  title: 'W5-busy: the same after a million events of 500 practices, of which the busiest has every sixth',
  workload: 'W5-busy',
  events: { full: 1_000_000, quick: 20_000 },
  sceneOfEvents: () => sceneOf(SMALL),
  make: smallYear,
  asked: { full: 200, quick: 100 }, // an account of two hundred thousand events is read for some of them
});
