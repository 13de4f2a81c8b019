import { fullAppends } from '../events/appends.mjs';
import { figuresOf, inShort, measuredAppending } from './appending.mjs';
import { SUBJECTS } from '../subjects.mjs';

export const TITLE = 'W3: 100 events a durable commit, one writer';
export const FIGURES = figuresOf('W3');
export const subjects = SUBJECTS;
export { inShort };

const SIZE = 100;
const APPENDS = { full: 400, quick: 20 };

/** @param {{ open: () => Promise<object>, quick: boolean }} task */
export async function measure({ open, quick }) {
  const store = await open();
  try {
    return await measuredAppending(store, [fullAppends(quick ? APPENDS.quick : APPENDS.full, SIZE)]);
  } finally {
    await store.close();
  }
}
