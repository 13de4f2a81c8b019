import {
  Statements,
  budgetAwaited,
  budgetRecordOf,
  challenge,
  awaited,
  debtorOf,
  groupCommissioner,
  groupsJoined,
  guaranteeOf,
  hasBudget,
  outstandingByBasis,
  policiesFor,
  releaseAwaited,
  releaseDue,
  reviewAwaited,
  statementAwaited,
  streamOf,
  usesAwaited,
  yearBefore,
  yearsToLookAt,
  type Awaited,
} from '#domain';
import { attachmentsOf } from '#event-store';
import { dayOf, isYear, yearDays, type Day, type Year } from '#kernel';
import type { Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { countingAt, statementsAbout } from './issued-statements.js';

/** Something awaited, with whose it is and who is to do it. */
export type AwaitedOf = Awaited & {
  readonly holder: string | null;
  readonly commissioner: string | null;
  readonly year: Year | null;
};

/** Which accounts are looked at. */
export type Looking = { readonly commissioner?: string; readonly year?: Year; readonly on: Day };

const CHALLENGES = streamOf.challenge('');

/** What is awaited on the accounts of some practices, and of groups. */
export class AccountsWaiting {
  private readonly gathering: Gathering;
  private readonly facts: KnownFacts;

  constructor(
    private readonly asking: Asking,
    private readonly moment: Moment,
    private readonly looking: Looking,
  ) {
    this.gathering = new Gathering(asking.reader);
    this.facts = new KnownFacts(this.gathering, moment.position);
  }

  async ofPractice(practice: string): Promise<readonly AwaitedOf[]> {
    const { gathering, facts, looking, moment } = this;
    await gathering.parties(practice);
    if (!facts.organisation(practice).registration) return [];
    await this.terms(practice);
    const rows: AwaitedOf[] = [];
    for (const year of await this.yearsOf(practice)) {
      await gathering.load([streamOf.account(practice, year), streamOf.account(practice, yearBefore(year))]);
      const commissioner = debtorOf(facts, practice, year, moment.day)?.code ?? null;
      if (looking.commissioner !== undefined && commissioner !== looking.commissioner) continue;
      const all = [
        ...this.budget(practice, year),
        ...(await this.statement(practice, year)),
        ...(await this.release(practice, year)),
        ...(await this.ofAnyHolder(practice, year)),
      ];
      rows.push(...all.map((each) => ({ ...each, holder: practice, commissioner, year })));
    }
    return [...rows, ...(await this.challenges(practice))];
  }

  async ofGroup(group: string): Promise<readonly AwaitedOf[]> {
    const { gathering, facts, looking, moment } = this;
    await gathering.parties(group);
    const commissioner = groupCommissioner(facts, group, moment.day);
    if (commissioner === undefined) return [];
    if (looking.commissioner !== undefined && commissioner !== looking.commissioner) return [];
    await gathering.policiesFor([group]);
    const rows: AwaitedOf[] = [];
    for (const year of await this.accountYears(group)) {
      if (looking.year !== undefined && looking.year !== year) continue;
      await gathering.load([streamOf.account(group, year)]);
      const all = await this.ofAnyHolder(group, year);
      rows.push(...all.map((each) => ({ ...each, holder: group, commissioner, year })));
    }
    return rows;
  }

  /** What says under which terms a practice's days are. */
  private async terms(practice: string): Promise<void> {
    const { gathering } = this;
    const groups = await gathering.groupsEver(practice);
    for (const code of [practice, ...groups]) await gathering.body(code);
    await gathering.load([practice, ...groups].map(streamOf.agreements));
    await gathering.policiesFor([practice, ...groups]);
  }

  private async yearsOf(practice: string): Promise<readonly Year[]> {
    const { year, on } = this.looking;
    if (year !== undefined) return [year];
    const parties = [practice, ...groupsJoined(this.facts.organisation(practice))];
    const agreed = parties.flatMap((party) => [...this.facts.agreements(party).values()]);
    return yearsToLookAt(await this.accountYears(practice), agreed, on);
  }

  private async accountYears(holder: string): Promise<readonly Year[]> {
    const account = streamOf.account(holder, '');
    const streams = await this.gathering.speakingOf(holder, this.moment.position);
    return streams
      .filter((stream) => stream.startsWith(account))
      .map((stream) => stream.slice(account.length))
      .filter(isYear);
  }

  private budget(practice: string, year: Year): readonly Awaited[] {
    return budgetAwaited(
      this.facts,
      practice,
      year,
      budgetRecordOf(this.facts.eventsOf(streamOf.account(practice, year))),
    );
  }

  private async statement(practice: string, year: Year): Promise<readonly Awaited[]> {
    const { gathering, moment } = this;
    if (!hasBudget(this.facts.account(practice, year))) return [];
    const streams = await statementsAbout(gathering, practice);
    await gathering.load(streams);
    const toldAsAt = streams.flatMap((stream) => {
      const issued = countingAt(gathering, stream, moment.position)?.issued;
      const isMeant = issued?.holder === practice && issued.to === practice && issued.year === year;
      return isMeant ? [dayOf(issued.figures.asAt)] : [];
    });
    return statementAwaited(this.facts, practice, year, toldAsAt, this.looking.on);
  }

  /** Only of a practice with a guarantee is the figure worked out. */
  private async release(practice: string, year: Year): Promise<readonly Awaited[]> {
    const { facts, gathering, moment, looking } = this;
    const agreement = guaranteeOf(facts, practice, year);
    const due = releaseDue(facts, practice, year);
    if (agreement === undefined || !due || due.dueOn >= looking.on || !hasBudget(facts.account(practice, year))) {
      return [];
    }
    await gathering.statement(practice, year);
    const asAt = Math.min(yearDays(year).last, moment.day);
    const { answer } = new Statements(facts, moment.day).of(practice, year, asAt);
    return releaseAwaited(agreement, due, outstandingByBasis(answer).get('GUARANTEE') ?? 0);
  }

  private async ofAnyHolder(holder: string, year: Year): Promise<readonly Awaited[]> {
    const { facts } = this;
    const { suspension, uses } = facts.account(holder, year);
    const evidenced = [...uses.values()].some(({ spent }) => spent.length > 0)
      ? await this.evidencedEvents(streamOf.account(holder, year))
      : new Set<string>();
    return [
      ...reviewAwaited(suspension, (day) => policiesFor(facts, holder, day)),
      ...usesAwaited(
        uses.values(),
        (id) => evidenced.has(id),
        (day) => policiesFor(facts, holder, day),
      ),
    ];
  }

  /** The events of a stream that rest on documents, by their ids. */
  private async evidencedEvents(stream: string): Promise<ReadonlySet<string>> {
    const events = await this.asking.store.readStream(stream, BigInt(this.moment.position));
    return new Set(events.filter(({ metadata }) => attachmentsOf(metadata.evidence).length > 0).map(({ id }) => id));
  }

  private async challenges(practice: string): Promise<readonly AwaitedOf[]> {
    const { gathering, facts, looking, moment } = this;
    const streams = (await gathering.lookUp(keyOf.about(practice))).filter((stream) => stream.startsWith(CHALLENGES));
    await gathering.load(streams);
    return streams.flatMap((stream): readonly AwaitedOf[] => {
      const { raised, answer } = facts.stateOf(challenge, stream);
      if (!raised || answer || raised.deadline === undefined || raised.practice !== practice) return [];
      const { challenge: what, year, pence, line, month } = raised;
      const commissioner = debtorOf(facts, practice, year, moment.day)?.code ?? null;
      const isMeant =
        (looking.year === undefined || looking.year === year) &&
        (looking.commissioner === undefined || looking.commissioner === commissioner);
      const because = `no answer about ${line} in M${String(month).padStart(2, '0')}`;
      const each = awaited('CHALLENGE_UNANSWERED', what, dayOf(raised.deadline), because, { pence });
      return isMeant ? [{ ...each, holder: practice, commissioner, year }] : [];
    });
  }
}
