import { setImmediate as turn } from 'node:timers/promises';

/** How long others of this thread wait at most, in milliseconds: a command or a page is answered in a few turns. */
const PATIENCE_MS = 8;

/**
 * Lets others of this thread get a word in. Waiting for a store that answers at once does not: what is ready goes on before
 * anyone who waits for the outside.
 */
export class Turns {
  private last = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.last < PATIENCE_MS) return;
    await turn();
    this.last = performance.now();
  }
}
