import { dateOf, dayOf, sumPence, yearDays } from '#kernel';
import { mustBeNew, yearMustHaveEnded } from '../account/rules.js';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Decide, Occasion } from '../decision.js';
import { Rejected } from '../refusals.js';
import { Statements, type Entitlement } from '../statement/entitlement.js';
import type { SpendingCommands } from './commands.js';

/** A holder's statement of a year as it stands on the day. */
const standing = (holder: string, year: string, { facts, recordedOn }: Occasion): Entitlement =>
  new Statements(facts, recordedOn).of(holder, year, Math.min(yearDays(year).last, recordedOn)).answer;

export const spendingDeciders: { readonly [C in keyof SpendingCommands]: Decide<SpendingCommands[C]> } = {
  RecordUse(data, { recordedOn }) {
    const usedOn = data.usedOn ?? dateOf(recordedOn);
    mustNotBeFuture(dayOf(usedOn), recordedOn, 'usedOn');
    return [{ type: 'FundsUsed', data: { ...data, usedOn } }];
  },

  CarryForward(data, occasion) {
    const { holder, fromYear, pence } = data;
    yearMustHaveEnded(fromYear, occasion.recordedOn);
    const { carriedForward } = occasion.facts.account(holder, fromYear);
    const before = sumPence(carriedForward.map((moved) => moved.pence));
    const left = standing(holder, fromYear, occasion).outstandingPence - before;
    if (pence > left) {
      throw new Rejected(
        'MORE_THAN_OUTSTANDING',
        `${left} pence of ${fromYear} are outstanding and not carried forward`,
      );
    }
    return [{ type: 'EntitlementCarriedForward', data }];
  },

  SetOffOverpayment(data, occasion) {
    const { setOff, holder, fromYear, pence } = data;
    mustBeNew(occasion.facts.account(holder, fromYear).setOffs, setOff, 'set-off');
    const { overpaidPence } = standing(holder, fromYear, occasion);
    if (pence > overpaidPence) {
      throw new Rejected('MORE_THAN_OVERPAID', `${overpaidPence} pence of ${fromYear} are overpaid`);
    }
    return [{ type: 'OverpaymentSetOff', data }];
  },

  PayIncentive(data, { facts }) {
    const { practice, year, payment } = data;
    const { incentives } = facts.account(practice, year);
    if (payment !== undefined && incentives.some((paid) => paid.payment === payment)) {
      throw new Rejected('ALREADY_EXISTS', `incentive payment ${payment} is recorded already`);
    }
    return [{ type: 'IncentivePaid', data }];
  },
};
