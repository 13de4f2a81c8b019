import {
  CAUSES,
  Statements,
  doublesBetween,
  doublesWithin,
  groupsInYear,
  hasBudget,
  isGroup,
  isWithdrawn,
  partsOfClaim,
  type Account,
  type Attribution,
  type Cause,
  type ClaimStatus,
  type ClaimedOf,
  type DoubleClaim,
  type DoubleKind,
  type SavingsClaim,
} from '#domain';
import type { QuestionInput } from '#contract';
import { sumPence, yearDays, type Instant, type Pence, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { pagedTogether, type InPages } from '../paging.js';
import { accountsAsked, askedFields, lastDayKnown, type AccountName, type AccountsAsked } from './accounts-asked.js';

/** What the ledger sees in a claim that a reader should look at; nothing of it is refused. */
export type ClaimFlag = DoubleKind | 'NO_SCHEME' | 'NO_BASELINE' | 'BASELINE_NOT_AGREED' | 'WITHDRAWN_AFTER_PAYMENT';

export type ClaimRow = {
  readonly claim: string;
  readonly holder: string;
  readonly year: Year;
  readonly scheme?: string;
  readonly status: ClaimStatus;
  readonly claimedPence: Pence;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
  readonly openPence: Pence;
  /** What attributions say was earned of it. */
  readonly earnedPence: Pence;
  readonly method?: string;
  readonly baseline?: string;
  readonly baselineAgreedBy?: string;
  readonly baselineAgreedOn?: string;
  readonly claimedAt: Instant;
  /** Of what was last said of it. */
  readonly answeredBy?: string;
  readonly because?: string;
  readonly flags: readonly ClaimFlag[];
};

export type AttributionRow = AccountName & Omit<Attribution, 'id' | 'ref'> & { readonly attribution: string };

/** A holder's year: what was saved beside what is claimed of it. */
export type ClaimedAccount = AccountName & {
  readonly variancePence: Pence;
  readonly grossPence: Pence;
  readonly overspendPence: Pence;
  readonly claimedPence: Pence;
  readonly agreedPence: Pence;
  readonly disputedPence: Pence;
  readonly notClaimedPence: Pence;
  readonly overclaimedPence: Pence;
  readonly byCause: { readonly [C in Cause]: Pence };
  readonly unattributedPence: Pence;
};

export type ClaimsAnswer = {
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year?: Year;
  readonly scheme?: string;
  readonly rows: readonly ClaimRow[];
  readonly attributions: readonly AttributionRow[];
  readonly accounts: readonly ClaimedAccount[];
  readonly doubles: readonly DoubleClaim[];
};

export async function claims(
  asking: Asking,
  asked: QuestionInput<'claims'>,
): Promise<InPages<ClaimsAnswer> & Omit<AnsweredFrom, 'asAt'>> {
  const of = await accountsAsked(asking, asked);
  const { facts, moment, gathering } = of;
  const told = of.accounts.filter(({ holder, year }) => {
    const account = facts.account(holder, year);
    const isSpokenOf = account.claims.size > 0 || account.attributions.size > 0;
    return isSpokenOf || asked.holder !== undefined || (asked.year !== undefined && hasBudget(account));
  });
  for (const { holder, year } of told) await gathering.statement(holder, year);
  const statements = new Statements(facts, moment.day);
  const doubles = doubleClaims(statements, of, told);
  const speaks = ({ scheme }: { readonly scheme?: string }) => asked.scheme === undefined || scheme === asked.scheme;
  const rows = told.flatMap((name) => claimRows(statements, of, name, doubles)).filter(speaks);
  const listed = new Set(rows.map(({ claim }) => claim));
  const attributions = told.flatMap((name) => attributionRows(statements, name)).filter(speaks);
  const accounts = told.map((name) => claimedAccount(statements, of, name));
  const meant = doubles.filter((each) => asked.scheme === undefined || each.claims.some((claim) => listed.has(claim)));
  return {
    ...askedFields(asked),
    ...(asked.scheme === undefined ? {} : { scheme: asked.scheme }),
    ...pagedTogether({ rows, attributions, accounts, doubles: meant }, asked),
    ...asking.from(moment),
  };
}

const figureOf = (statements: Statements, { moment }: AccountsAsked, { holder, year }: AccountName) =>
  statements.of(holder, year, lastDayKnown(yearDays(year).last, moment)).answer;

const claimsOf = ({ claims }: Account): readonly SavingsClaim[] => [...claims.values()];

function claimedOf(statements: Statements, of: AccountsAsked, name: AccountName): ClaimedOf {
  const { grossPence } = figureOf(statements, of, name);
  return { ...name, grossPence, claims: claimsOf(statements.facts.account(name.holder, name.year)) };
}

/** A claim of a practice and of its group is found from either side, and told once. */
function doubleClaims(statements: Statements, of: AccountsAsked, told: readonly AccountName[]): readonly DoubleClaim[] {
  const found = new Map<string, DoubleClaim>();
  const take = (double: DoubleClaim) => found.set(`${double.kind} ${double.claims.join(' ')}`, double);
  for (const name of told) {
    const own = claimedOf(statements, of, name);
    doublesWithin(own).forEach(take);
    if (own.claims.every(isWithdrawn)) continue;
    for (const [practice, group] of withGroups(statements, name)) {
      doublesBetween(claimedOf(statements, of, practice), claimedOf(statements, of, group)).forEach(take);
    }
  }
  return [...found.values()];
}

/** A practice with each of its groups of the year, or a group with each of its members. */
function withGroups(
  { facts }: Statements,
  { holder, year }: AccountName,
): readonly (readonly [practice: AccountName, group: AccountName])[] {
  const pairs = isGroup(facts, holder)
    ? facts
        .everMembers(holder)
        .filter((practice) => groupsInYear(facts, practice, year).includes(holder))
        .map((practice) => [practice, holder] as const)
    : groupsInYear(facts, holder, year).map((group) => [holder, group] as const);
  return pairs
    .filter((pair) => pair.every((code) => facts.account(code, year).claims.size > 0))
    .map(([practice, group]) => [
      { holder: practice, year },
      { holder: group, year },
    ]);
}

function claimRows(
  statements: Statements,
  of: AccountsAsked,
  name: AccountName,
  doubles: readonly DoubleClaim[],
): readonly ClaimRow[] {
  const account = statements.facts.account(name.holder, name.year);
  const wasPaid = account.claims.size > 0 && figureOf(statements, of, name).paidPence > 0;
  return claimsOf(account).map(({ id, pence, agreedPence: _agreed, answered, ref, ...said }) => {
    const claim = account.claims.get(id)!;
    const earned = [...account.attributions.values()].filter((one) => one.claim === id && one.cause === 'EARNED');
    return {
      claim: id,
      ...said,
      claimedPence: pence,
      ...partsOfClaim(claim),
      earnedPence: sumPence(earned.map((one) => one.pence)),
      claimedAt: ref.recordedAt,
      ...(answered === undefined ? {} : { answeredBy: answered.by }),
      ...(answered?.because === undefined ? {} : { because: answered.because }),
      flags: flagsOf(claim, doubles, wasPaid),
    };
  });
}

function flagsOf(claim: SavingsClaim, doubles: readonly DoubleClaim[], wasPaid: boolean): readonly ClaimFlag[] {
  const { id, scheme, baseline, baselineAgreedBy } = claim;
  const flags = new Set<ClaimFlag>(doubles.filter(({ claims }) => claims.includes(id)).map(({ kind }) => kind));
  if (scheme === undefined) flags.add('NO_SCHEME');
  if (baseline === undefined) flags.add('NO_BASELINE');
  else if (baselineAgreedBy === undefined) flags.add('BASELINE_NOT_AGREED');
  if (isWithdrawn(claim) && wasPaid) flags.add('WITHDRAWN_AFTER_PAYMENT');
  return [...flags];
}

function attributionRows({ facts }: Statements, { holder, year }: AccountName): readonly AttributionRow[] {
  const { attributions } = facts.account(holder, year);
  return [...attributions.values()].map(({ id, ref: _ref, ...said }) => ({ attribution: id, holder, year, ...said }));
}

/** Pence by cause, zeros with them. */
export function byCauseOf(attributions: Iterable<Attribution>): { readonly [C in Cause]: Pence } {
  const all = [...attributions];
  const sumOf = (cause: Cause) => sumPence(all.filter((one) => one.cause === cause).map(({ pence }) => pence));
  return Object.fromEntries(CAUSES.map((cause) => [cause, sumOf(cause)])) as { [C in Cause]: Pence };
}

function claimedAccount(statements: Statements, of: AccountsAsked, name: AccountName): ClaimedAccount {
  const { claims, attributions } = statements.facts.account(name.holder, name.year);
  const { variancePence, grossPence, overspendPence } = figureOf(statements, of, name);
  const all = [...claims.values()];
  const parts = all.map(partsOfClaim);
  const claimedPence = sumPence(all.filter((claim) => !isWithdrawn(claim)).map(({ pence }) => pence));
  const byCause = byCauseOf(attributions.values());
  return {
    ...name,
    variancePence,
    grossPence,
    overspendPence,
    claimedPence,
    agreedPence: sumPence(parts.map(({ agreedPence }) => agreedPence)),
    disputedPence: sumPence(parts.map(({ disputedPence }) => disputedPence)),
    notClaimedPence: Math.max(0, grossPence - claimedPence),
    overclaimedPence: Math.max(0, claimedPence - grossPence),
    byCause,
    unattributedPence: variancePence - sumPence(Object.values(byCause)),
  };
}
