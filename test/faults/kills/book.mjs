import { isDeepStrictEqual } from 'node:util';

/**
 * @typedef {object} Order
 * @property {string} key           the Idempotency-Key: the command's id for ever
 * @property {string} command
 * @property {object} with
 * @property {number} [ifMatch]
 * @property {'plain' | 'twice' | 'stale' | 'contested'} kind
 *   plain: must be taken; twice: sent twice at once; stale: expects a revision that has passed; contested: another
 *   client wants the same id, and one of them gets it
 * @property {string} [contested]   the id, with its kind
 */

/** Something that must never be seen. */
export class Broken extends Error {}

/** What clients sent and what they were told: the log and the views are held against this. */
export class Book {
  /** @type {Map<string, Order>} */
  orders = new Map();
  /** The first outcome of every acknowledged command, by its key. */
  acknowledged = new Map();
  /** Told that they were recorded just now: of what is sent twice, the repeat's answer may be read first. */
  #recorded = new Set();
  /** The code of every refused command, by its key. */
  refused = new Map();
  /** Sends that got no answer, by key. */
  #unanswered = new Map();
  /** Commands that once got no answer: whether the log had them when they were sent again. */
  found = { written: 0, notWritten: 0 };
  sends = { answered: 0, unanswered: 0 };
  #waiting = { at: Infinity, resolve: () => undefined };

  /** @param {Order} order */
  note(order) {
    this.orders.set(order.key, order);
  }

  unanswered({ key }) {
    this.sends.unanswered += 1;
    this.#unanswered.set(key, (this.#unanswered.get(key) ?? 0) + 1);
  }

  /** @param {Order} order @param {import('./requests.mjs').Answer} answer */
  answered(order, answer) {
    this.sends.answered += 1;
    if (answer.status === 200 || answer.status === 201) this.#taken(order, answer);
    else this.#turnedDown(order, answer);
  }

  /** Until so many more commands are acknowledged. */
  more(count) {
    return new Promise((resolve) => (this.#waiting = { at: this.acknowledged.size + count, resolve }));
  }

  #taken(order, { status, headers, body }) {
    const { key, kind } = order;
    const isRepeat = status === 200;
    if (isRepeat !== (headers['idempotent-replayed'] === 'true'))
      throw broken(order, 'a repeat that is not told as one');
    if (kind === 'stale') throw broken(order, 'taken, though it expected a revision that had passed');
    const first = this.acknowledged.get(key);
    if (first && !isDeepStrictEqual(first, body)) throw broken(order, `first told ${told(first)}, then ${told(body)}`);
    if (!isRepeat && this.#recorded.has(key)) throw broken(order, 'recorded a second time');
    if (!isRepeat) this.#recorded.add(key);
    if (!first) {
      if (isRepeat && kind !== 'twice' && !this.#unanswered.has(key))
        throw broken(order, 'a repeat of what was never sent');
      if (this.#unanswered.has(key) && kind !== 'twice') this.found[isRepeat ? 'written' : 'notWritten'] += 1;
      this.acknowledged.set(key, body);
    }
    if (this.acknowledged.size >= this.#waiting.at) this.#waiting.resolve();
  }

  #turnedDown(order, { status, body }) {
    const { key, kind } = order;
    if (this.acknowledged.has(key)) throw broken(order, `acknowledged, and then refused: ${told(body)}`);
    const isRight = status === 409 && (kind === 'contested' || (kind === 'stale' && body.code === 'WRONG_REVISION'));
    if (!isRight) throw broken(order, `refused with ${status}: ${told(body)}`);
    this.refused.set(key, body.code);
  }
}

const told = (answer) => JSON.stringify(answer);
export const broken = ({ key, command }, what) => new Broken(`${command} ${key}: ${what}`);
