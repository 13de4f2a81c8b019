import { Code, DateField, MonthField, OneOf, YearField } from '../fields.js';
import { InOrder } from '../rules.js';

export const SNAPSHOT_VERSIONS = ['FLEX', 'FREEZE'] as const;
export type SnapshotVersion = (typeof SNAPSHOT_VERSIONS)[number];

@InOrder<SetDataCalendar>('inclusionOn', 'publishedOn')
export class SetDataCalendar {
  @YearField() readonly year!: string;
  @MonthField() readonly month!: number;
  @OneOf(SNAPSHOT_VERSIONS) readonly version!: SnapshotVersion;
  @DateField({ about: 'The day by which the data must be in' }) readonly inclusionOn!: string;
  @DateField({ about: 'The day on which the extract is published' }) readonly publishedOn!: string;
  @Code({ optional: true, about: 'Whose own calendar it is; left out: the whole country’s' })
  readonly commissioner?: string;
}
