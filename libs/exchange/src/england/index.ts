export { AnotherLoad } from './identity.js';
export { NOTHING_YET, loadEngland, type Observer, type Tally } from './load.js';
export { YEARS } from './money.js';
export { reconcileEngland, type Counting, type Difference, type Reconciliation, type Sums } from './reconcile.js';
export { sceneOf, type Scene, type Slice } from './scene.js';
export { SourceFolder, UnusableSource } from './source-files.js';
