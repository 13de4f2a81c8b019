import { Code, Codes, DateField, OneOf, Text, WholeNumber } from '../fields.js';
import { Rule } from '../shape.js';

export const ORGANISATION_TYPES = [
  'PRACTICE',
  'PCT',
  'CARE_TRUST',
  'SHA',
  'PCT_CLUSTER',
  'CCG',
  'NHSCB',
  'PROVIDER',
  'LMC',
] as const;
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

export class RegisterOrganisation {
  @Code() readonly code!: string;
  @OneOf(ORGANISATION_TYPES) readonly type!: OrganisationType;
  @Text() readonly name!: string;
  @DateField({ about: 'Its first day' }) readonly opensOn!: string;
}

export class AssignPractice {
  @Code() readonly practice!: string;
  @Code({ about: 'The commissioner whose practice it is from that day' }) readonly commissioner!: string;
  @DateField() readonly from!: string;
}

export class AssignCommissioner {
  @Code() readonly commissioner!: string;
  @Code({ about: 'The SHA or other body it belongs to from that day, for roll-ups' }) readonly to!: string;
  @DateField() readonly from!: string;
}

export class RecordListSize {
  @Code() readonly practice!: string;
  @DateField({ about: 'The day on which the patients were counted' }) readonly censusDate!: string;
  @WholeNumber(0, Number.MAX_SAFE_INTEGER) readonly patients!: number;
}

@Rule<NameSuccessor>('successors', ({ code, successors }) =>
  successors.includes(code) ? `must not name ${code} itself` : undefined,
)
export class NameSuccessor {
  @Code() readonly code!: string;
  @DateField() readonly from!: string;
  @Codes({ least: 1, about: 'Who takes over; with several, each takes over the practices assigned to it' })
  readonly successors!: string[];
}

export class CloseOrganisation {
  @Code() readonly code!: string;
  @DateField() readonly lastDay!: string;
}
