import type { Clock } from './port.js';

/** The stream is not at the revision that the append expected. Revisions count from 0; −1 means no stream. */
export class WrongRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream} is at revision ${actual}, not ${expected}`);
  }
}

/** A key of the directory does not lead to as many streams as the append expected. */
export class FoundMore extends Error {
  constructor(
    readonly key: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${key} leads to ${actual} streams, not ${expected}`);
  }
}

/** An id that an append claims belongs to another command already. */
export class IdTaken extends Error {
  constructor(
    readonly kind: string,
    readonly id: string,
    readonly commandId: string,
  ) {
    super(`${kind} ${id} is taken`);
  }
}

/** The event or the append is larger than every store of the ledger takes. */
export class TooLarge extends Error {}

/** On a simulated clock: the time given lies before the last event's. */
export class BeforeLastEvent extends Error {}

/** The store takes no writes, or cannot be reached. The message says why. */
export class StoreUnavailable extends Error {}

/** It is not known whether what was to be written was: the same append, with the same ids, finds what became of it. */
export class MaybeWritten extends StoreUnavailable {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`it is not known whether it was written; ask again with the same ids: ${reason}`, options);
  }
}

/** What was read is not what was written: the stored hash does not fit. */
export class StoreDamaged extends Error {}

/** The store runs on the other clock, for ever. */
export class ClockMismatch extends Error {
  constructor(
    readonly asked: Clock,
    readonly actual: Clock,
  ) {
    super(`the store runs on the ${actual} clock, not the ${asked} clock, and neither turns into the other`);
  }
}
