import { schema, type EventSchema, type Fact, type IsoDate } from '#kernel';
import type { Line } from '../service-lines.js';

/** Kept at the commissioner's or a wider level, or given to practices and groups. */
export type Scope = 'RESIDUAL' | 'DEVOLVED';

export type ResponsibilityEvent =
  | Fact<
      'ServiceAssigned',
      { commissioner: string; line?: Line; service?: string; to: string; scope: Scope; from: IsoDate }
    >
  | Fact<'AccountabilitySet', { commissioner: string; who: string; answersTo: string; about: string; from: IsoDate }>;

export const responsibilitySchemas = {
  ServiceAssigned: schema(),
  AccountabilitySet: schema(),
} satisfies Record<ResponsibilityEvent['type'], EventSchema>;
