import { isDeepStrictEqual } from 'node:util';
import { Broken, broken } from './book.mjs';

const LISTS = [
  'organisations', 'groups', 'agreements', 'statements', 'exposures', 'roll-ups', 'timeline', 'journal', 'overdue',
]; // prettier-ignore
const PAGE = 1_000;
/** Of the commands acknowledged since the last kill, so many are sent once more. */
const REPEATED = 20;
/** At the end, of all repeats. */
const AT_ONCE = 64;

/** Holds the log and the views of a ledger against what its clients were told. */
export class Oracle {
  #book;
  #isContiguous;
  /** What each command recorded, as the log says. */
  #log = new Map();
  #streams = new Map();
  #last = 0;
  #events = 0;
  #checked = new Set();

  /**
   * @param {import('./book.mjs').Book} book
   * @param {{ isContiguous: boolean }} options  whether the store's positions have no gap
   */
  constructor(book, { isContiguous }) {
    this.#book = book;
    this.#isContiguous = isContiguous;
  }

  get events() {
    return this.#events;
  }

  /** After a kill: all that was acknowledged is in the log and in the journal, and a repeat is answered as at first. */
  async sinceLast(line) {
    const acknowledged = [...this.#book.acknowledged.keys()].filter((key) => !this.#checked.has(key));
    const from = this.#last + 1;
    await this.#readOn(line);
    for (const key of acknowledged) this.#mustBeRecorded(key);
    for (const key of acknowledged.slice(-REPEATED)) await this.#mustBeRepeated(line, key);
    await this.#mustBeInTheJournal(line, from);
  }

  /** With nobody at work: the whole log once more, every command, every sum, every list. @returns the lists */
  async everything(line) {
    const before = this.#log;
    [this.#log, this.#streams, this.#last, this.#events] = [new Map(), new Map(), 0, 0];
    await this.#readOn(line);
    for (const [key, events] of before) {
      if (!isDeepStrictEqual(this.#log.get(key), events)) throw new Broken(`the log has changed what ${key} recorded`);
    }
    for (const key of this.#book.acknowledged.keys()) this.#mustBeRecorded(key);
    this.#nothingElse();
    this.#oneOfEachContested();
    await this.#mustBeInTheJournal(line, 1);
    const lists = Object.fromEntries(
      await Promise.all(LISTS.map(async (name) => [name, await pages(line, `/api/v1/${name}?`)])),
    );
    this.#sumsAgree(lists.statements);
    return lists;
  }

  async everyRepeat(line) {
    const keys = [...this.#book.acknowledged.keys()];
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      await Promise.all(keys.slice(from, from + AT_ONCE).map((key) => this.#mustBeRepeated(line, key)));
    }
  }

  async #readOn(line) {
    for (;;) {
      const { body } = await line.get(`/api/v1/events?after=${this.#last}&limit=${PAGE}`);
      for (const event of body.events) this.#read(event);
      if (body.next === null) return;
    }
  }

  #read({ id, type, stream, revision, position, metadata: { commandId } }) {
    const isNext = this.#isContiguous ? position === this.#last + 1 : position > this.#last;
    if (!isNext) throw new Broken(`after position ${this.#last} the log goes on at ${position}`);
    const expected = (this.#streams.get(stream) ?? -1) + 1;
    if (revision !== expected) throw new Broken(`${stream} goes on at revision ${revision}, not ${expected}`);
    this.#streams.set(stream, revision);
    this.#last = position;
    this.#events += 1;
    const event = { id, type, stream, revision, position };
    this.#log.set(commandId, [...(this.#log.get(commandId) ?? []), event]);
  }

  #mustBeRecorded(key) {
    const [order, outcome] = [this.#book.orders.get(key), this.#book.acknowledged.get(key)];
    const recorded = this.#log.get(key);
    if (recorded === undefined) throw broken(order, 'acknowledged, and lost');
    if (!isDeepStrictEqual(recorded, outcome.events)) {
      throw broken(order, `told ${JSON.stringify(outcome.events)}, recorded ${JSON.stringify(recorded)}`);
    }
    this.#checked.add(key);
  }

  async #mustBeRepeated(line, key) {
    const order = this.#book.orders.get(key);
    const { status, headers, body } = await line.record(order);
    if (status !== 200 || headers['idempotent-replayed'] !== 'true') throw broken(order, `repeated, it was ${status}`);
    if (!isDeepStrictEqual(body, this.#book.acknowledged.get(key)))
      throw broken(order, 'another outcome when repeated');
  }

  #nothingElse() {
    for (const key of this.#log.keys()) {
      const order = this.#book.orders.get(key);
      if (!order) throw new Broken(`${key} is in the log, and nobody sent it`);
      if (!this.#book.acknowledged.has(key)) throw broken(order, 'refused, and recorded');
    }
    for (const order of this.#book.orders.values()) {
      const isAnswered = this.#book.acknowledged.has(order.key) || this.#book.refused.has(order.key);
      if (!isAnswered) throw broken(order, 'never answered');
    }
  }

  #oneOfEachContested() {
    const winners = new Map();
    for (const { key, contested } of this.#book.orders.values()) {
      if (contested === undefined) continue;
      winners.set(contested, (winners.get(contested) ?? 0) + (this.#book.acknowledged.has(key) ? 1 : 0));
    }
    for (const [id, count] of winners) if (count !== 1) throw new Broken(`${id} went to ${count} commands`);
  }

  /** The views wait for nobody, and are asked for the journal once they are there. */
  async #mustBeInTheJournal(line, from) {
    const upTo = this.#last;
    if (upTo < from) return;
    const range = `positionFrom=${from}&positionTo=${upTo}&sort=position&atLeast=${upTo}`;
    const rows = await pages(line, `/api/v1/journal?${range}&`);
    const recorded = [...this.#log.values()].flat().filter(({ position }) => position >= from && position <= upTo);
    const wanted = recorded.sort((a, b) => a.position - b.position).map(({ id }) => id);
    if (
      !isDeepStrictEqual(
        rows.map(({ id }) => id),
        wanted,
      )
    ) {
      throw new Broken(
        `the journal has a hole: ${rows.length} rows for ${wanted.length} events from ${from} to ${upTo}`,
      );
    }
  }

  /** Every payment that was acknowledged is in a statement once. */
  #sumsAgree(statements) {
    const paid = new Map();
    for (const {
      key,
      command,
      with: { holder, year, pence },
    } of this.#book.orders.values()) {
      if (command !== 'RecordPayment' || !this.#book.acknowledged.has(key)) continue;
      paid.set(`${holder} ${year}`, (paid.get(`${holder} ${year}`) ?? 0) + pence);
    }
    const shown = new Map(statements.map(({ holder, year, paidPence }) => [`${holder} ${year}`, paidPence]));
    for (const [account, pence] of paid) {
      if (shown.get(account) !== pence) throw new Broken(`${account}: paid ${pence}, shown ${shown.get(account)}`);
    }
  }
}

/** Where rebuilt lists say something else. */
export function mustBeTheSame(lists, rebuilt) {
  for (const name of LISTS) {
    if (!isDeepStrictEqual(lists[name], rebuilt[name])) throw new Broken(`${name} was other before it was rebuilt`);
  }
}

/** Every row of a list, waiting for the views where the path asks to. */
async function pages(line, path) {
  const rows = [];
  for (let after = ''; after !== null;) {
    const { status, body } = await line.get(`${path}limit=${PAGE}${after && `&after=${encodeURIComponent(after)}`}`);
    if (status === 503) continue;
    if (status !== 200) throw new Broken(`${path}: ${status} ${JSON.stringify(body)}`);
    rows.push(...body.items);
    after = body.next;
  }
  return rows;
}
