import { dayOf, type Day, type IsoDate } from '#kernel';
import type { EventRef } from '../history.js';

/** Since the accounts of the year are signed. */
export type SignedAccounts = { readonly accounts?: { readonly signedOn: Day; readonly ref: EventRef } };

export const statedAccountsSteps = {
  AccountsSigned: <State extends SignedAccounts>(
    state: State,
    { signedOn }: { readonly signedOn: IsoDate },
    ref: EventRef,
  ): State => ({ ...state, accounts: { signedOn: dayOf(signedOn), ref } }),
  AccountsRestated: <State extends SignedAccounts>(state: State): State => state,
};
