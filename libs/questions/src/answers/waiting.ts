import { setImmediate as turn } from 'node:timers/promises';
import type { QuestionInput } from '#contract';
import {
  ENGLAND,
  WAITING_KINDS,
  awaited,
  businessCase,
  caseLimitOf,
  finance,
  isGroup,
  isSuccessorOf,
  policiesOf,
  reviewAwaited,
  streamOf,
  type Facts,
  type WaitingKind,
} from '#domain';
import { dateOf, dayOf, isYear, yearOf, type Day, type IsoDate, type Pence, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts, codesOf } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { paged } from '../paging.js';
import { batches } from '../roll-up-batches.js';
import { mustBeCommissioner, mustBeHolder } from '../subject.js';
import { CASES, CommissioningRecord } from './commissioning-record.js';
import { knownDispute, obedienceOf, standing } from './dispute-facts.js';
import { disputeStreams } from './disputes.js';
import { AccountsWaiting, type AwaitedOf } from './waiting-accounts.js';

export type WaitingRow = {
  readonly kind: WaitingKind;
  readonly holder: string | null;
  readonly commissioner: string | null;
  readonly year: Year | null;
  readonly what: string;
  readonly dueOn: IsoDate;
  readonly daysOver: number;
  readonly by: string | null;
  readonly agreement: string | null;
  readonly pence: Pence | null;
  readonly because: string;
};

/** The answer to `waiting` (rule 93). */
export type Waiting = {
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year?: Year;
  readonly on: IsoDate;
  /** How many are told on all pages, and how many of each kind. */
  readonly waiting: number;
  readonly byKind: { readonly [Kind in WaitingKind]: number };
  readonly rows: readonly WaitingRow[];
  readonly next: number | null;
};

type Asked = QuestionInput<'waiting'>;

/** Who is waiting for a budget, a statement, a decision, an answer, money or a look at it, and since when. */
export async function waiting(asking: Asking, asked: Asked): Promise<Waiting & Omit<AnsweredFrom, 'asAt'>> {
  const { holder, commissioner, year, kind } = asked;
  const moment = await asking.momentOf(asked);
  const on = asked.on === undefined ? moment.day : dayOf(asked.on);
  await mustBeNamed(asking, asked, moment);
  const all = [
    ...(await ofAccounts(asking, asked, moment, on)),
    ...(await ofCases(asking, asked, moment)),
    ...(await ofDisputes(asking, asked, moment)),
    ...(holder === undefined ? await ofFinances(asking, asked, moment) : []),
  ];
  const rows = all
    .filter((each) => each.dueOn < on && (kind === undefined || each.kind === kind))
    .sort(inOrder)
    .map((each) => rowOf(each, on));
  const counted = WAITING_KINDS.map((of) => [of, rows.filter((row) => row.kind === of).length]);
  return {
    ...(holder === undefined ? {} : { holder }),
    ...(commissioner === undefined ? {} : { commissioner }),
    ...(year === undefined ? {} : { year }),
    on: dateOf(on),
    waiting: rows.length,
    byKind: Object.fromEntries(counted) as Waiting['byKind'],
    ...paged(rows, asked),
    ...asking.from(moment),
  };
}

/** The longest waiting first. */
function inOrder(a: AwaitedOf, b: AwaitedOf): number {
  const keys = (of: AwaitedOf) => [
    WAITING_KINDS.indexOf(of.kind),
    of.commissioner ?? '',
    of.holder ?? '',
    of.year ?? '',
    of.what,
  ];
  const [before, after] = [keys(a), keys(b)];
  const first = before.findIndex((key, index) => key !== after[index]);
  return a.dueOn - b.dueOn || (first < 0 ? 0 : before[first]! < after[first]! ? -1 : 1);
}

const rowOf = (
  { dueOn, kind, holder, commissioner, year, what, by, agreement, pence, because }: AwaitedOf,
  on: Day,
) => ({
  ...{ kind, holder, commissioner, year, what },
  dueOn: dateOf(dueOn),
  daysOver: on - dueOn,
  ...{ by, agreement, pence, because },
});

async function mustBeNamed(asking: Asking, { holder, commissioner }: Asked, { position }: Moment): Promise<void> {
  const gathering = new Gathering(asking.reader);
  const facts = new KnownFacts(gathering, position);
  for (const code of [holder, commissioner]) if (code !== undefined) await gathering.body(code);
  if (holder !== undefined) mustBeHolder(facts, holder);
  if (commissioner !== undefined) mustBeCommissioner(facts, commissioner);
}

async function ofAccounts(asking: Asking, asked: Asked, moment: Moment, on: Day): Promise<readonly AwaitedOf[]> {
  const { holder, commissioner, year } = asked;
  const looking = {
    ...(commissioner === undefined ? {} : { commissioner }),
    ...(year === undefined ? {} : { year }),
    on,
  };
  const rows: AwaitedOf[] = [];
  for (const { practices, groups } of await holdersOf(asking, holder, commissioner, moment)) {
    const accounts = new AccountsWaiting(asking, moment, looking);
    for (const code of practices) {
      await turn(); // a country takes minutes: others must get a word in
      rows.push(...(await accounts.ofPractice(code)));
    }
    for (const group of groups) rows.push(...(await accounts.ofGroup(group)));
  }
  return rows;
}

type Holders = { readonly practices: readonly string[]; readonly groups: readonly string[] };

/** In parts of which each is held at once. */
async function holdersOf(
  asking: Asking,
  holder: string | undefined,
  commissioner: string | undefined,
  { position }: Moment,
): Promise<readonly Holders[]> {
  const gathering = new Gathering(asking.reader);
  if (holder !== undefined) {
    await gathering.body(holder);
    return isGroup(new KnownFacts(gathering, position), holder)
      ? [{ practices: [], groups: [holder] }]
      : [{ practices: [holder], groups: [] }];
  }
  if (commissioner !== undefined) {
    const groups = await gathering.groupsOfCommissioner(commissioner);
    return [{ practices: await gathering.practicesOf(commissioner), groups }];
  }
  const groups = new Set<string>();
  for (const code of codesOf(await gathering.lookUp(keyOf.allCommissioners))) {
    for (const group of await gathering.groupsOfCommissioner(code)) groups.add(group);
  }
  const practices = await batches(gathering, ENGLAND);
  return [...practices.map((some) => ({ practices: some, groups: [] })), { practices: [], groups: [...groups] }];
}

/** Plans and cases without a decision, by rule 31. */
async function ofCases(asking: Asking, asked: Asked, moment: Moment): Promise<readonly AwaitedOf[]> {
  const record = CommissioningRecord.at(asking, moment);
  const isAll = asked.holder === undefined && asked.commissioner === undefined;
  const streams = isAll ? await casesOfAll(asking) : await record.about(asked, [CASES]);
  if (isAll) await record.load(streams);
  return streams.flatMap((stream): readonly AwaitedOf[] => {
    const { submitted, decisions } = record.facts.stateOf(businessCase, stream);
    if (!submitted || decisions.some(({ outcome }) => outcome !== 'DEFERRED')) return [];
    const { holder, commissioner, receivedOn, about } = submitted;
    if (!isMeant(record.facts, asked, { holder, commissioner }, moment)) return [];
    const year = yearOf(receivedOn);
    if (asked.year !== undefined && asked.year !== year) return [];
    const { days, policy: by } = caseLimitOf(record.facts, submitted);
    const each = awaited('CASE_NOT_DECIDED', stream.slice(CASES.length), receivedOn + days, `no decision: ${about}`, {
      by,
    });
    return [{ ...each, holder, commissioner, year }];
  });
}

const isMeant = (
  facts: Facts,
  asked: Asked,
  of: { readonly holder: string; readonly commissioner: string },
  { day }: Moment,
): boolean =>
  (asked.holder === undefined || asked.holder === of.holder) &&
  (asked.commissioner === undefined || isSuccessorOf(facts, asked.commissioner, of.commissioner, day));

async function casesOfAll(asking: Asking): Promise<readonly string[]> {
  const gathering = new Gathering(asking.reader);
  const streams = new Set<string>();
  for (const code of codesOf(await gathering.lookUp(keyOf.allCommissioners))) {
    for (const stream of await gathering.lookUp(keyOf.about(code))) if (stream.startsWith(CASES)) streams.add(stream);
  }
  return [...streams];
}

/** Steps of open disputes, and rulings that were not obeyed, by rule 86. */
async function ofDisputes(asking: Asking, asked: Asked, moment: Moment): Promise<readonly AwaitedOf[]> {
  const { holder, commissioner, year } = asked;
  const rows: AwaitedOf[] = [];
  const about = { ...(holder === undefined ? {} : { holder }), ...(year === undefined ? {} : { year }) };
  for (const stream of await disputeStreams(asking.store, BigInt(moment.position), about)) {
    await turn();
    const known = await knownDispute(asking, stream, moment);
    if (!known) continue;
    const row = standing(known, await obedienceOf(known));
    if (row.dueOn === null || (commissioner !== undefined && row.commissioner !== commissioner)) continue;
    const each =
      row.due === 'STEP'
        ? awaited('DISPUTE_STEP', row.dispute, dayOf(row.dueOn), `no answer at ${row.step}: ${row.about}`, {
            by: row.policy,
          })
        : awaited('RULING_NOT_OBEYED', row.dispute, dayOf(row.dueOn), `${row.outcome} and not obeyed: ${row.about}`, {
            by: row.policy,
            pence: row.outstandingPence,
          });
    rows.push({ ...each, holder: row.holder, commissioner: row.commissioner, year: row.year });
  }
  return rows;
}

/** Suspensions of all that a commissioner releases. */
async function ofFinances(asking: Asking, asked: Asked, moment: Moment): Promise<readonly AwaitedOf[]> {
  const gathering = new Gathering(asking.reader);
  const facts = new KnownFacts(gathering, moment.position);
  const codes =
    asked.commissioner === undefined ? codesOf(await gathering.lookUp(keyOf.allCommissioners)) : [asked.commissioner];
  const rows: AwaitedOf[] = [];
  for (const commissioner of codes) {
    const prefix = streamOf.finance(commissioner, '');
    const streams = (await gathering.speakingOf(commissioner, moment.position)).filter((stream) =>
      stream.startsWith(prefix),
    );
    await gathering.load(streams);
    await gathering.policies([commissioner]);
    for (const stream of streams) {
      const year = stream.slice(prefix.length);
      if (!isYear(year) || (asked.year !== undefined && asked.year !== year)) continue;
      const { suspension } = facts.stateOf(finance, stream);
      const all = reviewAwaited(suspension, () => policiesOf(facts, commissioner));
      rows.push(...all.map((each) => ({ ...each, holder: null, commissioner, year })));
    }
  }
  return rows;
}
