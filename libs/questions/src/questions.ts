import { setImmediate as turn } from 'node:timers/promises';
import {
  Rejected,
  type ArrangementTold,
  type Bridge,
  type CaseAnswer,
  type CaseRegister,
  type DecisionTold,
  type Challenges,
  type League,
  type Movement,
  type Entitlement,
  type ExplainedBudget,
  type Exposure,
  type ResponsibilitiesAnswer,
  type PolicyAnswer,
  type ForecastExposure,
  type PositionTold,
  type Reconciliation,
  type RollUp,
  type ServicesAnswer,
  type SuccessionRegister,
  type ToldCalendar,
  type Transfers,
  type WhatIf,
} from '#domain';
import { isQuestionName, validateQuestion, type QuestionInput, type QuestionName } from '#contract';
import type { EventStore, HasDocument } from '#event-store';
import { bridge } from './answers/bridge.js';
import { entitlement } from './answers/entitlement.js';
import { exposure } from './answers/exposure.js';
import { rollUp } from './answers/roll-up.js';
import { whatIf } from './answers/what-if.js';
import { arrangements } from './answers/arrangements.js';
import { aCase, cases } from './answers/cases.js';
import { decisions } from './answers/decisions.js';
import { responsibilities } from './answers/responsibilities.js';
import { services } from './answers/services.js';
import { PenceOverflow, yearDays, yearOf, type Instant, type WorkingCalendar } from '#kernel';
import { dispute, type DisputeAnswer } from './answers/dispute.js';
import { disputes, type Disputes } from './answers/disputes.js';
import { accessLog, noLooks, type AccessLogAnswer, type ReadLooks } from './answers/access-log.js';
import { exceptions, type ExceptionsAnswer } from './answers/exceptions.js';
import { policy } from './answers/policy.js';
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
import { claims, type ClaimsAnswer } from './answers/claims.js';
import { incentive, type IncentiveAnswer } from './answers/incentive.js';
import { payments, type PaymentsAnswer } from './answers/payments.js';
import { uses, type UsesAnswer } from './answers/uses.js';
import { rollForward, type RollForwardAnswer } from './answers/roll-forward.js';
import { underAgreement, type UnderAgreementAnswer } from './answers/under-agreement.js';
import { priorYearItems, type PriorYearItems } from './answers/prior-year-items.js';
import { savings, type SavingsAnswer } from './answers/savings.js';
import { documents, type DocumentsAnswer } from './answers/documents.js';
import { promises, type PromisesAnswer } from './answers/promises.js';
import { Asking, type AnsweredFrom } from './asking.js';
import { statedAccounts, type StatedAccounts } from './answers/stated-accounts.js';
import { successionRegister } from './answers/succession-register.js';
import { transfers } from './answers/transfers.js';
import { waiting, type Waiting } from './answers/waiting.js';
import { GroupFigures } from './group-figures.js';
import type { StreamReader } from './stream-reader.js';

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
  readonly exceptions: ExceptionsAnswer;
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
  readonly transfers: Transfers;
  readonly statedAccounts: StatedAccounts;
  readonly successionRegister: SuccessionRegister;
  readonly waiting: Waiting;
  readonly accessLog: AccessLogAnswer;
};

export type Answer = Answers[QuestionName] & Omit<AnsweredFrom, 'asAt'> & { readonly asAt?: string };

/** Groups that are warmed up at most: no more than are kept. */
const MOST_GROUPS = 1_000;

/** Answers the questions of the contract from the log; a view is never read. Who looked at what is told from beside it. */
export class Questions {
  private readonly groups: GroupFigures;
  private readonly asking: Asking;

  constructor(
    private readonly reader: StreamReader,
    now: () => Instant,
    calendar: WorkingCalendar,
    hasDocument: HasDocument = async () => false,
    private readonly looks: ReadLooks = noLooks,
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
    entitlement: (asked) => entitlement(this.asking, this.groups, asked),
    exposure: (asked) => exposure(this.asking, asked),
    rollUp: (asked) => rollUp(this.asking, asked),
    bridge: (asked) => bridge(this.asking, asked),
    whatIf: (asked) => whatIf(this.asking, asked),
    case: (asked) => aCase(this.asking, asked),
    cases: (asked) => cases(this.asking, asked),
    arrangements: (asked) => arrangements(this.asking, asked),
    responsibilities: (asked) => responsibilities(this.asking, asked),
    services: (asked) => services(this.asking, asked),
    decisions: (asked) => decisions(this.asking, asked),
    dispute: (asked) => dispute(this.asking, asked),
    disputes: (asked) => disputes(this.asking, asked),
    policy: (asked) => policy(this.asking, asked),
    exceptions: (asked) => exceptions(this.asking, asked),
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
    claims: (asked) => claims(this.asking, asked),
    savings: (asked) => savings(this.asking, asked),
    uses: (asked) => uses(this.asking, asked),
    payments: (asked) => payments(this.asking, asked),
    incentive: (asked) => incentive(this.asking, asked),
    priorYearItems: (asked) => priorYearItems(this.asking, asked),
    rollForward: (asked) => rollForward(this.asking, asked),
    underAgreement: (asked) => underAgreement(this.asking, asked),
    documents: (asked) => documents(this.asking, asked),
    promises: (asked) => promises(this.asking, asked),
    transfers: (asked) => transfers(this.asking, asked),
    statedAccounts: (asked) => statedAccounts(this.asking, asked),
    successionRegister: (asked) => successionRegister(this.asking, asked),
    waiting: (asked) => waiting(this.asking, asked),
    accessLog: (asked) => accessLog(this.asking, this.looks, asked),
  };
}

const invalid = (errors: readonly { field: string; message: string }[]): string =>
  errors.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');
