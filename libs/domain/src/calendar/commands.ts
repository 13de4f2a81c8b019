import type { IsoDate, Month, Year } from '#kernel';
import type { SnapshotVersion } from './events.js';

export type CalendarCommands = {
  SetDataCalendar: {
    year: Year;
    month: Month;
    version: SnapshotVersion;
    inclusionOn: IsoDate;
    publishedOn: IsoDate;
    commissioner?: string;
  };
};
