import { schema, type EventSchema, type Fact, type IsoDate, type Pence, type Year } from '#kernel';

/** Of the incentive scheme: for a plan agreed, and for its objectives met. @see domain dossier 2.11 */
export type IncentiveComponent = 1 | 2;

type OfHolder = { holder: string; year: Year };

/** What became of the money of a year: spent, moved to a later year, or paid beside it. None moves an entitlement. */
export type SpendingEvent =
  /** Below 0 where money came back, as from a sale. */
  | Fact<'FundsUsed', OfHolder & { use: string; pence: Pence; usedOn: IsoDate; what: string }>
  | Fact<'EntitlementCarriedForward', { holder: string; fromYear: Year; toYear: Year; pence: Pence }>
  | Fact<'OverpaymentSetOff', { setOff: string; holder: string; fromYear: Year; toYear: Year; pence: Pence }>
  | Fact<
      'IncentivePaid',
      {
        practice: string;
        year: Year;
        component: IncentiveComponent;
        listSize: number;
        ratePence: Pence;
        objectivesMet: boolean;
        pence: Pence;
        payment?: string;
      }
    >;

export const spendingSchemas = {
  FundsUsed: schema(),
  EntitlementCarriedForward: schema(),
  OverpaymentSetOff: schema(),
  IncentivePaid: schema(),
} satisfies Record<SpendingEvent['type'], EventSchema>;
