import type { Scene } from './scene.js';
import { actualsWaves } from './waves/actuals.js';
import { agreementWaves } from './waves/agreements.js';
import { budgetWaves } from './waves/budgets.js';
import { costWaves } from './waves/costs.js';
import { financeWaves } from './waves/finances.js';
import { groupMemberships } from './waves/group-memberships.js';
import { registrations } from './waves/registrations.js';
import { settlementWaves } from './waves/settlements.js';
import type { Wave } from './wave.js';

/** All that happens to England in the year, in the order in which the ledger learns of it. */
export const planOf = (scene: Scene): readonly Wave[] =>
  [
    ...registrations(scene),
    ...groupMemberships(scene),
    ...agreementWaves(scene),
    ...financeWaves(scene),
    ...budgetWaves(scene),
    ...actualsWaves(scene),
    ...costWaves(scene),
    ...settlementWaves(scene),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
