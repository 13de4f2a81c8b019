import { InvalidArgumentError } from 'commander';

/** Reads an option's value as a whole number; which ones are right is for the contract to say. */
export function wholeNumber(text: string): number {
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
