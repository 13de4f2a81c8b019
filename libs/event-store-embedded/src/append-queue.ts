/** Appends in one commit at most, so that the loop turns now and then under any load. */
const BATCH = 256;
/** A writer that is alone keeps everything else of the process waiting no longer than this, in milliseconds. */
const LONGEST_WITHOUT_TURN_MS = 5;

/**
 * What waits for the next commit. Writers that come at once find each other within a turn of the event loop; one that is
 * alone would wait for nothing: after a turn that nobody else has used, it goes without for a while, and then tries again.
 */
export class AppendQueue<T> {
  readonly #commit: (batch: readonly T[]) => void;
  #waiting: T[] = [];
  #isDue = false;
  /** Of the last turn, by `performance.now()`. */
  #turnedAtMs = Number.NEGATIVE_INFINITY;
  #wasAlone = false;

  /** @param commit  must not throw */
  constructor(commit: (batch: readonly T[]) => void) {
    this.#commit = commit;
  }

  add(append: T): void {
    this.#waiting.push(append);
    this.#commitSoon();
  }

  /** Commits all that waits, now. */
  drain(): void {
    while (this.#waiting.length > 0) this.#commitSome();
  }

  #commitSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const goesWithout = this.#wasAlone && performance.now() - this.#turnedAtMs < LONGEST_WITHOUT_TURN_MS;
    if (goesWithout) process.nextTick(() => this.#commitSome());
    else setImmediate(() => this.#commitAfterTurn());
  }

  #commitAfterTurn(): void {
    this.#turnedAtMs = performance.now();
    this.#wasAlone = this.#waiting.length === 1;
    this.#commitSome();
  }

  #commitSome(): void {
    this.#isDue = false;
    const batch = this.#waiting.splice(0, BATCH);
    if (this.#waiting.length > 0) this.#commitSoon();
    if (batch.length > 0) this.#commit(batch);
  }
}
