import { schema, type EventSchema, type Fact, type IsoDate, type Pence, type Year } from '#kernel';

type OfYear = { commissioner: string; year: Year };
/** The outturn that accounts state: a surplus above 0, a deficit below. */
type Stated = { outturnPence: Pence; estimated?: boolean };

/** What a commissioner's accounts of a year say, and what they are later found to say. Neither enters an entitlement (rule 14). */
export type StatedAccountsEvent =
  | Fact<'AccountsSigned', OfYear & Stated & { signatory: string; signedOn: IsoDate }>
  | Fact<'AccountsRestated', OfYear & Stated & { restatedBy: string; because: string; restatedOn: IsoDate }>;

export const statedAccountsSchemas = {
  AccountsSigned: schema([], ['signatory']),
  AccountsRestated: schema([], ['restatedBy']),
} satisfies Record<StatedAccountsEvent['type'], EventSchema>;
