import { actuals } from './actuals.js';
import { agreements } from './agreements.js';
import { budgets } from './budgets.js';
import { entries } from './entries.js';
import type { ImportKind } from './kind.js';
import { listSizes } from './list-sizes.js';
import { memberships } from './memberships.js';
import { organisations } from './organisations.js';
import { serviceCosts } from './service-costs.js';

/** Every KIND of `ledger import`, in the order in which a new ledger wants them. */
export const importKinds = {
  organisations,
  memberships,
  'list-sizes': listSizes,
  budgets,
  entries,
  actuals,
  'service-costs': serviceCosts,
  agreements,
} as const satisfies Readonly<Record<string, ImportKind>>;

export type ImportKindName = keyof typeof importKinds;
export const importKindNames = Object.keys(importKinds) as ImportKindName[];
export const isImportKind = (name: string): name is ImportKindName => Object.hasOwn(importKinds, name);
