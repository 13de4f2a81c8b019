/** The product as it was built: what the benchmarks measure. */
export { canonicalJson, sha256 } from '../../dist/libs/audit/src/index.js';
export { dateOf, londonDay } from '../../dist/libs/kernel/src/index.js';
export { declarationOf } from '../../dist/libs/domain/src/index.js';
export { crewFor, openLedger } from '../../dist/libs/ledger/src/index.js';
export { VIEWS_VERSION, VIEW_NAMES, listQuery, rebuilt, verified } from '../../dist/libs/projections/src/index.js';
export { Questions, StreamReader } from '../../dist/libs/questions/src/index.js';
export { openEmbeddedViews } from '../../dist/libs/view-store-embedded/src/index.js';
export { eventIdOf } from '../../dist/libs/recording/src/index.js';
