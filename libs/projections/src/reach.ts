import { ENGLAND, streamOf, type Recorded, type TransferEvent } from '#domain';
import type { StoredEvent, StreamLength } from '#event-store';
import { isYear, type Year } from '#kernel';
import { codesOf, keyOf, type Gathering } from '#questions';
import { Turns } from './turns.js';
import type { Holds } from './view-store.js';

/** From the first year on. */
export const ALL_YEARS = '';

/** A stream's kind and what its name says: the code, and the year where it has one. */
export function partsOf(stream: string): { readonly kind: string; readonly code: string; readonly year: Year } {
  const kind = stream.slice(0, stream.indexOf('-'));
  const rest = stream.slice(kind.length + 1);
  if (kind !== 'account' && kind !== 'finance') return { kind, code: rest, year: ALL_YEARS };
  const year = rest.slice(-'2007-08'.length);
  return { kind, code: rest.slice(0, -year.length - 1), year: isYear(year) ? year : ALL_YEARS };
}

/** Streams of which a statement, a term or a body's place is made; events of others are in the journal, and that is all. */
const COUNTED = ['organisation', 'group', 'agreements', 'account', 'finance', 'dispute', 'policy', 'transfer'];

/** Finance events that may move the status of a release, and not only what can be afforded. */
const SUSPENDING = ['ReleaseSuspended', 'SuspensionLifted', 'RecordedInError'];

/** Kinds of streams whose events may move the figures of the holder whose they are; what lies in others moves none. */
const MOVING: ReadonlySet<string> = new Set(['account', 'agreements', 'group']);

/** What of an event tells whom it reaches. */
export type Touching = Pick<StoredEvent, 'stream' | 'type' | 'position'>;

/** What events, and days that went by, ask to be worked out anew. */
export class Reach {
  readonly organisations = new Set<string>();
  readonly groups = new Set<string>();
  /** Holders whose agreements. */
  readonly agreements = new Set<string>();
  /** Holders whose statements, each with the first year; later years may recover what an earlier one overspent. */
  readonly holders = new Map<string, Year>();
  /** Commissioners whose exposures, with the years. */
  readonly exposures = new Map<string, Set<Year>>();
  /** Positions of finance events, by commissioner and year. */
  readonly points = new Map<string, Map<Year, number[]>>();
  /** Streams in which something was recorded in error. */
  readonly corrected = new Set<string>();
  /** Still to be spread: whose accounts or terms moved; whose assignments; disputes; suspensions for all; policies. */
  private readonly moved = new Map<string, Year>();
  private readonly bodies = new Set<string>();
  /** Streams of disputes and transfers: their events say whose figures they move. */
  private readonly naming = new Set<string>();
  private readonly suspended = new Map<string, Year>();
  /** Groups that were spread to their members, each from which year on; one may be reached alone before that. */
  private readonly pooled = new Map<string, Year>();
  private readonly policies = new Set<string>();

  touch({ stream, type, position }: Touching): void {
    const { kind, code, year } = partsOf(stream);
    if (type === 'RecordedInError') this.corrected.add(stream);
    if (!COUNTED.includes(kind)) return;
    if (kind === 'document') return; // what a paper is held to be moves no figure
    if (kind === 'organisation') this.bodies.add(code);
    else if (kind === 'dispute' || kind === 'transfer') this.naming.add(stream);
    else if (kind === 'policy') this.policies.add(code);
    else if (kind === 'finance') this.touchFinance(code, year, type, Number(position));
    else if (MOVING.has(kind)) earliest(this.moved, code, year);
    if (kind === 'group') this.groups.add(code);
    if (kind === 'group' || kind === 'agreements') this.agreements.add(code);
  }

  /** A day came on which what was said of a subject may be otherwise. */
  expire({ subject, year }: Holds): void {
    if (year === ALL_YEARS) {
      this.bodiesOnly(subject);
      earliest(this.moved, subject, year);
    } else {
      earliest(this.holders, subject, year);
      this.exposure(subject, year);
    }
  }

  exposure(commissioner: string, year: Year): void {
    const years = this.exposures.get(commissioner) ?? new Set<Year>();
    this.exposures.set(commissioner, years.add(year));
  }

  /**
   * The same as `spread` once every stream was taken in: whomever it would come to has a stream of his own, and nothing
   * needs to be asked for.
   */
  spreadToAll(): void {
    for (const code of this.bodies) {
      this.bodiesOnly(code);
      earliest(this.holders, code, ALL_YEARS);
    }
    for (const [holder, year] of this.moved) earliest(this.holders, holder, year);
  }

  /** Reaches from what moved to everybody whose figure it may move. */
  async spread(gathering: Gathering): Promise<void> {
    for (const stream of this.naming) {
      await gathering.load([stream]);
      for (const { holder, year } of named(gathering.histories.get(stream)!.events)) earliest(this.moved, holder, year);
    }
    const turns = new Turns();
    for (const code of this.bodies) {
      await turns.take();
      await this.spreadBody(gathering, code);
    }
    for (const body of this.policies) await this.spreadPolicy(gathering, body);
    for (const [commissioner, year] of this.suspended) await this.spreadSuspension(gathering, commissioner, year);
    for (const [holder, year] of this.moved) {
      await turns.take();
      await this.spreadHolder(gathering, holder, year);
    }
  }

  private touchFinance(commissioner: string, year: Year, type: string, position: number): void {
    this.exposure(commissioner, year);
    const ofBody = this.points.get(commissioner) ?? new Map<Year, number[]>();
    const ofYear = ofBody.get(year) ?? [];
    ofYear.push(position);
    this.points.set(commissioner, ofBody.set(year, ofYear));
    if (SUSPENDING.includes(type)) earliest(this.suspended, commissioner, year);
  }

  private bodiesOnly(code: string): void {
    this.organisations.add(code);
    this.groups.add(code);
    this.agreements.add(code);
  }

  /** A practice's own place moves its groups' figures; a body's moves the debts to all practices at or below it. */
  private async spreadBody(gathering: Gathering, code: string): Promise<void> {
    this.bodiesOnly(code);
    earliest(this.moved, code, ALL_YEARS);
    await this.spreadFinances(gathering, code);
    for (const body of await gathering.bodiesUnder(code)) await this.spreadDebts(gathering, body, ALL_YEARS);
  }

  private async spreadFinances(gathering: Gathering, code: string): Promise<void> {
    const finances = streamOf.finance(code, '');
    for (const stream of await gathering.lookUp(keyOf.about(code))) {
      if (stream.startsWith(finances)) this.exposure(code, stream.slice(finances.length));
    }
  }

  /** Minimum shares and days on which things are due: of all that were ever under a commissioner, or of everybody. */
  private async spreadPolicy(gathering: Gathering, body: string): Promise<void> {
    const isOfAll = body === ENGLAND;
    const commissioners = isOfAll ? codesOf(await gathering.lookUp(keyOf.allCommissioners)) : [body];
    const practices = await gathering.lookUp(isOfAll ? keyOf.allPractices : keyOf.practices(body));
    for (const practice of codesOf(practices)) earliest(this.moved, practice, ALL_YEARS);
    for (const commissioner of commissioners) {
      await this.spreadFinances(gathering, commissioner);
      for (const group of await this.groupsUnder(gathering, commissioner)) earliest(this.moved, group, ALL_YEARS);
    }
  }

  private async groupsUnder(gathering: Gathering, commissioner: string): Promise<readonly string[]> {
    const about = (await gathering.lookUp(keyOf.about(commissioner))).map(partsOf);
    return about.flatMap(({ kind, code }) => (kind === 'group' ? [code] : []));
  }

  /** Releases stand still for all that the body may owe: practices, their groups, and the groups under it without any. */
  private async spreadSuspension(gathering: Gathering, commissioner: string, year: Year): Promise<void> {
    await this.spreadDebts(gathering, commissioner, year);
    for (const group of await this.groupsUnder(gathering, commissioner)) earliest(this.holders, group, year);
  }

  /** All practices that a body may owe, and their groups: what is due to them may be otherwise, but nobody's entitlement. */
  private async spreadDebts(gathering: Gathering, commissioner: string, year: Year): Promise<void> {
    for (const practice of await gathering.practicesOf(commissioner)) {
      earliest(this.holders, practice, year);
      for (const group of await gathering.groupsEver(practice)) earliest(this.holders, group, year);
    }
  }

  /**
   * A practice's account or terms move its groups' pools and the parts of all who were ever members. A group's terms cut
   * its members' months, and so what falls to other groups of theirs.
   */
  private async spreadHolder(gathering: Gathering, holder: string, year: Year): Promise<void> {
    const members = codesOf(await gathering.lookUp(keyOf.members(holder)));
    for (const code of [holder, ...members]) {
      earliest(this.holders, code, year);
      for (const group of await gathering.groupsEver(code)) {
        this.groups.add(group);
        earliest(this.holders, group, year);
        if (!earliest(this.pooled, group, year)) continue;
        for (const member of codesOf(await gathering.lookUp(keyOf.members(group))))
          earliest(this.holders, member, year);
      }
    }
  }
}

/** Notes a year where none as early is noted. @returns whether it was noted */
function earliest(of: Map<string, Year>, code: string, year: Year): boolean {
  const before = of.get(code);
  if (before !== undefined && before <= year) return false;
  of.set(code, year);
  return true;
}

type HolderYear = { readonly holder: string; readonly year: Year };

/** Whose figures a dispute is about, or a transfer moves. */
const named = (events: readonly Recorded[]): readonly HolderYear[] =>
  events.flatMap(({ fact }) => {
    if (fact.type === 'DisputeOpened') return [fact.data as HolderYear];
    if (fact.type !== 'ActivityTransferred') return [];
    const { practice, to, year } = fact.data as TransferEvent['data'];
    return [practice, to].map((holder) => ({ holder, year }));
  });

/** Later years of a holder to which something was moved: of them themselves, nothing may be recorded. */
export async function yearsMovedTo(gathering: Gathering, holder: string, position: number): Promise<readonly Year[]> {
  const streams = await gathering.lookUp(keyOf.movedFrom(holder));
  await gathering.load(streams);
  return streams.flatMap((stream) =>
    gathering.histories
      .get(stream)!
      .upTo(position)
      .flatMap(({ fact }) => (fact.type === 'OverpaymentSetOff' ? [(fact.data as { toYear: Year }).toYear] : [])),
  );
}

/** The years in which anything was recorded of each holder, by the names of all streams and what opened the disputes. */
export async function recordedYearsOfAll(
  gathering: Gathering,
  streams: readonly StreamLength[],
  position: number,
): Promise<ReadonlyMap<string, readonly Year[]>> {
  const years = new Map<string, Set<Year>>();
  const note = (holder: string, year: Year) => years.set(holder, (years.get(holder) ?? new Set()).add(year));
  for (const { stream } of streams) {
    const { kind, code, year } = partsOf(stream);
    if (kind === 'account' && year !== ALL_YEARS) note(code, year);
    if (kind !== 'dispute') continue;
    await gathering.load([stream]);
    for (const about of named(gathering.histories.get(stream)!.upTo(position))) note(about.holder, about.year);
  }
  return new Map([...years].map(([holder, ofHolder]) => [holder, [...ofHolder].sort()]));
}

/** The years in which anything was recorded of a holder, up to a position. */
export async function recordedYears(gathering: Gathering, holder: string, position: number): Promise<readonly Year[]> {
  const years = new Set(await yearsMovedTo(gathering, holder, position));
  const account = streamOf.account(holder, '');
  for (const stream of await gathering.speakingOf(holder, position)) {
    const year = stream.slice(account.length);
    if (stream.startsWith(account) && isYear(year)) years.add(year);
    if (!stream.startsWith(streamOf.dispute(''))) continue;
    await gathering.load([stream]);
    for (const about of named(gathering.histories.get(stream)!.upTo(position))) {
      if (about.holder === holder) years.add(about.year);
    }
  }
  return [...years].sort();
}
