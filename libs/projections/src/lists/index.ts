import { agreements } from './agreements.js';
import type { Row } from './column.js';
import { exposures, rollUps, timeline } from './commissioners.js';
import { journal } from './journal.js';
import { groups, organisations } from './organisations.js';
import { overdue } from './overdue.js';
import { statements } from './statements.js';

export type { Column, ColumnKind, Columns, List, Row } from './column.js';

/** Every list, under the name of its table. */
export const LISTS = {
  organisations,
  groups,
  agreements,
  statements,
  exposures,
  rollUps,
  timeline,
  journal,
  overdue,
} as const;

export type ListName = keyof typeof LISTS;
export type RowOf<Name extends ListName> = Row<(typeof LISTS)[Name]['columns']>;
