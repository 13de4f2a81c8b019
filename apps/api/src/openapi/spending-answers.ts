import type {
  AnsweredFrom,
  InPages,
  IncentiveAnswer,
  IncentiveRow,
  PaidAccount,
  PaymentRow,
  PaymentsAnswer,
  UseRow,
  UsesAnswer,
} from '#questions';
import {
  CODE,
  COUNT,
  DATE,
  FLAG,
  PENCE,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  orNull,
  told,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

type Sums = Omit<UsesAnswer['byPurpose'][number], 'purpose'>;

const purpose: Schema = { ...TEXT, enum: ['PATIENT_SERVICE', 'PREMISES', 'MANAGEMENT'] };

const use = objectOf<UseRow>({
  holder: CODE,
  year: YEAR,
  use: TEXT,
  purpose: orNull(TEXT),
  approvedOn: DATE,
  approvedPence: PENCE,
  usedPence: PENCE,
  unusedPence: PENCE,
  overusedPence: PENCE,
  dueOn: { ...orNull(DATE), description: 'The last day in time to spend it' },
  policy: { ...orNull(TEXT), description: 'The version of policy that says so' },
  spent: listOf(objectOf<UseRow['spent'][number]>({ usedOn: DATE, pence: PENCE, what: TEXT })),
  flags: listOf({ type: 'string', enum: ['MORE_THAN_APPROVED', 'NOT_USED_IN_TIME'] }),
});

const used = {
  approvedPence: PENCE,
  releasedPence: PENCE,
  usedPence: PENCE,
  unusedPence: PENCE,
  notUsedInTimePence: PENCE,
} satisfies Record<keyof Sums, Schema>;

const payment = objectOf<PaymentRow>(
  { holder: CODE, payment: TEXT, recordedOn: DATE, pence: PENCE, by: CODE, inKind: TEXT, reverses: TEXT },
  ['by', 'inKind', 'reverses'],
);

const paid = objectOf<PaidAccount>({
  holder: CODE,
  entitlementPence: PENCE,
  approvedPence: PENCE,
  releasedPence: PENCE,
  directPence: PENCE,
  inKindPence: PENCE,
  setOffOutPence: PENCE,
  setOffInPence: PENCE,
  carriedForwardPence: PENCE,
  broughtForwardPence: PENCE,
  notCarriedPence: PENCE,
  paidPence: PENCE,
  outstandingPence: PENCE,
  overpaidPence: PENCE,
  releasedUnpaidPence: PENCE,
  paidUnreleasedPence: PENCE,
  status: {
    ...TEXT,
    enum: ['UNASSIGNED_AT_CLOSURE', 'SUSPENDED', 'CARRIED_FORWARD', 'PAID', 'PART_PAID', 'RELEASED', 'NOT_DUE'],
  },
  carried: listOf(objectOf<PaidAccount['carried'][number]>({ toYear: YEAR, pence: PENCE, recordedOn: DATE })),
});

const incentive = objectOf<IncentiveRow>({
  component: { type: 'integer', enum: [1, 2] },
  listSize: COUNT,
  ratePence: PENCE,
  objectivesMet: FLAG,
  componentPence: PENCE,
  duePence: PENCE,
  paidPence: PENCE,
  differencePence: PENCE,
});

const { derivation: _untold, ...toldFrom } = told;

export const SPENDING_ANSWERS = {
  Uses: objectOf<InPages<UsesAnswer> & ToldOfNoDay>(
    {
      holder: CODE,
      commissioner: CODE,
      year: YEAR,
      purpose,
      ...used,
      next: NEXT,
      rows: listOf(use),
      byPurpose: listOf(objectOf<UsesAnswer['byPurpose'][number]>({ purpose: orNull(TEXT), ...used })),
      ...toldOfNoDay,
    },
    ['holder', 'commissioner', 'year', 'purpose'],
  ),
  Payments: objectOf<InPages<PaymentsAnswer> & ToldOfNoDay>(
    {
      holder: CODE,
      commissioner: CODE,
      year: YEAR,
      directPence: PENCE,
      inKindPence: PENCE,
      next: NEXT,
      rows: listOf(payment),
      accounts: listOf(paid),
      payers: listOf(objectOf<PaymentsAnswer['payers'][number]>({ by: orNull(CODE), pence: PENCE })),
      ...toldOfNoDay,
    },
    ['holder', 'commissioner'],
  ),
  Incentive: objectOf<IncentiveAnswer & Omit<AnsweredFrom, 'derivation'>>({
    practice: CODE,
    year: YEAR,
    accessiblePence: PENCE,
    duePence: PENCE,
    paidPence: PENCE,
    togetherPence: PENCE,
    rows: listOf(incentive),
    ...toldFrom,
  }),
} satisfies Record<string, Schema>;
