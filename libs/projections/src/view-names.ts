import type { ListName } from './lists/index.js';

/**
 * The views, each with its tables, which move together. A view that cannot be worked out stops by itself; the others go
 * on. The table `holds` belongs to `organisations` and to `statements`, by its rows: see `viewOfHolds`.
 */
const TABLES_OF = {
  journal: ['journal'],
  organisations: ['organisations', 'groups', 'agreements'],
  statements: ['statements', 'exposures', 'rollUpParts', 'overdue'],
  timeline: ['timeline'],
} as const satisfies Record<string, readonly (Exclude<ListName, 'rollUps'> | 'rollUpParts')[]>;

export type ViewName = keyof typeof TABLES_OF;

export const VIEW_NAMES = Object.keys(TABLES_OF) as readonly ViewName[];

export const tablesOf = (view: ViewName): readonly (typeof TABLES_OF)[ViewName][number][] => TABLES_OF[view];

/** The view out of which a list is read. */
export const viewOf = (list: ListName): ViewName =>
  list === 'rollUps' ? 'statements' : VIEW_NAMES.find((view) => tablesOf(view).includes(list))!;
