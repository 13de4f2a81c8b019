import {
  AllOrLines,
  Bp,
  Code,
  DateField,
  Id,
  Nested,
  NestedOrNull,
  OneOf,
  Text,
  TrueOrFalse,
  WholeNumber,
} from '../fields.js';
import type { Line } from '../kinds.js';
import { AtLeastOneOf, InOrder } from '../rules.js';
import { Rule } from '../shape.js';

export const EDITIONS = ['DH-2004-ENGAGING', 'DH-2006-UNIVERSAL', 'DH-2006-PRACTICAL', 'DH-2009-VISION'] as const;
export type Edition = (typeof EDITIONS)[number];
export const RECOVERY_KINDS = ['NONE', 'FULL_FIRST', 'INSTALMENTS'] as const;
export type RecoveryKind = (typeof RECOVERY_KINDS)[number];
export const SEGMENTS = ['ADD_UP', 'STAND_ALONE'] as const;
export type Segments = (typeof SEGMENTS)[number];

/** A written guarantee that the share is paid whatever the finances of the PCT. */
export class Guarantee {
  @Text() readonly text!: string;
  @TrueOrFalse({
    about: 'Whether later top-slices, contingencies and savings targets leave the budget as it was signed',
  })
  readonly protectsBaseline!: boolean;
}

@Rule<Recovery>('years', ({ kind, years }) => {
  if (kind === 'INSTALMENTS')
    return years === undefined ? 'is missing; INSTALMENTS needs a number of years' : undefined;
  return years === undefined ? undefined : `goes only with INSTALMENTS; got it with ${kind}`;
})
export class Recovery {
  @OneOf(RECOVERY_KINDS) readonly kind!: RecoveryKind;
  @WholeNumber(1, 99, { optional: true, about: 'With INSTALMENTS, and only then' }) readonly years?: number;
}

const GUARANTEE = 'null: no guarantee';
const LINES_ABOUT = 'Which service lines the agreement is about';
const SEGMENTS_ABOUT = 'Whether the parts of a year are added up or stand alone';

/** What a proposal leaves out is: no guarantee, ALL lines, recovery NONE, ADD_UP. */
export class ProposedTerms {
  @OneOf(EDITIONS) readonly edition!: Edition;
  @Bp({ about: 'The share of the holder' }) readonly shareBp!: number;
  @NestedOrNull(Guarantee, { optional: true, about: GUARANTEE }) readonly guarantee?: Guarantee | null;
  @AllOrLines({ optional: true, about: LINES_ABOUT }) readonly lines?: 'ALL' | Line[];
  @Nested(Recovery, { optional: true }) readonly recovery?: Recovery;
  @OneOf(SEGMENTS, { optional: true, about: SEGMENTS_ABOUT }) readonly segments?: Segments;
}

/** Only what changes. */
@AtLeastOneOf<VariedTerms>('edition', 'shareBp', 'guarantee', 'lines', 'recovery', 'segments')
export class VariedTerms {
  @OneOf(EDITIONS, { optional: true }) readonly edition?: Edition;
  @Bp({ optional: true, about: 'The share of the holder' }) readonly shareBp?: number;
  @NestedOrNull(Guarantee, { optional: true, about: GUARANTEE }) readonly guarantee?: Guarantee | null;
  @AllOrLines({ optional: true, about: LINES_ABOUT }) readonly lines?: 'ALL' | Line[];
  @Nested(Recovery, { optional: true }) readonly recovery?: Recovery;
  @OneOf(SEGMENTS, { optional: true, about: SEGMENTS_ABOUT }) readonly segments?: Segments;
}

@InOrder<ProposeAgreement>('from', 'to')
export class ProposeAgreement {
  @Id() readonly agreement!: string;
  @Code() readonly commissioner!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @DateField() readonly from!: string;
  @DateField({ about: 'The last day' }) readonly to!: string;
  @Nested(ProposedTerms) readonly terms!: ProposedTerms;
}

const SIGNED_ON = 'Left out: the day on which it is recorded';

export class SignAgreement {
  @Id() readonly agreement!: string;
  @Code({ about: 'The party that signs' }) readonly organisation!: string;
  @Text() readonly signatory!: string;
  @DateField({ optional: true, about: SIGNED_ON }) readonly signedOn?: string;
}

export class VaryAgreement {
  @Id() readonly agreement!: string;
  @Id() readonly variation!: string;
  @DateField() readonly effectiveFrom!: string;
  @Nested(VariedTerms) readonly terms!: VariedTerms;
}

export class SignVariation {
  @Id() readonly agreement!: string;
  @Id() readonly variation!: string;
  @Code({ about: 'The party that signs' }) readonly organisation!: string;
  @Text() readonly signatory!: string;
  @DateField({ optional: true, about: SIGNED_ON }) readonly signedOn?: string;
}

export class EndAgreement {
  @Id() readonly agreement!: string;
  @DateField({ about: 'Its last day' }) readonly endsOn!: string;
  @Text() readonly because!: string;
}
