import { schema, type EventSchema, type Fact, type IsoDate, type Pence, type Year } from '#kernel';

/** Why a year came out above or below its budget. @see domain dossier 2.5 */
export const CAUSES = ['EARNED', 'WINDFALL', 'TARIFF', 'DATA', 'POOL'] as const;
export type Cause = (typeof CAUSES)[number];

/** Against what a saving is measured, and which body agreed to that. */
export type Baseline = {
  readonly baseline?: string;
  readonly baselineAgreedBy?: string;
  readonly baselineAgreedOn?: IsoDate;
};

type OfHolder = { holder: string; year: Year };
type OfClaim = OfHolder & { claim: string; by: string; because?: string };

export type ClaimEvent =
  | Fact<'SavingsClaimed', OfHolder & Baseline & { claim: string; pence: Pence; scheme?: string; method?: string }>
  | Fact<
      'VarianceAttributed',
      OfHolder &
        Baseline & {
          attribution: string;
          claim?: string;
          scheme?: string;
          cause: Cause;
          pence: Pence;
          method: string;
        }
    >
  /** `pence` is the part that is agreed; the rest is open. */
  | Fact<'ClaimAgreed', OfClaim & { pence: Pence }>
  /** `pence` is the part that is agreed; the rest is disputed. */
  | Fact<'ClaimDisputed', OfClaim & { pence: Pence }>
  | Fact<'ClaimWithdrawn', OfClaim>;

export const claimSchemas = {
  SavingsClaimed: schema(),
  VarianceAttributed: schema(),
  ClaimAgreed: schema(),
  ClaimDisputed: schema(),
  ClaimWithdrawn: schema(),
} satisfies Record<ClaimEvent['type'], EventSchema>;
