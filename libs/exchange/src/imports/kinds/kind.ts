import type { Layout } from '../layout.js';

/** One KIND of `ledger import`. */
export type ImportKind = {
  readonly summary: string;
  /** The first is the ledger's own, that of the template; the others are published files as they are. */
  readonly layouts: readonly [Layout, ...Layout[]];
  /** Invented rows that import cleanly into a ledger that has those of the kinds before it. */
  readonly examples: readonly (readonly string[])[];
};
