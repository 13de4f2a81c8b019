import { aRef, inOrder } from '#testing';
import { commandsInError, counting } from './in-error.js';
import type { Recorded } from './history.js';

/** Lists of a practice, one by each command; and corrections, each naming a command. */
const list = (position: number): Recorded => ({
  fact: { type: 'ListSizeRecorded', data: { practice: 'A99001', censusDate: '2007-04-01', patients: position } },
  ref: aRef(position),
});
const corrected = (position: number, of: number): Recorded => ({
  fact: { type: 'RecordedInError', data: { command: `command-${of}`, because: 'A mistake' } },
  ref: aRef(position),
});
const positionsOf = (events: readonly Recorded[]) => counting(events).map(({ ref }) => ref.position);

test('without corrections everything counts', () => {
  const events = inOrder({ type: 'OrganisationClosed', data: { code: '5X1', lastDay: '2007-03-31' } });
  expect(counting(events)).toBe(events);
});

test('a correction takes out what it names, and is no fact itself', () =>
  expect(positionsOf([list(1), list(2), corrected(3, 1)])).toEqual([2]));

test('a correction of a correction gives back what that took out', () =>
  expect(positionsOf([list(1), corrected(2, 1), corrected(3, 2)])).toEqual([1]));

test('and a third takes it out again', () =>
  expect(positionsOf([list(1), corrected(2, 1), corrected(3, 2), corrected(4, 3)])).toEqual([]));

test('two corrections of one command: the one left standing is enough', () =>
  expect(positionsOf([list(1), corrected(2, 1), corrected(3, 2), corrected(4, 1)])).toEqual([]));

test('what is omitted counts for nothing from the start, a correction too', () => {
  const events = [list(1), corrected(2, 1)];
  expect(counting(events, new Set(['command-2'])).map(({ ref }) => ref.position)).toEqual([1]);
  expect([...commandsInError(events, new Set(['command-1']))]).toEqual(['command-1']);
});
