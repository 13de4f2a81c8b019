import { schema, type EventSchema, type Fact, type IsoDate } from '#kernel';

export const ORGANISATION_TYPES = [
  'PRACTICE', 'PCT', 'CARE_TRUST', 'SHA', 'PCT_CLUSTER', 'CCG', 'NHSCB', 'PROVIDER', 'LMC',
] as const; // prettier-ignore
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

/** The types that can hold a budget for practices and owe them. */
export const COMMISSIONER_TYPES: readonly OrganisationType[] = ['PCT', 'CARE_TRUST', 'PCT_CLUSTER', 'CCG', 'NHSCB'];

export type OrganisationEvent =
  | Fact<'OrganisationRegistered', { code: string; type: OrganisationType; name: string; opensOn: IsoDate }>
  | Fact<'PracticeAssigned', { practice: string; commissioner: string; from: IsoDate }>
  | Fact<'CommissionerAssigned', { commissioner: string; to: string; from: IsoDate }>
  | Fact<'ListSizeRecorded', { practice: string; censusDate: IsoDate; patients: number }>
  | Fact<'PracticeJoinedGroup', { group: string; practice: string; from: IsoDate }>
  | Fact<'PracticeLeftGroup', { group: string; practice: string; lastDay: IsoDate }>
  | Fact<'SuccessorNamed', { code: string; from: IsoDate; successors: readonly string[] }>
  | Fact<'OrganisationClosed', { code: string; lastDay: IsoDate }>;

export const organisationSchemas = {
  OrganisationRegistered: schema(),
  PracticeAssigned: schema(),
  CommissionerAssigned: schema(),
  ListSizeRecorded: schema(),
  PracticeJoinedGroup: schema(),
  PracticeLeftGroup: schema(),
  SuccessorNamed: schema(),
  OrganisationClosed: schema(),
} satisfies Record<OrganisationEvent['type'], EventSchema>;
