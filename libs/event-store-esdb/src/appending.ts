import type { WrongExpectedVersionError } from '@eventstore/db-client';
import {
  BeforeLastEvent,
  FoundMore,
  MaybeWritten,
  StoreUnavailable,
  WrongRevision,
  type Clock,
  type StoredEvent,
} from '#event-store';
import { instantOfMs, msOf } from '#kernel';
import type { Claims, Taken } from './claims.js';
import type { Connection } from './connection.js';
import { Deadline } from './deadline.js';
import { isDefinite } from './failures.js';
import type { LogReader } from './log-reader.js';
import type { Names } from './names.js';
import type { Outgoing } from './outgoing.js';
import type { Sequencer } from './sequencer.js';
import { InstantGate, StreamLocks } from './stream-locks.js';
import { footingOf, touchedBy, type Footing, type Touched } from './turns.js';
import { isMoved, written } from './writing.js';

export type AppendingParts = {
  readonly connection: Connection;
  readonly names: Names;
  readonly sequencer: Sequencer;
  readonly reader: LogReader;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly limitMs: number;
};

/**
 * Writes appends: one to one stream of the server, with its claims before it. No other append comes between
 * what one rests on and what it writes: within this process by locks, across processes in the order of their claims.
 */
export class Appending {
  readonly #parts: AppendingParts;
  readonly #locks = new StreamLocks();
  readonly #gate = new InstantGate();

  constructor(parts: AppendingParts) {
    this.#parts = parts;
  }

  async append(append: Outgoing): Promise<readonly StoredEvent[]> {
    const deadline = new Deadline(this.#parts.limitMs); // of the wait for those before it as well
    const touched = this.#touchedBy(append);
    const locked = () => this.#locks.during(touched, () => this.#append(append, touched, deadline));
    return this.#parts.clock === 'simulated' ? this.#gate.during(instantsOf(append), locked) : locked();
  }

  /** What leads to a stream once leads there for ever: only keys that do not yet are changed. */
  #touchedBy({ stream, keys, unmoved, found }: Outgoing): Touched {
    const { table } = this.#parts.sequencer;
    const newKeys = new Set(keys.flat().filter((key) => !table.leads(key, stream)));
    return touchedBy(stream, [...newKeys], { unmoved, found });
  }

  async #append(append: Outgoing, touched: Touched, deadline: Deadline): Promise<readonly StoredEvent[]> {
    const { claims } = this.#parts;
    if (deadline.isOver) throw new StoreUnavailable('nothing was written: those before it took too long; ask again');
    const repeated = await this.#repeated(append, deadline);
    if (repeated) return repeated;
    for (const { stream, revision } of append.unmoved) await this.#mustStandAt(stream, revision, deadline);
    this.#mustLeadNowhereElse(append);
    const footing = append.claims.length === 0 ? NOTHING : footingOf(touched);
    const taken = append.claims.length === 0 ? [] : await claims.takeAll(append, footing, deadline);
    try {
      await this.#mustStillStand(append, taken, footing, deadline);
    } catch (error) {
      await claims.withdraw(taken);
      throw error;
    }
    await this.#write(append, taken, deadline);
    return this.#found(append).catch(unheard);
  }

  /**
   * What the same append has written before, under its own ids and at its own revision.
   * @throws WrongRevision when the stream is elsewhere for another reason
   */
  async #repeated(append: Outgoing, deadline: Deadline): Promise<readonly StoredEvent[] | undefined> {
    const { stream, expectedRevision } = append;
    const actual = await this.#actual(stream, expectedRevision, deadline);
    if (actual === expectedRevision) return undefined;
    if (actual < append.lastRevision) throw new WrongRevision(stream, expectedRevision, actual);
    return this.#found(append);
  }

  /** The events at the append's revisions. @throws WrongRevision where they are not its own to the last byte */
  async #found(append: Outgoing): Promise<readonly StoredEvent[]> {
    const { sequencer, reader } = this.#parts;
    const { stream, expectedRevision, firstRevision, hashes } = append;
    const answer = sequencer.answerOf(append);
    if (answer) return answer;
    const ordinals = hashes.map((_, index) => sequencer.table.ordinal(stream, firstRevision + index));
    if (ordinals.every((ordinal, index) => sequencer.table.mayHaveHash(ordinal, hashes[index]!))) {
      const events = await reader.at(ordinals);
      if (events.every(({ hash }, index) => hash === hashes[index])) return events;
    }
    throw new WrongRevision(stream, expectedRevision, sequencer.table.revisionOf(stream));
  }

  /** The revision of a stream: as it was sequenced, and where that lies before what was expected, as the server says. */
  async #actual(stream: string, expected: number, deadline: Deadline): Promise<number> {
    const { connection, names, sequencer } = this.#parts;
    sequencer.mustHear();
    if (sequencer.table.revisionOf(stream) >= expected) return sequencer.table.revisionOf(stream);
    const last = await connection.lastOf(names.ofStream(stream));
    if (last) await sequencer.reached(stream, Number(last.revision), deadline.leftMs);
    return sequencer.table.revisionOf(stream);
  }

  async #mustStandAt(stream: string, expected: number, deadline: Deadline): Promise<void> {
    const actual = await this.#actual(stream, expected, deadline);
    if (actual !== expected) throw new WrongRevision(stream, expected, actual);
  }

  /**
   * The last look before the append. A claim that was just written and has come back tells that all before it has come
   * too; where there is none the server is asked.
   */
  async #mustStillStand(
    append: Outgoing,
    taken: readonly Taken[],
    footing: Footing,
    deadline: Deadline,
  ): Promise<void> {
    const { connection, names, sequencer } = this.#parts;
    if (taken.length > 0) {
      const last = taken.reduce((most, { position }) => (position > most ? position : most), 0n);
      await sequencer.passed(last, deadline.leftMs);
      await this.#turn(append, taken, footing, deadline);
    } else {
      await Promise.all(
        append.unmoved.map(async ({ stream }) => {
          const last = await connection.lastOf(names.ofStream(stream));
          if (last) await sequencer.reached(stream, Number(last.revision), deadline.leftMs);
        }),
      );
    }
    for (const { stream, revision } of append.unmoved) {
      const actual = sequencer.table.revisionOf(stream);
      if (actual !== revision) throw new WrongRevision(stream, revision, actual);
    }
    this.#mustLeadNowhereElse(append);
    if (this.#parts.clock === 'simulated') this.#mustNotBeEarly(append);
    if (deadline.isOver) {
      // others may soon take its claims for abandoned
      throw new StoreUnavailable('nothing was written: what had to be asked before it took too long; ask again');
    }
  }

  #mustLeadNowhereElse({ found }: Outgoing): void {
    for (const { key, streams } of found) {
      const actual = this.#parts.sequencer.table.streamsUnder(key);
      if (actual !== streams) throw new FoundMore(key, streams, actual);
    }
  }

  /** Waits for those appends of other processes that were announced before and touch what this one does. */
  async #turn(
    { commandId: command }: Outgoing,
    taken: readonly Taken[],
    footing: Footing,
    deadline: Deadline,
  ): Promise<void> {
    const { sequencer } = this.#parts;
    const { position } = taken.find(({ isTurn }) => isTurn)!;
    for (;;) {
      const before = sequencer.turns.before({ command, position, footing });
      if (before === undefined) return;
      if (deadline.isOver) {
        throw new StoreUnavailable(
          `nothing was written: command ${before} is about to change what this one rests on, or rests on what it changes; ask again`,
        );
      }
      await sequencer.resolved(before, deadline.leftMs);
    }
  }

  /** Simulated time never runs backwards, nor within an append. */
  #mustNotBeEarly({ events }: Outgoing): void {
    const { table } = this.#parts.sequencer;
    let lastMs = table.effectiveMs(table.count - 1);
    for (const { metadata } of events) {
      const ms = msOf(metadata.recordedAt);
      if (ms < lastMs) {
        throw new BeforeLastEvent(`${metadata.recordedAt} lies before the last event, ${instantOfMs(lastMs)}`);
      }
      lastMs = ms;
    }
  }

  /** Until the events have come back, which is as good an answer as the server's own. */
  async #write(append: Outgoing, taken: readonly Taken[], deadline: Deadline): Promise<void> {
    const { connection, sequencer, claims } = this.#parts;
    const { name, stream, expectedRevision, lastRevision, eventData: events } = append;
    const comeBack = (pauseMs: number) => sequencer.comesTo(stream, lastRevision, pauseMs);
    const expectNoLonger = sequencer.expect(append);
    try {
      await written(connection, { name, expectedRevision, events }, deadline, comeBack).catch(
        async (error: unknown) => {
          if (error instanceof Error && isDefinite(error.cause)) await claims.withdraw(taken);
          throw error;
        },
      );
      await sequencer.reached(stream, lastRevision, deadline.leftMs).catch(unheard);
    } catch (error) {
      throw isMoved(error) ? await this.#moved(append, error, deadline) : error;
    } finally {
      expectNoLonger();
    }
  }

  /** The loser of a race sees the winner's events before it is told. */
  async #moved({ stream, expectedRevision }: Outgoing, error: unknown, deadline: Deadline): Promise<Error> {
    const { actualVersion } = error as WrongExpectedVersionError;
    const actual = typeof actualVersion === 'bigint' ? Number(actualVersion) : -1;
    await this.#parts.sequencer.comesTo(stream, actual, deadline.leftMs);
    return new WrongRevision(stream, expectedRevision, actual);
  }
}

/** Of an append that nobody is told of. */
const NOTHING: Footing = { reads: [], writes: [] };

/** It was written, and the server says no more of it. */
function unheard(error: unknown): never {
  throw error instanceof StoreUnavailable ? new MaybeWritten(error.message, { cause: error }) : error;
}

/** Appends with the same value may reach the server in any order. */
const instantsOf = ({ events, name }: Outgoing): string => {
  const [first, ...rest] = new Set(events.map(({ metadata }) => metadata.recordedAt));
  return rest.length === 0 ? first! : `${name} ${first} ${rest.join(' ')} ${events[0]!.id}`;
};
