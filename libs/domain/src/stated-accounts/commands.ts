import type { IsoDate, Pence, Year } from '#kernel';

type OfYear = { commissioner: string; year: Year };
type Stated = { outturnPence: Pence; estimated?: boolean };

export type StatedAccountsCommands = {
  SignAccounts: OfYear & Stated & { signatory: string; signedOn?: IsoDate };
  RestateAccounts: OfYear & Stated & { restatedBy: string; because: string; restatedOn?: IsoDate };
};
