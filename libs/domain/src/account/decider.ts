import { dateOf, dayOf, yearDays } from '#kernel';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Decide, Occasion } from '../decision.js';
import { Rejected } from '../refusals.js';
import { Statements } from '../statement/entitlement.js';
import { RULE_VERSION } from '../statement/rule-version.js';
import type { AccountCommands } from './commands.js';
import {
  linesMustBeOf,
  monthsMustHaveEnded,
  monthsNamed,
  mustBeFrozen,
  mustBeInYear,
  mustBeNew,
  mustBeRestatable,
  mustHaveBudget,
  mustHaveNoBudget,
  mustNotBeSetOff,
  reversalMustFit,
  rowsMustLieInTheirMonths,
  rowsMustNotRepeat,
  virementMustSumToZero,
  yearMustHaveEnded,
} from './rules.js';
import type { Account } from './state.js';

const ofPractice = ({ practice, year }: { practice: string; year: string }, { facts }: Occasion): Account =>
  facts.account(practice, year);
const ofHolder = ({ holder, year }: { holder: string; year: string }, { facts }: Occasion): Account =>
  facts.account(holder, year);

export const accountDeciders: { readonly [C in keyof AccountCommands]: Decide<AccountCommands[C]> } = {
  SetIndicativeBudget(data, occasion) {
    mustHaveNoBudget(ofPractice(data, occasion), data.practice, data.year);
    return [{ type: 'IndicativeBudgetSet', data }];
  },

  PostBudgetEntry(data, occasion) {
    const account = ofPractice(data, occasion);
    mustBeNew(account.entries, data.entry, 'entry');
    mustBeInYear(dayOf(data.effectiveOn), data.year);
    mustHaveBudget(account, data.practice, data.year);
    if (data.reason === 'VIREMENT') virementMustSumToZero(data.lines);
    const decidedOn = data.decidedOn ?? dateOf(occasion.recordedOn);
    mustNotBeFuture(dayOf(decidedOn), occasion.recordedOn, 'decidedOn');
    if (data.returns !== undefined) linesMustBeOf(account.entries.get(data.returns)!, data.lines);
    return [{ type: 'BudgetEntryPosted', data: { ...data, decidedOn } }];
  },

  RecordActuals(data, { recordedOn }) {
    const months = monthsNamed(data.rows, data.covers);
    if (data.version !== 'ESTIMATE') monthsMustHaveEnded(months, data.year, recordedOn);
    rowsMustNotRepeat(data.rows, data.year);
    rowsMustLieInTheirMonths(data.rows, data.year);
    return [{ type: 'ActualsRecorded', data }];
  },

  RestateActuals(data, occasion) {
    const account = ofPractice(data, occasion);
    mustBeNew(account.restatements, data.restatement, 'restatement');
    mustBeRestatable(data.rows, account.cells);
    return [{ type: 'ActualsRestated', data }];
  },

  RecordServiceCost: (data) => [{ type: 'ServiceCostRecorded', data }],

  PoolHighCostCase(data, occasion) {
    mustBeNew(ofPractice(data, occasion).cases, data.case, 'case');
    return [{ type: 'HighCostCasePooled', data }];
  },

  AgreeAdjustment(data, occasion) {
    mustBeNew(ofPractice(data, occasion).adjustments, data.adjustment, 'adjustment');
    return [{ type: 'AdjustmentAgreed', data }];
  },

  RecordOverspend: (data) => [{ type: 'OverspendCarried', data }],
  OfferRelease: (data) => [{ type: 'ReleaseOffered', data }],

  ConfirmEntitlement(data, { facts, recordedOn }) {
    const { holder, year, acceptEstimates = [] } = data;
    yearMustHaveEnded(year, recordedOn);
    const statements = new Statements(facts, recordedOn);
    mustBeFrozen(statements.figures, holder, year, acceptEstimates);
    const asAt = yearDays(year).last;
    const { entitlementPence } = statements.of(holder, year, asAt).answer;
    const figure = { entitlementPence, asAt: dateOf(asAt), ruleVersion: RULE_VERSION };
    return [{ type: 'EntitlementConfirmed', data: { ...data, ...figure } }];
  },

  ApproveUse(data, occasion) {
    mustBeNew(ofHolder(data, occasion).uses, data.use, 'use');
    return [{ type: 'UseApproved', data }];
  },

  ReleaseFunds(data, occasion) {
    const { holder, year, release } = data;
    mustBeNew(ofHolder(data, occasion).releases, release, 'release');
    const asAt = Math.min(yearDays(year).last, occasion.recordedOn);
    const { suspended } = new Statements(occasion.facts, occasion.recordedOn).of(holder, year, asAt);
    if (suspended) throw new Rejected('SUSPENDED', `release to ${holder} for ${year} is suspended`);
    return [{ type: 'FundsReleased', data }];
  },

  RecordPayment(data, occasion) {
    const account = ofHolder(data, occasion);
    mustBeNew(account.payments, data.payment, 'payment');
    if (data.reverses === undefined) return [{ type: 'PaymentMade', data }];
    reversalMustFit(account, data.reverses, data.pence);
    mustNotBeSetOff(occasion.facts, data.holder, data.year, data.pence);
    return [{ type: 'PaymentReversed', data }];
  },
};
