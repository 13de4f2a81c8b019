import {
  NO_POLICIES,
  account,
  agreements,
  counting,
  dispute,
  finance,
  group,
  organisation,
  policies,
  sameWorth,
  streamOf,
  supposeTerms,
  transfer,
  withTransfers,
  type Account,
  type Agreements,
  type Dispute,
  type Evolution,
  type Facts,
  type Finance,
  type Group,
  type Organisation,
  type Policies,
  type Recorded,
  type Supposition,
  type TransferEvent,
} from '#domain';
import type { Fact, Year } from '#kernel';
import { keyOf } from './directory-keys.js';
import type { StreamHistory } from './stream-history.js';

/** The streams that were read for a question or a command, and what the directory said. */
export type Loaded = {
  readonly histories: ReadonlyMap<string, StreamHistory>;
  /** Directory key → streams. */
  readonly found: ReadonlyMap<string, readonly string[]>;
};

/** What is taken out or changed for a what-if question (rule 25). */
export type Supposing = {
  readonly holder: string;
  readonly omitted: ReadonlySet<string>;
  readonly suppositions: readonly Supposition[];
};

/** Facts at one position of the log, from streams read before. Asking for one that was not read is a defect. */
export class KnownFacts implements Facts {
  standing: object = {};
  private readonly states = new Map<string, unknown>();
  /** By year and holder: asked for so often that putting their streams' names together would cost more than the rest. */
  private readonly accounts = new Map<Year, Map<string, Account>>();
  private readonly moved = new Map<Year, string[]>();
  private supposedAgreements: Agreements | undefined;

  constructor(
    protected readonly loaded: Loaded,
    private position: number,
    private readonly supposing?: Supposing,
  ) {}

  /**
   * Moves on to the next event, which lies in `stream`; all other streams stand as they stood.
   * @returns whether any entitlement may have moved with it
   */
  advance(stream: string, position: number): boolean {
    this.position = position;
    this.states.delete(stream);
    if (stream.startsWith(TRANSFERS)) return this.transferred(stream);
    for (const [year, ofYear] of this.accounts) {
      const holder = holderOfAccount(stream, year);
      if (ofYear.has(holder) && stream === streamOf.account(holder, year)) return this.accountMoved(holder, year);
    }
    if (!FIGURES_ONLY.some((prefix) => stream.startsWith(prefix))) this.standing = {};
    return true;
  }

  /** A transfer moves two accounts. @returns whether it may have moved what either comes to */
  private transferred(stream: string): boolean {
    const events = this.loaded.histories.get(stream)?.events ?? [];
    const made = events.find((event): event is Recorded<TransferEvent> => event.fact.type === 'ActivityTransferred');
    if (!made) return false;
    const { practice, to, year } = made.fact.data;
    return [practice, to].map((holder) => this.accountMoved(holder, year)).includes(true);
  }

  /** @returns whether any entitlement may have moved with an account, or it was not asked for before */
  private accountMoved(holder: string, year: Year): boolean {
    const ofYear = this.accounts.get(year);
    const before = ofYear?.get(holder);
    if (!ofYear || !before) return true;
    ofYear.delete(holder);
    this.moved.get(year)!.push(holder);
    return !sameWorth(before, this.account(holder, year));
  }

  organisation(code: string): Organisation {
    return this.stateOf(organisation, streamOf.organisation(code));
  }

  group(code: string): Group {
    return this.stateOf(group, streamOf.group(code));
  }

  agreements(holder: string): Agreements {
    const held = this.stateOf(agreements, streamOf.agreements(holder));
    if (this.supposing?.holder !== holder) return held;
    return (this.supposedAgreements ??= supposeTerms(held, this.supposing.suppositions));
  }

  account(holder: string, year: Year): Account {
    let ofYear = this.accounts.get(year);
    if (!ofYear) this.accounts.set(year, (ofYear = new Map()));
    if (!this.moved.has(year)) this.moved.set(year, []);
    let kept = ofYear.get(holder);
    if (!kept) ofYear.set(holder, (kept = this.withTransfers(holder, year)));
    return kept;
  }

  private withTransfers(holder: string, year: Year): Account {
    const stream = streamOf.account(holder, year);
    const own = this.stateOf(account, stream);
    const names = this.streams(keyOf.transfersOf(stream));
    if (names.length === 0) return own;
    return withTransfers(
      own,
      holder,
      names.map((name) => this.stateOf(transfer, name)),
    );
  }

  movedAccounts(year: Year): readonly string[] {
    return this.moved.get(year) ?? [];
  }

  finance(commissioner: string, year: Year): Finance {
    return this.stateOf(finance, streamOf.finance(commissioner, year));
  }

  get hasPolicies(): boolean {
    return this.streams(keyOf.policies).length > 0;
  }

  policies(body: string): Policies {
    const stream = streamOf.policy(body);
    return this.streams(keyOf.policies).includes(stream) ? this.stateOf(policies, stream) : NO_POLICIES;
  }

  disputes(holder: string, year: Year): readonly Dispute[] {
    return this.streams(keyOf.disputes(holder, year)).map((stream) => this.stateOf(dispute, stream));
  }

  everMembers(code: string): readonly string[] {
    return codesOf(this.streams(keyOf.members(code))).toSorted();
  }

  overspendYears(holder: string): readonly Year[] {
    return this.streams(keyOf.overspends(holder))
      .map((stream) => stream.slice(streamOf.account(holder, '').length))
      .toSorted();
  }

  /** The events of a stream that was read, which count. */
  eventsOf(stream: string): readonly Recorded[] {
    const history = this.loaded.histories.get(stream);
    if (!history) throw new Error(`stream ${stream} was not read`);
    return counting(history.upTo(this.position), this.supposing?.omitted);
  }

  yearsMovedFrom(holder: string): readonly Year[] {
    return this.streams(keyOf.movedFrom(holder))
      .map((stream) => stream.slice(streamOf.account(holder, '').length))
      .toSorted();
  }

  /** Of a stream that was read. */
  stateOf<State, E extends Fact<string, object>>(evolution: Evolution<State, E>, stream: string): State {
    const kept = this.states.get(stream);
    if (kept !== undefined) return kept as State;
    const history = this.loaded.histories.get(stream);
    if (!history) throw new Error(`stream ${stream} was not read`);
    const state = history.stateAt(evolution, this.position, this.supposing?.omitted);
    this.states.set(stream, state);
    return state;
  }

  private streams(key: string): readonly string[] {
    const streams = this.loaded.found.get(key);
    if (!streams) throw new Error(`directory key ${key} was not looked up`);
    return streams;
  }
}

/** Whose account of a year a stream would be; another stream's answer is nobody's. */
const holderOfAccount = (stream: string, year: Year): string =>
  stream.slice(streamOf.account('', '').indexOf('-') + 1, -year.length - 1);

const TRANSFERS = streamOf.transfer('');

/** Streams that hold nobody's standing, only figures. */
const FIGURES_ONLY = [streamOf.account('', ''), streamOf.finance('', '')].map((name) =>
  name.slice(0, name.indexOf('-') + 1),
);

/** Codes from the names of organisations' streams. */
export const codesOf = (streams: readonly string[]): readonly string[] =>
  streams.map((stream) => stream.slice(streamOf.organisation('').length));
