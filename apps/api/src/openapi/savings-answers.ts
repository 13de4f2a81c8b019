import type { GroupClaims, SavingsRow, SchemeSavings } from '#domain';
import type { AnsweredFrom, SavingsAnswer } from '#questions';
import { byCause } from './claims-answers.js';
import { CODE, COUNT, PENCE, TEXT, YEAR, listOf, objectOf, orNull, told, type Schema } from './schema.js';

const row = objectOf<SavingsRow>({
  practice: CODE,
  commissioner: orNull(CODE),
  budgetPence: PENCE,
  actualPence: PENCE,
  serviceCostPence: PENCE,
  adjustmentPence: PENCE,
  variancePence: PENCE,
  underspendPence: PENCE,
  overspendPence: PENCE,
  claimedPence: PENCE,
  agreedPence: PENCE,
  disputedPence: PENCE,
  entitlementPence: PENCE,
  paidPence: PENCE,
});

const group = objectOf<GroupClaims>({ group: CODE, claimedPence: PENCE, agreedPence: PENCE, disputedPence: PENCE });

const scheme = objectOf<SchemeSavings>({
  scheme: { ...orNull(TEXT), description: 'Null for what is tied to no scheme' },
  claimedPence: PENCE,
  agreedPence: PENCE,
  disputedPence: PENCE,
  earnedPence: PENCE,
  serviceCostPence: PENCE,
  netClaimedPence: PENCE,
});

const { derivation: _untold, ...toldFrom } = told;

export const SAVINGS_ANSWERS = {
  Savings: objectOf<SavingsAnswer & Omit<AnsweredFrom, 'derivation'>>(
    {
      of: CODE,
      holder: CODE,
      year: YEAR,
      practices: COUNT,
      underspending: COUNT,
      overspending: COUNT,
      underspendPence: PENCE,
      overspendPence: PENCE,
      netUnderspendPence: { ...PENCE, description: 'Underspends less overspends; below 0 where more was overspent' },
      claimedPence: PENCE,
      agreedPence: PENCE,
      disputedPence: PENCE,
      entitledPence: PENCE,
      paidPence: PENCE,
      byCause,
      unattributedPence: PENCE,
      rows: listOf(row),
      groups: listOf(group),
      schemes: listOf(scheme),
      next: {
        ...orNull(COUNT),
        description: 'The `after` of the next page of rows, groups and schemes; null on the last one',
      },
      ...toldFrom,
    },
    ['of', 'holder'],
  ),
} satisfies Record<string, Schema>;
