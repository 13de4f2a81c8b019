import { setImmediate as turn } from 'node:timers/promises';
import {
  ENGLAND,
  Rejected,
  Statements,
  emptyRollUp,
  explainExposure,
  explainStatement,
  isGroup,
  exposure,
  leaf,
  withPractice,
  type ArrangementTold,
  type Bridge,
  type CaseAnswer,
  type CaseRegister,
  type DecisionTold,
  type Challenges,
  type League,
  type Movement,
  type Derivation,
  type Entitlement,
  type EventRef,
  type ExplainedBudget,
  type Exposure,
  type ResponsibilitiesAnswer,
  type Exceptions,
  type PolicyAnswer,
  type ForecastExposure,
  type PositionTold,
  type Reconciliation,
  type RollUp,
  type ServicesAnswer,
  type ToldCalendar,
  type WhatIf,
} from '#domain';
import { isQuestionName, validateQuestion, type QuestionInput, type QuestionName } from '#contract';
import type { EventStore, HasDocument } from '#event-store';
import { AsKnown } from './as-known.js';
import { arrangementsAnswered } from './answers/arrangements.js';
import { caseAnswered, casesAnswered } from './answers/cases.js';
import { decisionsAnswered } from './answers/decisions.js';
import { responsibilitiesAnswered } from './answers/responsibilities.js';
import { servicesAnswered } from './answers/services.js';
import {
  PenceOverflow,
  pounds,
  yearDays,
  yearOf,
  type Day,
  type Instant,
  type WorkingCalendar,
  type Year,
} from '#kernel';
import { disputeAnswer, type DisputeAnswer } from './answers/dispute.js';
import { disputes, type Disputes } from './answers/disputes.js';
import { answerExceptions } from './answers/exceptions.js';
import { answerPolicy } from './answers/policy.js';
import { statement, type StatementAnswer } from './answers/statement.js';
import { statementsIssued, type StatementsIssued } from './answers/statements-issued.js';
import { toldOn, type ToldOn } from './answers/told-on.js';
import { budget } from './answers/budget.js';
import { calendar } from './answers/calendar.js';
import { challenges } from './answers/challenges.js';
import { league } from './answers/league.js';
import { movement } from './answers/movement.js';
import { forecastExposure } from './answers/forecast-exposure.js';
import { position } from './answers/position.js';
import { reconciliation } from './answers/reconciliation.js';
import { answerClaims, type ClaimsAnswer } from './answers/claims.js';
import { answerIncentive, type IncentiveAnswer } from './answers/incentive.js';
import { answerPayments, type PaymentsAnswer } from './answers/payments.js';
import { answerUses, type UsesAnswer } from './answers/uses.js';
import { answerRollForward, type RollForwardAnswer } from './answers/roll-forward.js';
import { answerUnderAgreement, type UnderAgreementAnswer } from './answers/under-agreement.js';
import { answerPriorYearItems, type PriorYearItems } from './answers/prior-year-items.js';
import { answerSavings, type SavingsAnswer } from './answers/savings.js';
import { documents, type DocumentsAnswer } from './answers/documents.js';
import { promises, type PromisesAnswer } from './answers/promises.js';
import { asAtOf, Asking, type AnsweredFrom } from './asking.js';
import { bridged } from './bridging.js';
import { Gathering } from './gathering.js';
import { GroupFigures } from './group-figures.js';
import { batches } from './roll-up-batches.js';
import { KnownFacts, type Supposing } from './known-facts.js';
import type { Moment } from './moment.js';
import type { StreamReader } from './stream-reader.js';
import { mustBeCommissioner, mustBeHolder, mustBeOrganisation } from './subject.js';
import { omittedCommands } from './omission.js';

/** What each question is answered. */
export type Answers = {
  readonly entitlement: Entitlement;
  readonly exposure: Exposure;
  readonly rollUp: RollUp;
  readonly bridge: Bridge;
  readonly whatIf: WhatIf;
  readonly case: CaseAnswer;
  readonly cases: CaseRegister;
  readonly arrangements: { readonly rows: readonly ArrangementTold[] };
  readonly responsibilities: ResponsibilitiesAnswer;
  readonly services: ServicesAnswer;
  readonly decisions: { readonly rows: readonly DecisionTold[] };
  readonly dispute: DisputeAnswer;
  readonly disputes: Disputes;
  readonly policy: PolicyAnswer;
  readonly exceptions: Exceptions;
  readonly statement: StatementAnswer;
  readonly statementsIssued: StatementsIssued;
  readonly toldOn: ToldOn;
  readonly budget: ExplainedBudget;
  readonly reconciliation: Reconciliation;
  readonly position: PositionTold;
  readonly forecastExposure: ForecastExposure;
  readonly movement: Movement;
  readonly league: League;
  readonly calendar: ToldCalendar;
  readonly challenges: Challenges;
  readonly claims: ClaimsAnswer;
  readonly savings: SavingsAnswer;
  readonly uses: UsesAnswer;
  readonly payments: PaymentsAnswer;
  readonly incentive: IncentiveAnswer;
  readonly priorYearItems: PriorYearItems;
  readonly rollForward: RollForwardAnswer;
  readonly underAgreement: UnderAgreementAnswer;
  readonly documents: DocumentsAnswer;
  readonly promises: PromisesAnswer;
};

export type Answer = Answers[QuestionName] & Omit<AnsweredFrom, 'asAt'> & { readonly asAt?: string };

/** Groups that are warmed up at most: no more than are kept. */
const MOST_GROUPS = 1_000;

/** Answers the questions of the contract from the log; a view is never read. */
export class Questions {
  private readonly groups: GroupFigures;
  private readonly asking: Asking;

  constructor(
    private readonly reader: StreamReader,
    now: () => Instant,
    calendar: WorkingCalendar,
    hasDocument: HasDocument = async () => false,
  ) {
    this.groups = new GroupFigures(reader);
    this.asking = new Asking(reader, now, calendar, hasDocument);
  }

  private get store(): EventStore {
    return this.reader.store;
  }

  /**
   * @param question  a name of the contract
   * @param input     the question's fields, as yet unchecked
   * @throws Rejected NOT_FOUND for an unknown question, INVALID for bad fields, UNKNOWN_… and WRONG_TYPE by the rules
   */
  async ask(question: string, input: unknown): Promise<Answer> {
    if (!isQuestionName(question)) throw new Rejected('NOT_FOUND', `there is no question ${question}`);
    const checked = validateQuestion(question, input);
    if (!checked.ok) throw new Rejected('INVALID', invalid(checked.errors), checked.errors);
    try {
      return await this.answers[question](checked.value as never);
    } catch (error) {
      throw error instanceof PenceOverflow ? new Rejected('FIGURE_TOO_LARGE', error.message) : error;
    }
  }

  /**
   * Works out the figures of all groups for this year and the last, so that the first to ask need not wait for them.
   * Gives others their turn; ends early when `signal` aborts.
   */
  async warmUp(signal: AbortSignal): Promise<void> {
    const { position, day } = await this.asking.momentOf({});
    const created = await this.store.readAll({ after: 0n, limit: MOST_GROUPS, types: ['GroupCreated'] });
    const thisYear = yearOf(day);
    for (const year of [yearOf(yearDays(thisYear).first - 1), thisYear]) {
      for (const { data } of created) {
        await turn();
        if (signal.aborted) return;
        await this.groups.of(data['group'] as string, year, Math.min(day, yearDays(year).last), position);
      }
    }
  }

  private readonly answers: { readonly [Q in QuestionName]: (asked: QuestionInput<Q>) => Promise<Answer> } = {
    entitlement: (asked) => this.entitlement(asked),
    exposure: (asked) => this.exposure(asked),
    rollUp: (asked) => this.rollUp(asked),
    bridge: (asked) => this.bridge(asked),
    whatIf: (asked) => this.whatIf(asked),
    case: (asked) => caseAnswered(this.asking, asked),
    cases: (asked) => casesAnswered(this.asking, asked),
    arrangements: (asked) => arrangementsAnswered(this.asking, asked),
    responsibilities: (asked) => responsibilitiesAnswered(this.asking, asked),
    services: (asked) => servicesAnswered(this.asking, asked),
    decisions: (asked) => decisionsAnswered(this.asking, asked),
    dispute: (asked) => disputeAnswer(this.asking, asked),
    disputes: (asked) => disputes(this.asking, asked),
    policy: (asked) => answerPolicy(this.asking, asked),
    exceptions: (asked) => answerExceptions(this.asking, asked),
    statement: (asked) => statement(this.asking, asked),
    statementsIssued: (asked) => statementsIssued(this.asking, asked),
    toldOn: (asked) => toldOn(this.asking, asked),
    budget: (asked) => budget(this.asking, asked),
    reconciliation: (asked) => reconciliation(this.asking, asked),
    position: (asked) => position(this.asking, asked),
    forecastExposure: (asked) => forecastExposure(this.asking, asked),
    movement: (asked) => movement(this.asking, asked),
    league: (asked) => league(this.asking, asked),
    calendar: (asked) => calendar(this.asking, asked),
    challenges: (asked) => challenges(this.asking, asked),
    claims: (asked) => answerClaims(this.asking, asked),
    savings: (asked) => answerSavings(this.asking, asked),
    uses: (asked) => answerUses(this.asking, asked),
    payments: (asked) => answerPayments(this.asking, asked),
    incentive: (asked) => answerIncentive(this.asking, asked),
    priorYearItems: (asked) => answerPriorYearItems(this.asking, asked),
    rollForward: (asked) => answerRollForward(this.asking, asked),
    underAgreement: (asked) => answerUnderAgreement(this.asking, asked),
    documents: (asked) => documents(this.asking, asked),
    promises: (asked) => promises(this.asking, asked),
  };

  private async entitlement(asked: QuestionInput<'entitlement'>): Promise<Answer> {
    const { holder, year } = asked;
    const moment = await this.asking.momentOf(asked);
    const asAt = asAtOf(asked, moment);
    const statements = asked.explain
      ? new Statements(new KnownFacts(await this.asking.gather(holder, year), moment.position), moment.day)
      : await this.briefly(holder, year, asAt, moment);
    mustBeHolder(statements.facts, holder);
    const { answer } = statements.of(holder, year, asAt);
    const derivation = asked.explain && explainStatement(statements, holder, year, asAt);
    return { ...answer, ...this.asking.from(moment, asAt), ...told(derivation) };
  }

  /** For an answer without its derivation: a practice's groups need not be worked out anew for each member. */
  private async briefly(holder: string, year: Year, asAt: Day, { position, day }: Moment): Promise<Statements> {
    const gathering = new AsKnown(this.reader, position);
    await gathering.body(holder);
    const facts = new KnownFacts(gathering, position);
    if (isGroup(facts, holder))
      return new Statements(new KnownFacts(await this.asking.gather(holder, year), position), day);
    const groups = await gathering.besideGroups(holder, year);
    const statements = new Statements(facts, day);
    for (const group of groups) statements.take(group, year, asAt, await this.groups.of(group, year, asAt, position));
    return statements;
  }

  private async exposure(asked: QuestionInput<'exposure'>): Promise<Answer> {
    const { commissioner } = asked;
    const moment = await this.asking.momentOf(asked);
    const gathering = new Gathering(this.reader);
    await gathering.body(commissioner);
    await gathering.succession(commissioner, asked.year);
    mustBeCommissioner(new KnownFacts(gathering, moment.position), commissioner);
    const practices = await gathering.practicesOf(commissioner);
    for (const practice of practices) await gathering.statement(practice, asked.year);
    const asAt = asAtOf(asked, moment);
    const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
    const answer = exposure(statements, commissioner, practices, asked.year, asAt);
    return {
      ...answer,
      ...this.asking.from(moment, asAt),
      ...told(asked.explain && explainExposure(statements, answer)),
    };
  }

  /** Commissioner by commissioner, so that others get their turn and no more than a commissioner's streams are held. */
  private async rollUp(asked: QuestionInput<'rollUp'>): Promise<Answer> {
    const { of, year } = asked;
    const moment = await this.asking.momentOf(asked);
    const asAt = asAtOf(asked, moment);
    if (of !== ENGLAND) {
      const body = new Gathering(this.reader);
      await body.body(of);
      mustBeOrganisation(new KnownFacts(body, moment.position), of);
    }
    let answer = emptyRollUp(of, year);
    const derivation: Derivation[] = [];
    for (const practices of await batches(new Gathering(this.reader), of)) {
      const statements = await this.statementsOf(practices, year, moment);
      for (const practice of practices) {
        await turn(); // a country takes seconds: others must get a word in
        const before = answer;
        answer = withPractice(answer, statements, practice, asAt);
        if (answer === before) continue;
        derivation.push({ figure: `entitlement of ${practice}`, pence: answer.entitledPence - before.entitledPence });
      }
    }
    return {
      ...answer,
      ...this.asking.from(moment, asAt),
      ...told(asked.explain && explainRollUp(answer, derivation)),
    };
  }

  /** Statements of some practices, with all that is above their debtors. */
  private async statementsOf(practices: readonly string[], year: Year, moment: Moment): Promise<Statements> {
    const gathering = new Gathering(this.reader);
    for (const practice of practices) await gathering.statement(practice, year);
    await gathering.superiors();
    return new Statements(new KnownFacts(gathering, moment.position), moment.day);
  }

  private async bridge(asked: QuestionInput<'bridge'>): Promise<Answer> {
    const { holder, year, from, to } = asked;
    const opening = await this.asking.momentOf({ ...asked, knownAt: from });
    const closing = await this.asking.momentOf({ ...asked, knownAt: to });
    const gathering = await this.asking.gather(holder, year);
    mustBeHolder(new KnownFacts(gathering, closing.position), holder);
    const asAt = asAtOf(asked, closing);
    const { bridge, events } = bridged(gathering, holder, year, asAt, opening.position, closing.position);
    return { ...bridge, ...this.asking.from(closing, asAt), ...told(asked.explain && explainBridge(bridge, events)) };
  }

  private async whatIf(asked: QuestionInput<'whatIf'>): Promise<Answer> {
    const { holder, year, suppose } = asked;
    const moment = await this.asking.momentOf(asked);
    const gathering = await this.asking.gather(holder, year);
    const facts = new KnownFacts(gathering, moment.position);
    mustBeHolder(facts, holder);
    const asAt = asAtOf(asked, moment);
    const omitted = await omittedCommands(this.store, suppose, moment.position);
    const supposing: Supposing = { holder, omitted, suppositions: suppose as Supposing['suppositions'] };
    const fact = new Statements(facts, moment.day);
    const supposed = new Statements(new KnownFacts(gathering, moment.position, supposing), moment.day);
    const [factPence, supposedPence] = [fact, supposed].map(
      (of) => of.of(holder, year, asAt).answer.entitlementPence,
    ) as [number, number];
    const answer = { holder, year, factPence, supposedPence, differencePence: supposedPence - factPence };
    const derivation = asked.explain && [
      { figure: 'factPence', pence: factPence, from: explainStatement(fact, holder, year, asAt) },
      { figure: 'supposedPence', pence: supposedPence, from: explainStatement(supposed, holder, year, asAt) },
    ];
    return { ...answer, ...this.asking.from(moment, asAt), ...told(derivation) };
  }
}

const told = (
  derivation: readonly Derivation[] | false | undefined,
): { readonly derivation?: readonly Derivation[] } => (derivation ? { derivation } : {});

const explainRollUp = ({ entitledPence }: RollUp, from: readonly Derivation[]): readonly Derivation[] => [
  { figure: 'entitledPence', pence: entitledPence, rule: 'Rule 21: exposure and roll-up', from },
];

function explainBridge(
  { openingPence, lines, closingPence }: Bridge,
  events: readonly EventRef[],
): readonly Derivation[] {
  const byPosition = new Map(events.map((ref) => [ref.position, ref]));
  const moved = lines.map(({ position, deltaPence }) => leaf('moved by', byPosition.get(position)!, deltaPence));
  return [
    {
      figure: 'closingPence',
      pence: closingPence,
      rule: 'Rule 25: what-if and bridge',
      how: `${pounds(openingPence)} at the opening`,
      from: moved,
    },
  ];
}

const invalid = (errors: readonly { field: string; message: string }[]): string =>
  errors.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');
