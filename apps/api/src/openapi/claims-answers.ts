import { CAUSES, type DoubleClaim } from '#domain';
import type { AttributionRow, ClaimRow, ClaimedAccount, ClaimsAnswer, InPages } from '#questions';
import {
  CODE,
  DATE,
  INSTANT,
  PENCE,
  TEXT,
  YEAR,
  NEXT,
  listOf,
  objectOf,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const flags: Schema = { ...listOf(TEXT), description: 'What a reader should look at; nothing of it is refused' };

const row = objectOf<ClaimRow>(
  {
    claim: TEXT,
    holder: CODE,
    year: YEAR,
    scheme: TEXT,
    status: { type: 'string', enum: ['CLAIMED', 'PART_AGREED', 'AGREED', 'DISPUTED', 'WITHDRAWN'] },
    claimedPence: PENCE,
    agreedPence: PENCE,
    disputedPence: PENCE,
    openPence: PENCE,
    earnedPence: PENCE,
    method: TEXT,
    baseline: TEXT,
    baselineAgreedBy: CODE,
    baselineAgreedOn: DATE,
    claimedAt: INSTANT,
    answeredBy: CODE,
    because: TEXT,
    flags,
  },
  ['scheme', 'method', 'baseline', 'baselineAgreedBy', 'baselineAgreedOn', 'answeredBy', 'because'],
);

const attribution = objectOf<AttributionRow>(
  {
    attribution: TEXT,
    holder: CODE,
    year: YEAR,
    claim: TEXT,
    scheme: TEXT,
    cause: { type: 'string', enum: [...CAUSES] },
    pence: PENCE,
    method: TEXT,
    baseline: TEXT,
    baselineAgreedBy: CODE,
    baselineAgreedOn: DATE,
  },
  ['claim', 'scheme', 'baseline', 'baselineAgreedBy', 'baselineAgreedOn'],
);

export const byCause = objectOf<ClaimedAccount['byCause']>({
  EARNED: PENCE,
  WINDFALL: PENCE,
  TARIFF: PENCE,
  DATA: PENCE,
  POOL: PENCE,
});

const account = objectOf<ClaimedAccount>({
  holder: CODE,
  year: YEAR,
  variancePence: PENCE,
  grossPence: PENCE,
  overspendPence: PENCE,
  claimedPence: PENCE,
  agreedPence: PENCE,
  disputedPence: PENCE,
  notClaimedPence: PENCE,
  overclaimedPence: PENCE,
  byCause,
  unattributedPence: PENCE,
});

const double = objectOf<DoubleClaim>(
  {
    kind: { type: 'string', enum: ['SCHEME_CLAIMED_TWICE', 'CLAIMED_BY_PRACTICE_AND_GROUP', 'MORE_THAN_SAVED'] },
    year: YEAR,
    holders: listOf(CODE),
    scheme: TEXT,
    claims: listOf(TEXT),
    pence: PENCE,
  },
  ['scheme'],
);

export const CLAIMS_ANSWERS = {
  Claims: objectOf<InPages<ClaimsAnswer> & ToldOfNoDay>(
    {
      holder: CODE,
      commissioner: CODE,
      year: YEAR,
      scheme: TEXT,
      next: NEXT,
      rows: listOf(row),
      attributions: listOf(attribution),
      accounts: listOf(account),
      doubles: listOf(double),
      ...toldOfNoDay,
    },
    ['holder', 'commissioner', 'year', 'scheme'],
  ),
} satisfies Record<string, Schema>;
