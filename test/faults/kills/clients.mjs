import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from './chance.mjs';

const TRUST = '5X1';
const YEARS = ['2006-07', '2007-08', '2008-09'];
const BUDGETED = '2007-08';
const OPENED = '2002-04-01';
/** After a ledger that takes no commands for now, in milliseconds. */
const WAIT_MS = 20;

export const practiceOf = (number) => `A9${String(number).padStart(4, '0')}`;

const registered = (code, type) => ({
  command: 'RegisterOrganisation',
  with: { code, type, name: `${type} ${code}`, opensOn: OPENED },
});

/** What is there before anything is killed: a trust, and a practice for each client. */
export const founding = (clients) => [
  registered(TRUST, 'PCT'),
  ...Array.from({ length: clients }, (_, number) => practiceOf(number)).flatMap((practice) => [
    registered(practice, 'PRACTICE'),
    { command: 'AssignPractice', with: { practice, commissioner: TRUST, from: OPENED } },
    {
      command: 'SetIndicativeBudget',
      with: { practice, year: BUDGETED, method: 'HISTORIC', lines: { EL: 10_000_000 } },
    },
  ]),
];

/** One who records for a practice, one command after the other, and asks again until each is answered. */
export class Client {
  #number;
  #chance;
  #book;
  #up;
  #made = 0;

  /**
   * @param {object} options
   * @param {number} options.number
   * @param {number} options.seed
   * @param {import('./book.mjs').Book} options.book
   * @param {() => Promise<import('./requests.mjs').Line | undefined>} options.up  the line, once the ledger is
   *   served; none when it will not be any more
   */
  constructor({ number, seed, book, up }) {
    this.#number = number;
    this.#chance = new Chance(seed * 1_000 + number);
    this.#book = book;
    this.#up = up;
  }

  /** @param {() => boolean} isOver */
  async work(isOver) {
    while (!isOver()) {
      const order = this.#next();
      this.#book.note(order);
      const sends = order.kind === 'twice' ? 2 : 1;
      await Promise.all(Array.from({ length: sends }, () => untilAnswered(order, this.#book, this.#up)));
    }
  }

  /** One in twenty conflicts with what is recorded, and one in twenty with another client. */
  #next() {
    const chance = this.#chance;
    const key = `c${this.#number}-${(this.#made += 1)}`;
    const [practice, year, pence] = [practiceOf(this.#number), chance.of(YEARS), chance.whole(1, 1_000_000)];
    const listSize = {
      command: 'RecordListSize',
      with: { practice, censusDate: `2007-${chance.of(['04', '07', '10'])}-01`, patients: chance.whole(0, 15_000) },
    };
    const what = chance.next();
    if (what < 0.05) return { key, kind: 'stale', ifMatch: 0, ...listSize };
    if (what < 0.1) return { key, ...this.#contested(practice, year, pence) };
    if (what < 0.15) return { key, kind: 'twice', ...listSize };
    if (what < 0.6) return { key, kind: 'plain', ...listSize };
    if (what < 0.9) {
      const payment = { holder: practice, year, payment: key, pence };
      return { key, kind: 'plain', command: 'RecordPayment', with: payment };
    }
    const entry = { practice, year: BUDGETED, entry: key, effectiveOn: '2007-04-01', reason: 'GROWTH' };
    return { key, kind: 'plain', command: 'PostBudgetEntry', with: { ...entry, lines: { EL: pence } } };
  }

  /** Neighbours want the same ids, in the same order: each goes to one of them. */
  #contested(practice, year, pence) {
    const pair = `${this.#number >> 1}-${Math.floor(this.#made / 10)}`;
    if (this.#made % 2 === 0)
      return { kind: 'contested', contested: `code R${pair}`, ...registered(`R${pair}`, 'LMC') };
    const claim = { claim: `S${pair}`, holder: practice, year, pence };
    return { kind: 'contested', contested: `claim S${pair}`, command: 'ClaimSavings', with: claim };
  }
}

/** Asks until the ledger has said yes or no, with the same key each time. */
export async function untilAnswered(order, book, up) {
  for (;;) {
    const line = await up();
    if (line === undefined) return;
    const answer = await line.record(order).catch(() => undefined);
    if (answer !== undefined && answer.status !== 503) return book.answered(order, answer);
    book.unanswered(order);
    await pause(WAIT_MS);
  }
}
