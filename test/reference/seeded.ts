import fc from 'fast-check';
import { runsOf } from '../properties/checking.js';
import { commandsOf, histories, type Command } from '../properties/history.js';

/** LEDGER_PROPERTY_SEED, for a soak. */
export const FIRST_SEED = Number(process.env['LEDGER_PROPERTY_SEED'] ?? '1');

/** For which a soak may run, in milliseconds. */
export const LONGEST_MS = 36_000_000;

/** @param count  the histories of a soak of one */
export const seedsOf = (count: number): readonly number[] =>
  Array.from({ length: runsOf(count) }, (_, index) => FIRST_SEED + index);

const sampled = (seed: number, isCore: boolean): readonly Command[] =>
  commandsOf(fc.sample(histories({ practices: 4, years: 2, moves: 45, isCore }), { seed, numRuns: 1 })[0]!);

/** The history of the properties that a seed gives, of the commands of the core alone. */
export const ofProperties = (seed: number): readonly Command[] => sampled(seed, true);

/** The same with every command there is. */
export const ofEveryCommand = (seed: number): readonly Command[] => sampled(seed, false);
