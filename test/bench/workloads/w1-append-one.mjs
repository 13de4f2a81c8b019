import { singleAppends } from '../events/appends.mjs';
import { figuresOf, inShort, measuredAppending } from './appending.mjs';
import { SUBJECTS } from '../subjects.mjs';

export const TITLE = 'W1: one event a durable commit, one writer';
export const FIGURES = figuresOf('W1');
export const subjects = SUBJECTS;
export { inShort };

const EVENTS = { full: 5_000, quick: 300 };

/** @param {{ open: () => Promise<object>, quick: boolean }} task */
export async function measure({ open, quick }) {
  const store = await open();
  try {
    return await measuredAppending(store, [singleAppends(quick ? EVENTS.quick : EVENTS.full)]);
  } finally {
    await store.close();
  }
}
