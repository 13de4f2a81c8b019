import { ENGLAND, account, streamOf, type Recorded } from '#domain';
import { nextYear, type Year } from '#kernel';
import { keyOf } from './directory-keys.js';
import { codesOf, type Loaded } from './known-facts.js';
import type { StreamHistory } from './stream-history.js';
import type { StreamReader } from './stream-reader.js';

/**
 * Reads the streams that a figure may rest on: by everything that was ever recorded, in error or not, so that the same
 * streams serve every moment and every supposition.
 */
export class Gathering implements Loaded {
  readonly histories = new Map<string, StreamHistory>();
  readonly found = new Map<string, readonly string[]>();
  private readonly done = new Set<string>();

  /**
   * @param settledAt  the one position that accounts are asked about: their events are not kept then
   * @param whole      through which everything is read, so that several parts read nothing twice
   */
  constructor(
    protected readonly reader: StreamReader,
    private readonly settledAt?: number,
    private readonly whole?: Gathering,
  ) {}

  /** Another, which has what it asked for itself, and reads through this one. */
  part(): Gathering {
    return new Gathering(this.reader, this.settledAt, this);
  }

  /** Reads streams that were not read yet. */
  async load(names: readonly string[]): Promise<void> {
    const missing = [...new Set(names)].filter((name) => !this.histories.has(name));
    for (const history of await this.read(missing)) this.histories.set(history.name, history);
    await this.transfers(missing.filter(isAccount));
  }

  /** Rule 87: what was moved between practices counts in the accounts of both. Others' transfers are not asked about. */
  private async transfers(accounts: readonly string[]): Promise<void> {
    const transfers: string[] = [];
    for (const name of accounts) transfers.push(...(await this.lookUp(keyOf.transfersOf(name))));
    if (transfers.length > 0) await this.load(transfers);
  }

  private async read(names: readonly string[]): Promise<readonly StreamHistory[]> {
    const { reader, settledAt, whole } = this;
    if (whole) {
      await whole.load(names);
      return names.map((name) => whole.histories.get(name)!);
    }
    if (settledAt === undefined) return this.fromLog(names);
    const settled: StreamHistory[] = [];
    for (const name of names.filter(isAccount)) settled.push(await reader.settled(name, account, settledAt));
    return [...settled, ...(await reader.read(names.filter((name) => !isAccount(name))))];
  }

  /** Reads streams for the first time. */
  protected fromLog(names: readonly string[]): Promise<readonly StreamHistory[]> {
    return this.reader.read(names);
  }

  /** Asks the directory. */
  async lookUp(key: string): Promise<readonly string[]> {
    const known = this.found.get(key);
    if (known) return known;
    const streams = this.whole ? await this.whole.lookUp(key) : await this.asked(key);
    this.found.set(key, streams);
    return streams;
  }

  /** Asks the directory which streams speak of a code by a position, without reading them. */
  speakingOf(code: string, position: number): Promise<readonly string[]> {
    return this.asked(keyOf.about(code), BigInt(position));
  }

  private async asked(key: string, upTo?: bigint): Promise<readonly string[]> {
    return (await this.reader.store.lookUp(key, upTo)).map(({ stream }) => stream);
  }

  /** What names a practice, commissioner or group. */
  async body(code: string): Promise<void> {
    await this.load([streamOf.organisation(code), streamOf.group(code)]);
  }

  /** Everything that the statement of a practice or a group for a year rests on. */
  async statement(holder: string, year: Year): Promise<void> {
    if (!this.first(`statement ${holder} ${year}`)) return;
    await this.body(holder);
    const isGroup = this.events(streamOf.group(holder)).length > 0;
    await (isGroup ? this.groupWithDebtors(holder, year) : this.practice(holder, year));
    await this.earlierYears(holder, year);
  }

  /** Everything that a group's figure rests on; who owes it is another question. */
  async groupFigure(group: string, year: Year): Promise<void> {
    await this.body(group);
    await this.group(group, year);
  }

  /** A practice's statement but for the figures of its groups, which are worked out apart. */
  async besideGroups(practice: string, year: Year): Promise<readonly string[]> {
    await this.body(practice);
    await this.ownFacts(practice, year);
    await this.debtors(practice, year);
    await this.earlierYears(practice, year);
    const groups = this.groupsOf(practice);
    await this.policiesFor([practice, ...groups]);
    for (const group of groups) {
      await this.body(group);
      await this.load([streamOf.agreements(group), streamOf.account(group, year)]);
      await this.movedFrom(group);
      await this.load(codesOf(await this.lookUp(keyOf.members(group))).map(streamOf.organisation));
    }
    return groups;
  }

  /** Rule 19: the bodies to which a practice was ever assigned, and all that succeeded them, with their finances. */
  async debtors(practice: string, year: Year): Promise<void> {
    await this.load([streamOf.organisation(practice)]);
    for (const code of named(this.events(streamOf.organisation(practice)), 'PracticeAssigned', 'commissioner')) {
      await this.succession(code, year);
    }
  }

  /** A body, all that succeeded it, and their finances of a year. */
  async succession(code: string, year?: Year): Promise<void> {
    if (!this.first(`succession ${code} ${year}`)) return;
    await this.load([streamOf.organisation(code), ...(year === undefined ? [] : [streamOf.finance(code, year)])]);
    const successors = this.events(streamOf.organisation(code)).flatMap(({ fact }) =>
      fact.type === 'SuccessorNamed' ? (fact.data as { successors: readonly string[] }).successors : [],
    );
    for (const successor of successors) await this.succession(successor, year);
  }

  /** Who may speak in a dispute of a practice or group: itself, and the commissioners whose it ever was, with their successors. */
  async parties(holder: string): Promise<void> {
    await this.body(holder);
    const commissioners = [
      ...named(this.events(streamOf.organisation(holder)), 'PracticeAssigned', 'commissioner'),
      ...named(this.events(streamOf.group(holder)), 'GroupCreated', 'commissioner'),
    ];
    for (const code of commissioners) await this.succession(code);
  }

  /** The bodies to which those read so far belong, up to the top. */
  async superiors(): Promise<void> {
    const codes = codesOf([...this.histories.keys()].filter((name) => name.startsWith(streamOf.organisation(''))));
    for (const code of [...codes]) await this.superiorsOf(code);
  }

  private async superiorsOf(code: string): Promise<void> {
    if (!this.first(`superiors ${code}`)) return;
    await this.load([streamOf.organisation(code)]);
    for (const above of named(this.events(streamOf.organisation(code)), 'CommissionerAssigned', 'to')) {
      await this.superiorsOf(above);
    }
  }

  /** Rule 21: practices that a commissioner may owe: assigned to it or to a body that it was named to succeed. */
  async practicesOf(commissioner: string): Promise<readonly string[]> {
    const streams = new Set<string>();
    for (const body of await this.withPredecessors(commissioner)) {
      for (const stream of await this.lookUp(keyOf.practices(body))) streams.add(stream);
    }
    return codesOf([...streams]);
  }

  /** Groups that a commissioner may release to, with members or without: created under it, or under a body before it. */
  async groupsOfCommissioner(commissioner: string): Promise<readonly string[]> {
    const groups = new Set<string>();
    for (const body of await this.withPredecessors(commissioner)) {
      for (const stream of await this.lookUp(keyOf.about(body))) {
        if (stream.startsWith(GROUPS)) groups.add(stream.slice(GROUPS.length));
      }
    }
    return [...groups];
  }

  /** A body and all that it was ever named to succeed, in any number of steps. */
  withPredecessors(body: string): Promise<readonly string[]> {
    return this.reachedFrom(body, keyOf.predecessors);
  }

  /** A body and all that were ever said to belong to it, in any number of steps. */
  bodiesUnder(body: string): Promise<readonly string[]> {
    return this.reachedFrom(body, keyOf.belonging);
  }

  /** The body first, then what the key leads to from each. */
  private async reachedFrom(body: string, key: (code: string) => string): Promise<readonly string[]> {
    const bodies = [body];
    for (const each of bodies) {
      for (const next of codesOf(await this.lookUp(key(each)))) if (!bodies.includes(next)) bodies.push(next);
    }
    return bodies;
  }

  /** The groups that a practice was ever recorded as joining. */
  async groupsEver(practice: string): Promise<readonly string[]> {
    await this.load([streamOf.organisation(practice)]);
    return this.groupsOf(practice);
  }

  /** Rule 26: what the country and these commissioners have adopted. */
  async policies(commissioners: readonly string[]): Promise<void> {
    const recorded = await this.lookUp(keyOf.policies);
    if (recorded.length === 0) return;
    const streams = [ENGLAND, ...commissioners].map(streamOf.policy);
    await this.load(streams.filter((stream) => recorded.includes(stream)));
  }

  /** Rule 77: the policies by which the limits of a holder's disputes run. */
  async policiesOfDisputes(holder: string): Promise<void> {
    if ((await this.lookUp(keyOf.policies)).length === 0) return;
    await this.parties(holder);
    const organisations = streamOf.organisation('');
    await this.policies(codesOf([...this.histories.keys()].filter((name) => name.startsWith(organisations))));
  }

  /** Rule 27: the policies under which practices and groups ever were. */
  async policiesFor(holders: readonly string[]): Promise<void> {
    if ((await this.lookUp(keyOf.policies)).length === 0) return;
    await this.load(holders.flatMap((holder) => [streamOf.organisation(holder), streamOf.group(holder)]));
    const commissioners = holders.flatMap((holder) => [
      ...named(this.events(streamOf.organisation(holder)), 'PracticeAssigned', 'commissioner'),
      ...named(this.events(streamOf.group(holder)), 'GroupCreated', 'commissioner'),
    ]);
    await this.policies(commissioners);
  }

  private async practice(practice: string, year: Year): Promise<void> {
    await this.ownFacts(practice, year);
    await this.policiesFor([practice]);
    await this.debtors(practice, year);
    for (const group of this.groupsOf(practice)) {
      await this.body(group);
      await this.group(group, year);
    }
  }

  private async group(group: string, year: Year): Promise<void> {
    if (!this.first(`group ${group} ${year}`)) return;
    await this.ownFacts(group, year);
    await this.earlierYears(group, year);
    const members = codesOf(await this.lookUp(keyOf.members(group)));
    await this.load(members.map(streamOf.organisation));
    await this.load(members.flatMap((practice) => [streamOf.agreements(practice), streamOf.account(practice, year)]));
    // the agreements of other groups cut their members' years too
    const others = members.flatMap((practice) => this.groupsOf(practice));
    await this.load(others.map(streamOf.agreements));
    await this.policiesFor([...new Set([group, ...members, ...others])]);
  }

  private async groupWithDebtors(group: string, year: Year): Promise<void> {
    await this.group(group, year);
    for (const practice of codesOf(await this.lookUp(keyOf.members(group)))) await this.debtors(practice, year);
  }

  private async ownFacts(holder: string, year: Year): Promise<void> {
    const disputes = await this.lookUp(keyOf.disputes(holder, year));
    await this.lookUp(keyOf.overspends(holder));
    await this.movedFrom(holder);
    await this.load([streamOf.agreements(holder), streamOf.account(holder, year), ...disputes]);
  }

  /** Rule 62: the years of which an overpayment may count in another. */
  async movedFrom(holder: string): Promise<void> {
    await this.load(await this.lookUp(keyOf.movedFrom(holder)));
  }

  /** Rule 12: the years from the first overspend on, whose statements recover it. */
  private async earlierYears(holder: string, year: Year): Promise<void> {
    const streams = await this.lookUp(keyOf.overspends(holder));
    const years = streams.map((stream) => stream.slice(streamOf.account(holder, '').length)).toSorted();
    const before = years.filter((fromYear) => fromYear < year);
    await this.load(before.map((fromYear) => streamOf.account(holder, fromYear)));
    if (before[0] === undefined) return;
    for (let from = nextYear(before[0]); from < year; from = nextYear(from)) await this.statement(holder, from);
  }

  private groupsOf(practice: string): readonly string[] {
    return named(this.events(streamOf.organisation(practice)), 'PracticeJoinedGroup', 'group');
  }

  private events(stream: string): readonly Recorded[] {
    return this.histories.get(stream)?.events ?? [];
  }

  private first(what: string): boolean {
    if (this.done.has(what)) return false;
    this.done.add(what);
    return true;
  }
}

const GROUPS = streamOf.group('');
const ACCOUNTS = streamOf.account('', '').slice(0, -1);
const isAccount = (name: string): boolean => name.startsWith(ACCOUNTS);

/** What events of one type name in a field, each once. */
const named = (events: readonly Recorded[], type: string, field: string): readonly string[] => [
  ...new Set(events.flatMap(({ fact }) => (fact.type === type ? [(fact.data as Record<string, string>)[field]!] : []))),
];
