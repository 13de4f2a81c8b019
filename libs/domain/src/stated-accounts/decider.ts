import { dateOf, dayOf } from '#kernel';
import { yearMustHaveEnded } from '../account/rules.js';
import { dayDone } from '../day-done.js';
import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import type { StatedAccountsCommands } from './commands.js';

export const statedAccountsDeciders: {
  readonly [C in keyof StatedAccountsCommands]: Decide<StatedAccountsCommands[C]>;
} = {
  SignAccounts(data, { facts, recordedOn }) {
    const { commissioner, year } = data;
    const signedOn = dayDone(data.signedOn, recordedOn, 'signedOn');
    yearMustHaveEnded(year, dayOf(signedOn));
    const { accounts } = facts.finance(commissioner, year);
    if (accounts) {
      const on = dateOf(accounts.signedOn);
      throw new Rejected('ACCOUNTS_ALREADY_SIGNED', `the accounts of ${commissioner} for ${year} were signed on ${on}`);
    }
    return [{ type: 'AccountsSigned', data: { ...data, signedOn } }];
  },

  RestateAccounts(data, { facts, recordedOn }) {
    const { commissioner, year } = data;
    const { accounts } = facts.finance(commissioner, year);
    if (!accounts) {
      throw new Rejected('ACCOUNTS_NOT_SIGNED', `the accounts of ${commissioner} for ${year} are not signed`);
    }
    const restatedOn = dayDone(data.restatedOn, recordedOn, 'restatedOn');
    if (dayOf(restatedOn) < accounts.signedOn) {
      throw new Rejected('BEFORE_SIGNED', `they were signed on ${dateOf(accounts.signedOn)}, after ${restatedOn}`);
    }
    return [{ type: 'AccountsRestated', data: { ...data, restatedOn } }];
  },
};
