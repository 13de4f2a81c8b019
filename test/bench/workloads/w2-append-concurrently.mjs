import { clientsAppends } from '../events/appends.mjs';
import { figuresOf, inShort, measuredAppending } from './appending.mjs';
import { SUBJECTS } from '../subjects.mjs';

export const TITLE = 'W2: 64 clients at once, single events, 5 in 100 expecting the wrong revision';
export const FIGURES = figuresOf('W2');
export const subjects = SUBJECTS;
export { inShort };

const [CLIENTS, STALE_PERCENT] = [64, 5];
const EVENTS = { full: 12_800, quick: 1_280 };

/** @param {{ open: () => Promise<object>, quick: boolean }} task */
export async function measure({ open, quick }) {
  const store = await open();
  try {
    const clients = clientsAppends(quick ? EVENTS.quick : EVENTS.full, CLIENTS, STALE_PERCENT);
    return await measuredAppending(store, clients);
  } finally {
    await store.close();
  }
}
