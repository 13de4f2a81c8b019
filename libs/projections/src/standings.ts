import { ALL_YEARS } from './reach.js';
import { tablesOf, VIEW_NAMES, type ViewName } from './view-names.js';
import type { Apart, Change, Checkpoint, Holds } from './view-store.js';

/** Where a view stands. */
export const standingOf = (checkpoint: Checkpoint, view: ViewName): Omit<Apart, 'view'> =>
  checkpoint.apart.find((apart) => apart.view === view) ?? checkpoint;

/** The checkpoint as the readers of one view see it. */
export function checkpointFor(checkpoint: Checkpoint, view: ViewName): Checkpoint {
  const { position, day, count } = standingOf(checkpoint, view);
  return { ...checkpoint, position, day, count };
}

/** The views that stand where the checkpoint says. */
export const togetherAt = ({ apart }: Checkpoint): readonly ViewName[] =>
  VIEW_NAMES.filter((view) => !apart.some((one) => one.view === view));

/** In place of a year: until when what is said of a body is true for its statements, too; either view moves alone. */
export const OF_STATEMENTS = '*';

export const viewOfHolds = ({ year }: Holds): ViewName => (year === ALL_YEARS ? 'organisations' : 'statements');

/** Takes every row of a view away. @param holds until when they held */
export const emptied = (view: ViewName, holds: readonly Holds[]): readonly Change[] => [
  ...tablesOf(view).map((table): Change => ({ table, without: [{}], rows: [] })),
  {
    table: 'holds',
    without: holds.filter((one) => viewOfHolds(one) === view).map(({ subject, year }) => ({ subject, year })),
    rows: [],
  },
];
