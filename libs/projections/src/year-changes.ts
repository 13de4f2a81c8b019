import {
  COMMISSIONER_TYPES,
  ENGLAND,
  Statements,
  bodiesAbove,
  debtorOf,
  exposure,
  hasBudget,
  isGroup,
  owedBy,
  policiesFor,
  policiesOf,
  streamOf,
  type Entitlement,
  type Exposure,
  type Facts,
} from '#domain';
import { MONTHS, dateOf, londonDay, monthDays, yearDays, yearOf, type Day, type Year } from '#kernel';
import { KnownFacts, codesOf, type Gathering } from '#questions';
import { nameOf } from './body-changes.js';
import { isUnderAgreement, NOBODY, type Standing, type Task } from './plan.js';
import { turningDays } from './rows/organisation-rows.js';
import { answersDue, budgetDue, freezesDue, reviewDue, type Due, type PoliciesOn } from './rows/overdue-rows.js';
import { exposureRow, lastGroupIn, rollUpParts, statementRow } from './rows/statement-rows.js';
import { timelineRow } from './rows/timeline-row.js';
import { holdsUntil } from './rows/turning.js';
import { Passing } from './passing.js';
import { Turns } from './turns.js';
import type { Change, Holds, Tables } from './view-store.js';

const yearBefore = (year: Year): Year => yearOf(yearDays(year).first - 1);

/** One commissioner's year: its statements, its exposure, its points of time, and what is overdue under it. */
export class YearChanges {
  private readonly facts: Facts;
  private readonly statements: Statements;
  private readonly asAt: Day;
  private readonly until: Day | undefined;
  private readonly rows = {
    statements: [] as Tables['statements'][],
    rollUpParts: [] as Tables['rollUpParts'][],
    overdue: [] as Tables['overdue'][],
    holds: [] as Holds[],
  };
  private readonly subjects: string[] = [];

  private constructor(
    private readonly gathering: Gathering,
    private readonly commissioner: string,
    private readonly year: Year,
    private readonly practices: readonly string[],
    private readonly standing: Standing,
  ) {
    this.facts = new KnownFacts(gathering, standing.position);
    this.statements = new Statements(this.facts, standing.day);
    this.asAt = Math.min(standing.day, yearDays(year).last);
    this.until = holdsUntil(this.turning(), standing.day);
  }

  static async gathered(
    gathering: Gathering,
    commissioner: string,
    year: Year,
    { statements, budgetsOnly }: Task,
    standing: Standing,
  ): Promise<YearChanges> {
    await gathering.body(commissioner);
    await gathering.succession(commissioner, year);
    const practices = commissioner === NOBODY ? [] : await gathering.practicesOf(commissioner);
    const holders = new Set([...practices, ...statements, ...budgetsOnly]);
    const turns = new Turns();
    for (const holder of holders) {
      await turns.take();
      await gathering.statement(holder, year);
    }
    await gathering.load([...holders].map((holder) => streamOf.account(holder, yearBefore(year))));
    await gathering.superiors();
    await gathering.policies([commissioner]);
    return new YearChanges(gathering, commissioner, year, practices, standing);
  }

  async of(task: Task): Promise<readonly Change[]> {
    const { commissioner, year, asAt } = this;
    const { registration } = this.facts.organisation(commissioner);
    const isCommissioner = registration !== undefined && COMMISSIONER_TYPES.includes(registration.type);
    const turns = new Turns();
    for (const holder of isCommissioner ? owedBy(this.statements, commissioner, this.practices, year) : []) {
      await turns.take();
      this.statements.of(holder, year, asAt); // kept for the exposure
    }
    const of = isCommissioner ? exposure(this.statements, commissioner, this.practices, year, asAt) : undefined;
    const affordable = new Map(of?.holders.map(({ holder, affordablePence }) => [holder, affordablePence]));
    for (const holder of new Set([...affordable.keys(), ...task.statements])) {
      await turns.take();
      this.statement(holder, affordable.get(holder) ?? null);
    }
    for (const practice of task.budgetsOnly) this.budgetOnly(practice);
    if (commissioner !== NOBODY) this.suspensionForAll();
    return [...this.exposureChanges(of), ...this.subjectChanges()];
  }

  private statement(holder: string, affordablePence: number | null): void {
    const { facts, year, asAt } = this;
    const account = facts.account(holder, year);
    const group = isGroup(facts, holder);
    if (!group && !facts.organisation(holder).registration) return;
    const { answer } = this.statements.of(holder, year, asAt);
    const lastGroup = group ? undefined : lastGroupIn(facts.organisation(holder), year);
    const name = nameOf(facts, holder);
    const holderType = group ? 'GROUP' : 'PRACTICE';
    this.rows.statements.push(
      statementRow(answer, { name, holderType, asAt, account, group: lastGroup, affordablePence }),
    );
    if (!group && hasBudget(account)) this.rows.rollUpParts.push(...rollUpParts(answer, this.bodiesOf(holder)));
    const policiesOn = this.policiesOn(holder);
    const budgets = group
      ? []
      : [...budgetDue(account, year, this.takesPart(holder), policiesOn), ...freezesDue(account, year, policiesOn)];
    this.note(
      holder,
      [...budgets, ...answersDue(facts, answer, policiesOn), ...reviewDue(account.suspension, policiesOn)],
      this.commissionerOf(answer),
    );
  }

  private budgetOnly(practice: string): void {
    const { facts, year } = this;
    const due = budgetDue(facts.account(practice, year), year, this.takesPart(practice), this.policiesOn(practice));
    this.note(practice, due, debtorOf(facts, practice, year, this.standing.day)?.code);
  }

  private suspensionForAll(): void {
    const { facts, commissioner, year } = this;
    const { suspension } = facts.finance(commissioner, year);
    const due = reviewDue(suspension, () => policiesOf(facts, commissioner));
    this.note(commissioner, due, commissioner);
  }

  private policiesOn(holder: string): PoliciesOn {
    return (day) => policiesFor(this.facts, holder, day);
  }

  /** What is overdue of a subject by now, and until when that is the whole truth. */
  private note(subject: string, all: readonly Due[], commissioner: string | undefined): void {
    const { year } = this;
    const { day } = this.standing;
    const name = nameOf(this.facts, subject);
    this.subjects.push(subject);
    for (const { lastDay, ...due } of all) {
      if (lastDay < day) this.rows.overdue.push({ ...due, subject, name, commissioner: commissioner ?? null, year });
    }
    const coming = all.filter(({ lastDay }) => lastDay >= day).map(({ lastDay }) => lastDay);
    const until = Math.min(this.until ?? Infinity, ...coming);
    if (until !== Infinity) this.rows.holds.push({ subject, year, until: dateOf(until) });
  }

  /** The practice had a budget in the year before, or is under an agreement in this one. */
  private takesPart(practice: string): boolean {
    const { facts, year } = this;
    return hasBudget(facts.account(practice, yearBefore(year))) || isUnderAgreement(facts, practice, year);
  }

  private readonly commissionerOf = ({ debtor, debtors }: Entitlement): string | undefined =>
    debtor ?? debtors[0]?.code ?? undefined;

  private bodiesOf(practice: string): readonly string[] {
    const debtor = debtorOf(this.facts, practice, this.year, this.standing.day);
    return [...(debtor ? bodiesAbove(this.facts, debtor.code, this.standing.day) : []), ENGLAND];
  }

  private exposureChanges(of: Exposure | undefined): readonly Change[] {
    const { commissioner, year } = this;
    if (commissioner === NOBODY) return [];
    const finances = this.gathering.histories.get(streamOf.finance(commissioner, year));
    const hasFinances = (finances?.upTo(this.standing.position).length ?? 0) > 0;
    const rows =
      of && (of.holders.length > 0 || hasFinances) ? [exposureRow(of, nameOf(this.facts, commissioner))] : [];
    return [{ table: 'exposures', without: [{ commissioner, year }], rows }];
  }

  private subjectChanges(): readonly Change[] {
    const { year, rows } = this;
    const holders = rows.statements.map(({ holder }) => holder);
    return [
      { table: 'statements', without: holders.map((holder) => ({ holder, year })), rows: rows.statements },
      { table: 'rollUpParts', without: holders.map((practice) => ({ practice, year })), rows: rows.rollUpParts },
      { table: 'overdue', without: this.subjects.map((subject) => ({ subject, year })), rows: rows.overdue },
      { table: 'holds', without: this.subjects.map((subject) => ({ subject, year })), rows: rows.holds },
    ];
  }

  /** What was owed and could be paid at each event of the finances, by what was known then, on that day. */
  async points({ points: positions }: Task): Promise<readonly Change[]> {
    const { commissioner, year, practices, gathering } = this;
    const finances = gathering.histories.get(streamOf.finance(commissioner, year))?.events ?? [];
    const wanted = new Set(positions);
    const rows: Tables['timeline'][] = [];
    const [passing, turns] = [new Passing(gathering), new Turns()];
    for (const event of finances.filter(({ ref }) => wanted.has(ref.position))) {
      await turns.take();
      const day = londonDay(event.ref.recordedAt);
      const statements = new Statements(passing.to(event.ref.position), day);
      const asAt = Math.min(day, yearDays(year).last);
      rows.push(timelineRow(exposure(statements, commissioner, practices, year, asAt), event));
    }
    return rows.length === 0 ? [] : [{ table: 'timeline', without: [], rows }];
  }

  /** Days on which a month counts, a status changes with the calendar, or somebody comes to belong elsewhere. */
  private turning(): readonly Day[] {
    const organisations = [...this.gathering.histories.keys()].filter((name) => name.startsWith(ORGANISATIONS));
    return [
      ...MONTHS.map((month) => monthDays(this.year, month).last),
      yearDays(this.year).last + 1,
      ...codesOf(organisations).flatMap((code) => turningDays(this.facts.organisation(code))),
    ];
  }
}

const ORGANISATIONS = streamOf.organisation('');
