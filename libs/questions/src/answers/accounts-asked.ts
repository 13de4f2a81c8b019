import { debtorOf, groupsInYear, groupsJoined, streamOf, type Facts } from '#domain';
import { isYear, type Day, type Year } from '#kernel';
import type { Asking, AskedAt } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeCommissioner, mustBeHolder } from '../subject.js';

export type AccountName = { readonly holder: string; readonly year: Year };

/** A question about a holder's accounts, or about those of all whom a commissioner owes and of their groups. */
export type AskedOfAccounts = AskedAt & {
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year?: string;
};

/** What the accounts of a question were found to be, and what was read to find them. */
export type AccountsAsked = {
  readonly moment: Moment;
  readonly gathering: Gathering;
  readonly facts: KnownFacts;
  /** By year, then by code. */
  readonly accounts: readonly AccountName[];
};

export async function accountsAsked(asking: Asking, asked: AskedOfAccounts): Promise<AccountsAsked> {
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  const facts = new KnownFacts(gathering, moment.position);
  const found =
    asked.holder === undefined
      ? await ofCommissioner(gathering, facts, asked.commissioner!, asked.year, moment)
      : await ofHolder(gathering, facts, asked.holder, asked.year, moment);
  await gathering.load(found.map(({ holder, year }) => streamOf.account(holder, year)));
  const accounts = [...found].sort((a, b) => compare(a.year, b.year) || compare(a.holder, b.holder));
  return { moment, gathering, facts, accounts };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function ofHolder(
  gathering: Gathering,
  facts: Facts,
  holder: string,
  year: Year | undefined,
  { position }: Moment,
): Promise<readonly AccountName[]> {
  await gathering.body(holder);
  mustBeHolder(facts, holder);
  const years = year === undefined ? await yearsOf(gathering, holder, position) : [year];
  return years.map((each) => ({ holder, year: each }));
}

async function ofCommissioner(
  gathering: Gathering,
  facts: Facts,
  commissioner: string,
  year: Year | undefined,
  { position, day }: Moment,
): Promise<readonly AccountName[]> {
  await gathering.body(commissioner);
  mustBeCommissioner(facts, commissioner);
  const found = new Map<string, AccountName>();
  const take = (name: AccountName) => found.set(`${name.holder} ${name.year}`, name);
  for (const practice of await gathering.practicesOf(commissioner)) {
    const groups = await gathering.groupsEver(practice);
    for (const code of groups) await gathering.body(code);
    const codes = [practice, ...groupsJoined(facts.organisation(practice))];
    const years = year === undefined ? await yearsOfAll(gathering, codes, position) : [year];
    for (const each of years) {
      await gathering.debtors(practice, each);
      if (debtorOf(facts, practice, each, day)?.code !== commissioner) continue;
      take({ holder: practice, year: each });
      for (const group of groupsInYear(facts, practice, each)) take({ holder: group, year: each });
    }
  }
  return [...found.values()];
}

/** The years of which any of these has an account by a position. */
export async function yearsOfAll(gathering: Gathering, holders: readonly string[], position: number) {
  const years = new Set<Year>();
  for (const holder of holders) for (const year of await yearsOf(gathering, holder, position)) years.add(year);
  return [...years];
}

/** The years of which a holder has an account by a position. */
async function yearsOf(gathering: Gathering, holder: string, position: number): Promise<readonly Year[]> {
  const account = streamOf.account(holder, '');
  const streams = await gathering.speakingOf(holder, position);
  return streams
    .filter((stream) => stream.startsWith(account))
    .map((stream) => stream.slice(account.length))
    .filter(isYear);
}

/** The day as at which a year's figures are told where a question names none (rule 1). */
export const lastDayKnown = (yearEnd: Day, { day }: Moment): Day => Math.min(day, yearEnd);

/** What was asked, as an answer tells it again. */
export const askedFields = ({ holder, commissioner, year }: AskedOfAccounts): Omit<AskedOfAccounts, keyof AskedAt> => ({
  ...(holder === undefined ? {} : { holder }),
  ...(commissioner === undefined ? {} : { commissioner }),
  ...(year === undefined ? {} : { year }),
});
