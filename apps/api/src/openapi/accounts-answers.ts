import type { RollForwardRow } from '#domain';
import type { AnsweredFrom, RollForwardAnswer, UnderAgreementAnswer, UnderAgreementRow } from '#questions';
import {
  BASIS,
  CODE,
  COUNT,
  DATE,
  INSTANT,
  PENCE,
  YEAR,
  listOf,
  objectOf,
  orNull,
  told,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const rolled = {
  openingPence: PENCE,
  earnedPence: PENCE,
  restatedPence: PENCE,
  transferredPence: PENCE,
  paidPence: PENCE,
  closingPence: PENCE,
};

const agreed = {
  practices: COUNT,
  guaranteedPractices: COUNT,
  agreedPractices: COUNT,
  withoutPractices: COUNT,
  budgetPence: PENCE,
  guaranteedPence: PENCE,
  agreedPence: PENCE,
  withoutPence: PENCE,
};

const { derivation: _untold, ...toldFrom } = told;

export const ACCOUNTS_ANSWERS = {
  RollForward: objectOf<RollForwardAnswer & Omit<AnsweredFrom, 'derivation'>>(
    {
      of: CODE,
      holder: CODE,
      year: YEAR,
      from: INSTANT,
      to: INSTANT,
      openingPractices: COUNT,
      closingPractices: COUNT,
      ...rolled,
      openingEntitledPence: PENCE,
      closingEntitledPence: PENCE,
      openingOverpaidPence: PENCE,
      closingOverpaidPence: PENCE,
      rows: listOf(objectOf<RollForwardRow>({ basis: BASIS, ...rolled })),
      ...toldFrom,
    },
    ['of', 'holder'],
  ),
  UnderAgreement: objectOf<UnderAgreementAnswer & ToldOfNoDay>(
    {
      commissioner: CODE,
      of: CODE,
      year: YEAR,
      on: DATE,
      ...agreed,
      resourceLimitPence: PENCE,
      withoutLimit: COUNT,
      rows: listOf(objectOf<UnderAgreementRow>({ commissioner: CODE, resourceLimitPence: orNull(PENCE), ...agreed })),
      ...toldOfNoDay,
    },
    ['commissioner', 'of'],
  ),
} satisfies Record<string, Schema>;
