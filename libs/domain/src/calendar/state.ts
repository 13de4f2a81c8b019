import { dayOf, type Day, type Month } from '#kernel';
import { withEntry, type Evolution } from '../history.js';
import type { CalendarEvent, SnapshotVersion } from './events.js';

export type SnapshotDates = { readonly inclusionOn: Day; readonly publishedOn: Day };

/** By version and month; of two the one recorded last. */
export type Calendar = ReadonlyMap<string, SnapshotDates>;

export const snapshotKey = (version: SnapshotVersion, month: Month): string => `${version}/${month}`;

export const calendar: Evolution<Calendar, CalendarEvent> = {
  initial: new Map(),
  evolve: {
    DataCalendarSet: (state, { version, month, inclusionOn, publishedOn }) =>
      withEntry(state, snapshotKey(version, month), {
        inclusionOn: dayOf(inclusionOn),
        publishedOn: dayOf(publishedOn),
      }),
  },
};
