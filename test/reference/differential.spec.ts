import type { Command } from '../properties/history.js';
import { playing } from '../properties/playing.js';
import { differenceOf, type Difference } from './comparing.js';
import { commandsOf } from './history.js';
import { questionsAbout } from './questions.js';
import { FIRST_SEED, LONGEST_MS, ofProperties, seedsOf } from './seeded.js';

/** Plays a history, asks the ledger and the reference everything, and tells the first question answered otherwise. */
const differenceIn = (seed: number, commands: readonly Command[]): Promise<Difference | undefined> =>
  playing(commands, async ({ ledger, accepted }) => {
    const steps = accepted.map(({ recordedAt, command, with: given, label, commandId }) => ({
      at: recordedAt,
      do: command,
      with: given,
      label: label!,
      id: commandId,
    }));
    for (const asked of questionsAbout(steps, seed)) {
      const difference = await differenceOf(ledger, steps, asked);
      if (difference) return difference;
    }
    return undefined;
  });

describe('the ledger answers as the rules are written, read a second time', () => {
  test.each([
    ['histories with borders that fall together', 12, commandsOf],
    ['histories of the properties', 6, ofProperties],
  ] as const)(
    `%s (from seed ${FIRST_SEED})`,
    async (_whose, count, commandsFor) => {
      for (const seed of seedsOf(count)) {
        const difference = await differenceIn(seed, commandsFor(seed));
        expect({ seed, difference }).toEqual({ seed, difference: undefined });
      }
    },
    LONGEST_MS,
  );
});
