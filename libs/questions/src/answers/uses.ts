import { policiesFor, useDue, usedOf, type Account, type Purpose, type Use } from '#domain';
import type { QuestionInput } from '#contract';
import { dateOf, londonDay, sumPence, type Day, type IsoDate, type Pence, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import type { KnownFacts } from '../known-facts.js';
import { paged, type InPages } from '../paging.js';
import { accountsAsked, askedFields, type AccountName } from './accounts-asked.js';

export type UseFlag = 'MORE_THAN_APPROVED' | 'NOT_USED_IN_TIME';

export type UseRow = {
  readonly holder: string;
  readonly year: Year;
  readonly use: string;
  readonly purpose: Purpose | null;
  readonly approvedOn: IsoDate;
  readonly approvedPence: Pence;
  readonly usedPence: Pence;
  readonly unusedPence: Pence;
  readonly overusedPence: Pence;
  /** The last day in time to spend it, and the version of policy that says so. */
  readonly dueOn: IsoDate | null;
  readonly policy: string | null;
  readonly spent: readonly { readonly usedOn: IsoDate; readonly pence: Pence; readonly what: string }[];
  readonly flags: readonly UseFlag[];
};

type UsedSums = {
  readonly approvedPence: Pence;
  readonly releasedPence: Pence;
  readonly usedPence: Pence;
  readonly unusedPence: Pence;
  readonly notUsedInTimePence: Pence;
};

export type UsesAnswer = UsedSums & {
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year?: Year;
  readonly purpose?: Purpose;
  readonly rows: readonly UseRow[];
  readonly byPurpose: readonly (UsedSums & { readonly purpose: Purpose | null })[];
};

type Released = { readonly purpose: Purpose | null; readonly pence: Pence };

export async function uses(
  asking: Asking,
  asked: QuestionInput<'uses'>,
): Promise<InPages<UsesAnswer> & Omit<AnsweredFrom, 'asAt'>> {
  const { facts, gathering, moment, accounts } = await accountsAsked(asking, asked);
  await gathering.policiesFor([...new Set(accounts.map(({ holder }) => holder))]);
  const isAsked = ({ purpose }: { readonly purpose: Purpose | null }) =>
    asked.purpose === undefined || purpose === asked.purpose;
  const all = accounts.map((name) => ({ name, account: facts.account(name.holder, name.year) }));
  const rows = all.flatMap(({ name, account }) => useRows(facts, name, account, moment.day)).filter(isAsked);
  const released = all.flatMap(({ account }) => releasesOf(account)).filter(isAsked);
  const purposes = new Set([...rows, ...released].map(({ purpose }) => purpose));
  return {
    ...askedFields(asked),
    ...(asked.purpose === undefined ? {} : { purpose: asked.purpose }),
    ...sumsOf(rows, released),
    ...paged(rows, asked),
    byPurpose: PURPOSES.filter((purpose) => purposes.has(purpose)).map((purpose) => ({
      purpose,
      ...sumsOf(
        rows.filter((row) => row.purpose === purpose),
        released.filter((release) => release.purpose === purpose),
      ),
    })),
    ...asking.from(moment),
  };
}

const PURPOSES: readonly (Purpose | null)[] = ['PATIENT_SERVICE', 'PREMISES', 'MANAGEMENT', null];

const releasesOf = ({ releases }: Account): readonly Released[] =>
  [...releases.values()].map(({ pence, purpose }) => ({ pence, purpose: purpose ?? null }));

const useRows = (facts: KnownFacts, name: AccountName, { uses }: Account, today: Day): readonly UseRow[] =>
  [...uses.values()].map((use) =>
    useRow(
      name,
      use,
      useDue(use, (day) => policiesFor(facts, name.holder, day)),
      today,
    ),
  );

function useRow(name: AccountName, use: Use, due: ReturnType<typeof useDue>, today: Day): UseRow {
  const { id, pence, purpose, spent, ref } = use;
  const { usedPence, leftPence } = usedOf(use);
  const unusedPence = Math.max(0, leftPence);
  const overusedPence = Math.max(0, -leftPence);
  const approvedOn = dateOf(londonDay(ref.recordedAt));
  const flags: UseFlag[] = [];
  if (overusedPence > 0) flags.push('MORE_THAN_APPROVED');
  if (unusedPence > 0 && due && today > due.dueOn) flags.push('NOT_USED_IN_TIME');
  return {
    ...name,
    use: id,
    purpose: purpose ?? null,
    approvedOn,
    approvedPence: pence,
    usedPence,
    unusedPence,
    overusedPence,
    dueOn: due ? dateOf(due.dueOn) : null,
    policy: due?.by ?? null,
    spent: spent.map(({ usedOn, pence: of, what }) => ({ usedOn, pence: of, what })),
    flags,
  };
}

function sumsOf(rows: readonly UseRow[], released: readonly Released[]): UsedSums {
  const sumOf = (field: 'approvedPence' | 'usedPence' | 'unusedPence', of = rows) =>
    sumPence(of.map((row) => row[field]));
  const late = rows.filter(({ flags }) => flags.includes('NOT_USED_IN_TIME'));
  return {
    approvedPence: sumOf('approvedPence'),
    releasedPence: sumPence(released.map(({ pence }) => pence)),
    usedPence: sumOf('usedPence'),
    unusedPence: sumOf('unusedPence'),
    notUsedInTimePence: sumOf('unusedPence', late),
  };
}
