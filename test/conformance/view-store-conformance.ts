import { viewKeptConformance } from './view-kept-conformance.js';
import { viewPageConformance } from './view-page-conformance.js';
import { viewRebuildConformance } from './view-rebuild-conformance.js';
import { viewRowsConformance } from './view-rows-conformance.js';
import type { OpeningViews, Traits } from './view-sample.js';

/** What every view store does: each adapter passes this unchanged. */
export function viewStoreConformance(name: string, open: OpeningViews, traits: Traits): void {
  describe(name, () => {
    viewRowsConformance(open, traits);
    viewPageConformance(open);
    viewRebuildConformance(open, traits);
    viewKeptConformance(open);
  });
}
