import {
  ENGLAND,
  Rejected,
  Statements,
  bridge,
  emptyRollUp,
  exposure,

  withPractice,
  type Bridge,
  type Entitlement,
  type Exposure,
  type Facts,
  type RollUp,
  type WhatIf,
} from '#domain';
import {
  isQuestionName,
  validateQuestion,
  type QuestionInput,
  type QuestionName,
} from '#contract';
import type { Clock, EventStore } from '#event-store';
import { dateOf, dayOf, yearDays, type Day, type Instant, type Year } from '#kernel';
import { keyOf } from './directory-keys.js';
import { Gathering } from './gathering.js';
import { KnownFacts, codesOf, type Supposing } from './known-facts.js';
import { momentOf, type Moment } from './moment.js';
import type { StreamReader } from './stream-reader.js';
import { mustBeCommissioner, mustBeHolder, mustBeOrganisation } from './subject.js';
import { omittedCommands } from './omission.js';

/** What an answer was computed from: asked again with both, it is the same for ever. */
export type AnsweredFrom = {
  readonly asAt: string;
  readonly knownAt: Instant;
  readonly position: number;
  readonly clock: Clock;
};

export type Answer = (Entitlement | Exposure | RollUp | Bridge | WhatIf) & Omit<AnsweredFrom, 'asAt'> & { readonly asAt?: string };

type Asked = { readonly year: Year; readonly asAt?: string; readonly knownAt?: string; readonly position?: number };

/** Answers the questions of the contract from the log; a view is never read. */
export class Questions {
  constructor(
    private readonly reader: StreamReader,
    private readonly now: () => Instant,
  ) {}

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
    return this.answers[question](checked.value as never);
  }

  private readonly answers: { readonly [Q in QuestionName]: (asked: QuestionInput<Q>) => Promise<Answer> } = {
    entitlement: (asked) => this.entitlement(asked),
    exposure: (asked) => this.exposure(asked),
    rollUp: (asked) => this.rollUp(asked),
    bridge: (asked) => this.bridge(asked),
    whatIf: (asked) => this.whatIf(asked),
  };

  private async entitlement(asked: QuestionInput<'entitlement'>): Promise<Answer> {
    const { holder, year } = asked;
    const moment = await this.momentOf(asked);
    const gathering = await this.gather(holder, year);
    const facts = new KnownFacts(gathering, moment.position);
    mustBeHolder(facts, holder);
    const asAt = asAtOf(asked, moment);
    const statement = new Statements(facts, moment.day).of(holder, year, asAt);
    return { ...statement.answer, ...this.from(moment, asAt) };
  }

  private async exposure({ commissioner, ...asked }: QuestionInput<'exposure'>): Promise<Answer> {
    const moment = await this.momentOf(asked);
    const gathering = new Gathering(this.reader);
    await gathering.body(commissioner);
    await gathering.succession(commissioner, asked.year);
    mustBeCommissioner(new KnownFacts(gathering, moment.position), commissioner);
    const practices = await gathering.practicesOf(commissioner);
    for (const practice of practices) await gathering.statement(practice, asked.year);
    const asAt = asAtOf(asked, moment);
    const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
    return { ...exposure(statements, commissioner, practices, asked.year, asAt), ...this.from(moment, asAt) };
  }

  /** Practice by practice, so that other requests get their turn and no more than a practice's streams are held. */
  private async rollUp({ of, year, ...asked }: QuestionInput<'rollUp'>): Promise<Answer> {
    const moment = await this.momentOf({ year, ...asked });
    const asAt = asAtOf({ year, ...asked }, moment);
    const bodies = new Gathering(this.reader);
    if (of !== ENGLAND) {
      await bodies.body(of);
      mustBeOrganisation(new KnownFacts(bodies, moment.position), of);
    }
    let answer = emptyRollUp(of, year);
    for (const practice of codesOf(await bodies.lookUp(keyOf.allPractices)).toSorted()) {
      answer = await this.withPracticeIn(answer, practice, moment, asAt);
    }
    return { ...answer, ...this.from(moment, asAt) };
  }

  private async withPracticeIn(answer: RollUp, practice: string, moment: Moment, asAt: Day): Promise<RollUp> {
    const gathering = new Gathering(this.reader);
    await gathering.statement(practice, answer.year);
    await gathering.superiors();
    const facts = new KnownFacts(gathering, moment.position);
    return withPractice(answer, new Statements(facts, moment.day), practice, asAt);
  }

  private async bridge(asked: QuestionInput<'bridge'>): Promise<Answer> {
    const { holder, year, from, to } = asked;
    const opening = await this.momentOf({ ...asked, knownAt: from });
    const closing = await this.momentOf({ ...asked, knownAt: to });
    const gathering = await this.gather(holder, year);
    mustBeHolder(new KnownFacts(gathering, closing.position), holder);
    const asAt = asAtOf(asked, closing);
    const figureAt = (position: number) => {
      const facts = new KnownFacts(gathering, position);
      return isRecorded(facts, holder) ? new Statements(facts, closing.day).of(holder, year, asAt).answer.entitlementPence : 0;
    };
    const events = [...gathering.histories.values()]
      .flatMap(({ events: all }) => all.map(({ ref }) => ref))
      .filter(({ position }) => position > opening.position && position <= closing.position)
      .sort((a, b) => a.position - b.position);
    const bridged = bridge(holder, year, opening.position, closing.position, events, figureAt);
    return { ...bridged, ...this.from(closing, asAt) };
  }

  private async whatIf(asked: QuestionInput<'whatIf'>): Promise<Answer> {
    const { holder, year, suppose } = asked;
    const moment = await this.momentOf(asked);
    const gathering = await this.gather(holder, year);
    const facts = new KnownFacts(gathering, moment.position);
    mustBeHolder(facts, holder);
    const asAt = asAtOf(asked, moment);
    const omitted = await omittedCommands(this.store, suppose, moment.position);
    const supposing: Supposing = { holder, omitted, suppositions: suppose as Supposing['suppositions'] };
    const figure = (of: Facts) => new Statements(of, moment.day).of(holder, year, asAt).answer.entitlementPence;
    const factPence = figure(facts);
    const supposedPence = figure(new KnownFacts(gathering, moment.position, supposing));
    const differencePence = supposedPence - factPence;
    return { holder, year, factPence, supposedPence, differencePence, ...this.from(moment, asAt) };
  }

  private async gather(holder: string, year: Year): Promise<Gathering> {
    const gathering = new Gathering(this.reader);
    await gathering.statement(holder, year);
    return gathering;
  }

  private momentOf({ knownAt, position }: Asked): Promise<Moment> {
    return momentOf(this.store, this.now, knownAt, position);
  }

  private from({ knownAt, position }: Moment, asAt: Day): AnsweredFrom {
    return { asAt: dateOf(asAt), knownAt, position, clock: this.store.clock };
  }
}

/** Rule 1: by default the earlier of the day of `knownAt` and the year's last day; never after that day. */
const asAtOf = ({ asAt, year }: Asked, { day }: Moment): Day =>
  Math.min(asAt === undefined ? day : dayOf(asAt), yearDays(year).last);

const isRecorded = (facts: Facts, holder: string): boolean =>
  facts.organisation(holder).registration !== undefined || facts.group(holder).created !== undefined;

const invalid = (errors: readonly { field: string; message: string }[]): string =>
  errors.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');

