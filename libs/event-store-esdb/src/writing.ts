import { setTimeout as wait } from 'node:timers/promises';
import { ErrorType } from '@eventstore/db-client';
import type { ProposedEvent } from './append-message.js';
import { MaybeWritten } from '#event-store';
import { Backoff } from './backoff.js';
import type { Connection } from './connection.js';
import type { Deadline } from './deadline.js';
import { isDefinite, typeOf } from './failures.js';

export type Write = {
  /** The stream's name on the server. */
  readonly name: string;
  readonly expectedRevision: number;
  readonly events: readonly ProposedEvent[];
};

/** Waits between two tries. @returns whether it has become known meanwhile that the events are written */
export type Pause = (pauseMs: number) => Promise<boolean>;

const justWait: Pause = async (pauseMs) => {
  await wait(pauseMs);
  return false;
};

/**
 * Writes, and tries again until the server has said what came of it, or it is known otherwise, or the time is over.
 * Every try has the same ids and the same revision, so the server knows what it has written already; while it is still
 * writing it, it answers a repeat with a time-out.
 * @returns the position of the last event, where the server told it
 * @throws  the client's WrongExpectedVersionError
 * @throws  MaybeWritten it is not known whether it was written; StoreUnavailable, TooLarge, StoreDamaged: nothing was
 */
export async function written(
  connection: Connection,
  { name, expectedRevision, events }: Write,
  deadline: Deadline,
  pause: Pause = justWait,
): Promise<bigint | undefined> {
  const backoff = new Backoff();
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await connection.append(name, expectedRevision, events, deadline.leftMs);
    } catch (error) {
      if (isMoved(error)) throw error;
      if (isDefinite(error) && isFirst) throw connection.failureOf(error);
      if (isDefinite(error)) throw unknownOutcome(connection.failureOf(error)); // of a try before it nothing is known
      if (await pause(Math.min(backoff.nextMs(), deadline.leftMs))) return undefined;
      if (deadline.isOver) throw unknownOutcome(connection.failureOf(error));
    }
  }
}

/** True where the stream was not at the revision that a write expected. */
export const isMoved = (error: unknown): boolean => typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;

const unknownOutcome = (failure: Error): Error => new MaybeWritten(failure.message, { cause: failure });
