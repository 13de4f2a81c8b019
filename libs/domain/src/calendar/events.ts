import { schema, type EventSchema, type Fact, type IsoDate, type Month, type Year } from '#kernel';
import type { ActualsVersion } from '../account/events.js';

/** The snapshots of a month's data that have a calendar. */
export type SnapshotVersion = Exclude<ActualsVersion, 'ESTIMATE'>;

/** When the data of a month is closed and published: for the whole country, or for one commissioner. */
export type CalendarEvent = Fact<
  'DataCalendarSet',
  {
    year: Year;
    month: Month;
    version: SnapshotVersion;
    inclusionOn: IsoDate;
    publishedOn: IsoDate;
    commissioner?: string;
  }
>;

export const calendarSchemas = { DataCalendarSet: schema() } satisfies Record<CalendarEvent['type'], EventSchema>;
