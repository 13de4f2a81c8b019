/** A date that is told has whole seconds, and is made anew once a second where the server is not busy. */
const BEHIND_MS = 5_000;

/** A moment by both of our clocks: the machine's, which may be set, and that of the process. */
type Moment = { readonly byOursMs: number; readonly elapsedMs: number };

/**
 * How far the server's clock is ahead of ours. A server takes an append's deadline by its own clock, and tells what that is
 * with the first answer on a line. Ours may be set meanwhile, or stand still with the machine; the later of two ways to go
 * on from there is taken, as a deadline that is a little late does no harm, and after one that has passed nothing is written.
 */
export class ServerClock {
  #told: (Moment & { readonly ms: number }) | undefined;

  static now(): Moment {
    return { byOursMs: Date.now(), elapsedMs: performance.now() };
  }

  /**
   * @param date     as HTTP writes it; what is none tells nothing
   * @param askedAt  what it answers was sent then: how long it took to come is not known, and not taken for the clocks' doing
   */
  tells(date: unknown, askedAt: Moment): void {
    const ms = Date.parse(String(date)) + BEHIND_MS;
    if (!Number.isNaN(ms)) this.#told = { ...askedAt, ms };
  }

  /** In whole milliseconds; 0 while nothing is known. */
  get aheadMs(): number {
    if (!this.#told) return 0;
    const { ms, byOursMs, elapsedMs } = this.#told;
    return Math.ceil(Math.max(ms - byOursMs, ms + performance.now() - elapsedMs - Date.now()));
  }
}
