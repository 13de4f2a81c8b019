import type { IsoDate } from '#kernel';
import type { PolicyTerms } from './terms.js';

/** A value, and where it comes from: a section of the domain dossier, and the source that it names. */
type Sourced<Value> = {
  readonly value: Value;
  readonly source: string;
  /** No text of the guidance was found: the usual custom, to be replaced by a policy. */
  readonly assumed?: true;
};

export type NationalEdition = {
  readonly policy: string;
  readonly title: string;
  /** Month or day of publication. */
  readonly published?: string;
  /** null: for every earlier day, too. */
  readonly from: IsoDate | null;
  readonly terms: { readonly [Name in keyof PolicyTerms]?: Sourced<PolicyTerms[Name]> };
};

/** Of the data below: it grows with every change of them, and editions that were shipped keep their ids. */
export const NATIONAL_POLICY_VERSION = 2;

/** Terms for which no edition speaks. */
export const USUAL_TERMS = 'LEDGER-USUAL-TERMS';

/**
 * The national editions, which every ledger knows from the start; policies that are recorded come on top. An edition
 * holds from its `from` until another says otherwise.
 */
export const NATIONAL_EDITIONS: readonly NationalEdition[] = [
  {
    policy: USUAL_TERMS,
    title: 'What was usual, where no edition says it',
    from: null,
    terms: {
      budgetDue: { value: { month: 2, day: 1 }, source: '13.8, the date of [S28] for every year', assumed: true },
      caseLimitDays: { value: 56, source: '2.9, 13.8: eight weeks [M]', assumed: true },
      disputeStepDays: { value: 28, source: '2.13, 13.8: 10 to 28 days a step were usual [M]', assumed: true },
      splitKey: { value: 'LIST', source: '13.8: local custom [M]', assumed: true },
      fairShareToleranceBp: { value: 1000, source: '2.3, 13.8 [S37]' },
      flexDays: { value: 30, source: '3.2, 13.8: about one month [M]', assumed: true },
      freezeDays: { value: 60, source: '3.2, 13.8: about two months [M]', assumed: true },
      offerAnswerDays: { value: 28, source: '2.13: as long as a step of a dispute [M]', assumed: true },
      rulingDays: { value: 28, source: '2.13: as long as a step of a dispute [M]', assumed: true },
      spendingToleranceBp: { value: 500, source: '12.2: over or under by more than 5 per cent [D]', assumed: true },
      useYears: { value: 3, source: '11.24: use not spent in three years [D]', assumed: true },
    },
  },
  {
    policy: 'DH-2004-ENGAGING',
    title: 'Practice based commissioning: engaging practices in commissioning',
    published: '2004-10-05',
    from: null,
    terms: {
      minimumShareBp: { value: 5000, source: '2.1, 2.5 [S2]; for every day to 31 March 2006' },
      recovery: { value: { kind: 'INSTALMENTS', years: 3 }, source: '2.8, 13.8: balance over three years [S2]' },
    },
  },
  {
    policy: 'DH-2006-UNIVERSAL',
    title: 'Practice based commissioning: achieving universal coverage',
    published: '2006-01-26',
    from: '2006-04-01',
    terms: {
      minimumShareBp: { value: 7000, source: '2.5: at least 70 per cent from 2006/07 [S3]' },
      contingencyBp: { value: { least: 300, most: 500 }, source: '2.7: 3 to 5 per cent in 2006/07 [S12]' },
      recovery: { value: { kind: 'NONE' }, source: '2.8: no fixed period; by agreement, else none [S4]' },
    },
  },
  {
    policy: 'DH-2006-PRACTICAL',
    title: 'Practice based commissioning: practical implementation',
    published: '2006-11',
    from: '2007-04-01',
    terms: { minimumShareBp: { value: 7000, source: '2.1, 2.5: the minimum for 2007/08 [S24]' } },
  },
  {
    policy: 'DH-2009-VISION',
    title: 'Clinical commissioning: our vision for practice-based commissioning',
    published: '2009-03',
    from: '2009-04-01',
    terms: {
      minimumShareBp: { value: 7000, source: '13.8: 70 per cent from 2006 on [S3][S24]' },
      budgetDue: { value: { month: 2, day: 1 }, source: '2.3: by 1 May of each year [S28]' },
    },
  },
];
