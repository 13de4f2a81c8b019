import { schema, type Bp, type EventSchema, type Fact, type IsoDate } from '#kernel';
import type { Line } from '../service-lines.js';

/** Editions of the guidance. @see domain dossier 2.1 */
export const EDITIONS = ['DH-2004-ENGAGING', 'DH-2006-UNIVERSAL', 'DH-2006-PRACTICAL', 'DH-2009-VISION'] as const;
export type Edition = (typeof EDITIONS)[number];

export type Guarantee = { readonly text: string; readonly protectsBaseline: boolean };

/** How overspends of earlier years are recovered (rule 12). */
export type RecoveryTerms =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'FULL_FIRST' }
  | { readonly kind: 'INSTALMENTS'; readonly years: number };

export type Terms = {
  readonly edition: Edition;
  readonly shareBp: Bp;
  readonly guarantee: Guarantee | null;
  readonly lines: 'ALL' | readonly Line[];
  readonly recovery: RecoveryTerms;
  /** Whether the agreement's part of a year is added up with the rest of it, or stands alone (rule 10). */
  readonly segments: 'ADD_UP' | 'STAND_ALONE';
};

/** The two sides of an agreement. */
export type Party = 'HOLDER' | 'COMMISSIONER';

type Parties = { agreement: string; commissioner: string; holder: string };
type Signature = { organisation: string; party: Party; signatory: string; signedOn: IsoDate };

export type AgreementEvent =
  | Fact<'AgreementProposed', Parties & { from: IsoDate; to: IsoDate; terms: Terms }>
  | Fact<'AgreementSigned', Parties & Signature>
  | Fact<'AgreementVaried', Parties & { variation: string; effectiveFrom: IsoDate; terms: Partial<Terms> }>
  | Fact<'VariationSigned', Parties & Signature & { variation: string }>
  | Fact<'AgreementEnded', Parties & { endsOn: IsoDate; because: string }>;

export const agreementSchemas = {
  AgreementProposed: schema(),
  AgreementSigned: schema([], ['signatory']),
  AgreementVaried: schema(),
  VariationSigned: schema([], ['signatory']),
  AgreementEnded: schema(),
} satisfies Record<AgreementEvent['type'], EventSchema>;
