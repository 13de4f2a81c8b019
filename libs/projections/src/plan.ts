import { debtorOf, isGroup, bothSigned, agreementDays, streamOf, type Agreement, type Facts } from '#domain';
import { nextYear, overlap, yearDays, yearOf, type Day, type Year } from '#kernel';
import { KnownFacts, codesOf, keyOf, type Gathering } from '#questions';
import { lastGroupIn } from './rows/statement-rows.js';
import { ALL_YEARS, recordedYears, yearsMovedTo, type Reach } from './reach.js';
import { Turns } from './turns.js';

/** Up to which event, and on which day of the calendar, rows are worked out. */
export type Standing = { readonly position: number; readonly day: Day };

/** Under whom statements are worked out together: a commissioner, so that its fund is shared among all that it owes. */
export const NOBODY = '';

export type Task = {
  /** Holders whose statement of the year is to be worked out. */
  readonly statements: Set<string>;
  /** Practices without a statement of the year, of which a budget may be due. */
  readonly budgetsOnly: Set<string>;
  /** Whether the exposure changes. */
  exposure: boolean;
  readonly points: number[];
};

/** Tasks by commissioner, then year. */
export type Plan = {
  readonly tasks: ReadonlyMap<string, ReadonlyMap<Year, Task>>;
  /** Holders whose rows of all years are taken away first: some may be of years that are no longer theirs. */
  readonly cleared: ReadonlySet<string>;
};

/** Plans whose statements of which years are worked out under whom. */
export class Planning {
  private readonly tasks = new Map<string, Map<Year, Task>>();
  private readonly cleared = new Set<string>();
  private readonly facts: Facts;

  constructor(
    private readonly gathering: Gathering,
    private readonly standing: Standing,
    /** Of all holders, where that is known. */
    private readonly recordedOfAll?: ReadonlyMap<string, readonly Year[]>,
  ) {
    this.facts = new KnownFacts(gathering, standing.position);
  }

  async of({ holders, exposures, points }: Reach): Promise<Plan> {
    const turns = new Turns();
    for (const [holder, from] of holders) {
      await turns.take();
      await this.holder(holder, from);
    }
    for (const [commissioner, years] of exposures) {
      await this.gathering.body(commissioner);
      if (this.facts.organisation(commissioner).registration?.type === 'PRACTICE' || isGroup(this.facts, commissioner))
        continue;
      for (const year of years) this.task(commissioner, year).exposure = true;
    }
    for (const [commissioner, years] of points) {
      for (const [year, positions] of years) this.task(commissioner, year).points.push(...positions);
    }
    return { tasks: this.tasks, cleared: this.cleared };
  }

  /** The years of which a holder has a statement: those in which something of it, or of a group of its days, is recorded. */
  private async yearsOf(holder: string): Promise<readonly Year[]> {
    const own = await this.recordedOf(holder);
    const beside = isGroup(this.facts, holder) ? await this.ofMembers(holder) : await this.ofGroups(holder);
    return [...new Set([...own, ...beside])].sort();
  }

  private readonly recorded = new Map<string, readonly Year[]>();

  private async recordedOf(holder: string): Promise<readonly Year[]> {
    const kept = this.recorded.get(holder) ?? (await this.yearsRecorded(holder));
    this.recorded.set(holder, kept);
    return kept;
  }

  private async yearsRecorded(holder: string): Promise<readonly Year[]> {
    const { gathering, recordedOfAll, standing } = this;
    if (!recordedOfAll) return recordedYears(gathering, holder, standing.position);
    const movedTo = await yearsMovedTo(gathering, holder, standing.position);
    return [...new Set([...(recordedOfAll.get(holder) ?? []), ...movedTo])].sort();
  }

  private readonly ofMembersKept = new Map<string, readonly Year[]>();

  private async ofMembers(group: string): Promise<readonly Year[]> {
    const kept = this.ofMembersKept.get(group);
    if (kept) return kept;
    const years = new Set<Year>();
    for (const practice of codesOf(await this.gathering.lookUp(keyOf.members(group)))) {
      await this.gathering.body(practice);
      for (const year of await this.recordedOf(practice)) if (this.isMemberIn(practice, group, year)) years.add(year);
    }
    const found = [...years];
    this.ofMembersKept.set(group, found);
    return found;
  }

  private async ofGroups(practice: string): Promise<readonly Year[]> {
    const years: Year[] = [];
    for (const group of await this.gathering.groupsEver(practice)) {
      await this.gathering.body(group);
      const ofGroup = [...(await this.recordedOf(group)), ...(await this.ofMembers(group))];
      years.push(...ofGroup.filter((year) => this.isMemberIn(practice, group, year)));
    }
    return years;
  }

  private isMemberIn(practice: string, group: string, year: Year): boolean {
    const days = yearDays(year);
    return this.facts
      .organisation(practice)
      .memberships.some(
        (held) => held.group === group && overlap({ first: held.from, last: held.lastDay ?? days.last }, days),
      );
  }

  private async holder(holder: string, from: Year): Promise<void> {
    await this.gathering.body(holder);
    const group = this.facts.group(holder).created;
    const isPractice = this.facts.organisation(holder).registration?.type === 'PRACTICE';
    if (from === ALL_YEARS) this.cleared.add(holder);
    if (!group && !isPractice) return;
    const years = await this.yearsOf(holder);
    for (const year of years.filter((each) => each >= from)) {
      const under = group ? group.commissioner : await this.debtor(holder, year);
      this.task(under, year).statements.add(holder);
    }
    if (isPractice) await this.budgets(holder, years);
  }

  /** Budgets may be due for years of which nothing is recorded: those after a year with something, and under agreements. */
  private async budgets(practice: string, years: readonly Year[]): Promise<void> {
    const groups = await this.gathering.groupsEver(practice);
    const holders = [practice, ...groups];
    await this.gathering.load([...holders.map(streamOf.agreements), ...groups.map(streamOf.group)]);
    const agreed = holders.flatMap((holder) => [...this.facts.agreements(holder).values()].flatMap(yearsUnder));
    const running = yearOf(this.standing.day);
    for (const year of new Set([...years.map(nextYear), ...agreed])) {
      if (year > running || years.includes(year)) continue;
      this.task(await this.debtor(practice, year), year).budgetsOnly.add(practice);
    }
  }

  /** All who were ever its debtor are looked at again as well. */
  private async debtor(practice: string, year: Year): Promise<string> {
    await this.gathering.debtors(practice, year);
    for (const code of this.everDebtors(practice)) this.task(code, year).exposure = true;
    return debtorOf(this.facts, practice, year, this.standing.day)?.code ?? NOBODY;
  }

  /** By everything ever recorded, in error or not. */
  private everDebtors(practice: string): readonly string[] {
    const codes = [...this.named(practice, 'PracticeAssigned', ({ commissioner }) => [commissioner as string])];
    for (const code of codes) {
      for (const successor of this.named(code, 'SuccessorNamed', ({ successors }) => successors as readonly string[])) {
        if (!codes.includes(successor)) codes.push(successor);
      }
    }
    return codes;
  }

  private named(
    code: string,
    type: string,
    codesIn: (data: Readonly<Record<string, unknown>>) => readonly string[],
  ): readonly string[] {
    const events = this.gathering.histories.get(streamOf.organisation(code))?.events ?? [];
    return events.flatMap(({ fact }) => (fact.type === type ? codesIn(fact.data as Record<string, unknown>) : []));
  }

  private task(commissioner: string, year: Year): Task {
    const years = this.tasks.get(commissioner) ?? new Map<Year, Task>();
    this.tasks.set(commissioner, years);
    const task = years.get(year) ?? { statements: new Set(), budgetsOnly: new Set(), exposure: false, points: [] };
    years.set(year, task);
    return task;
  }
}

/** The years of which an agreement that both signed has days. */
function yearsUnder(agreement: Agreement): readonly Year[] {
  const { first, last } = agreementDays(agreement);
  if (!bothSigned(agreement) || last < first) return [];
  const years: Year[] = [];
  for (let year = yearOf(first); year <= yearOf(last); year = nextYear(year)) years.push(year);
  return years;
}

/** Whether a practice takes part in a year: an agreement of its own or of a group of its days covers some of it. */
export function isUnderAgreement(facts: Facts, practice: string, year: Year): boolean {
  const group = lastGroupIn(facts.organisation(practice), year);
  return [practice, ...(group === undefined ? [] : [group])].some((holder) =>
    [...facts.agreements(holder).values()].some(
      (agreement) => bothSigned(agreement) && overlap(agreementDays(agreement), yearDays(year)),
    ),
  );
}
