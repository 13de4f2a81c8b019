/** What the controllers are given by the composition root. */
export const LEDGER = Symbol('ledger');
export const LOG = Symbol('log');
/** For how long a question waits for a position, in milliseconds. */
export const WAIT_MS = Symbol('wait');
/** What every live stream keeps to. */
export const LIVE = Symbol('live');
