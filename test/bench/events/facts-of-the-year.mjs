import { Draws, zipf } from './draws.mjs';
import { LINES, SEED, dayIn, lastDayIn, startOf } from './scene.mjs';

/** How unevenly a few practices are busy; 0 is evenly. */
export const ZIPF_EXPONENT = 1.1;

/**
 * What there is of each kind of fact, in parts of a hundred: what savings are worked out from, allocations, decisions,
 * corrections of months that were told before, and revisions of a PCT's own limit.
 */
export const MIX = {
  actuals: 60,
  serviceCost: 20,
  budgetEntry: 5,
  claim: 6,
  offer: 4,
  restatement: 4,
  resourceLimit: 1,
};

/**
 * @typedef {{ stream: string, recordedAt: string, command: string, with: object, type: string, data: object }} DatedFact
 *   a command, and what it records
 */

/**
 * The facts of a year, in the order in which the ledger learns of them: the same ones for the same options. They begin
 * when April has ended, and end with the books in the next May.
 * @param {import('./scene.mjs').Scene} scene
 * @param {{ year?: string, events: number, rows?: 'few' | 'all', exponent?: number, mix?: typeof MIX }} options
 *   `rows`: actuals of one to three lines, or of every line, as a month's data have
 * @returns {Generator<DatedFact>}
 */
export function* factsOfTheYear(scene, options) {
  const { year = scene.years[0], events, rows = 'few', exponent = ZIPF_EXPONENT, mix = MIX } = options;
  const telling = new Telling(scene, year, rows, exponent);
  const kinds = Object.entries(mix).flatMap(([kind, parts]) => Array.from({ length: parts }, () => kind));
  const first = Date.parse(`${startOf(year)}-05-06T08:00:00Z`);
  const last = Date.parse(`${startOf(year) + 1}-05-05T17:00:00Z`);
  for (let index = 0; index < events; index += 1) {
    const at = first + Math.floor(((last - first) * index) / events);
    yield telling.next(kinds, new Date(at).toISOString());
  }
}

class Telling {
  #draws;
  #year;
  #pcts;
  #accounts;
  #busiest;
  #rows;
  #ends;
  #ids = 0;

  constructor({ pcts, practices }, year, rows, exponent) {
    this.#draws = new Draws(SEED + startOf(year));
    this.#year = year;
    this.#pcts = pcts;
    this.#accounts = practices.map((practice) => ({ ...practice, cells: new Map() }));
    this.#busiest = zipf(practices.length, exponent);
    this.#rows = rows;
    this.#ends = Array.from({ length: 12 }, (_, index) => lastDayIn(year, index + 1));
  }

  next(kinds, recordedAt) {
    const practice = this.#accounts[this.#busiest(this.#draws)];
    const kind = this.#draws.oneOf(kinds);
    const ended = this.#ends.filter((end) => end < recordedAt.slice(0, 10)).length;
    const isTooEarly = kind === 'restatement' && practice.cells.size === 0;
    const told = this[isTooEarly ? 'actuals' : kind](practice, ended, recordedAt);
    return { recordedAt, ...told };
  }

  actuals({ code, budget, cells }, ended) {
    const draws = this.#draws;
    const month = draws.whole(1, ended);
    const lines =
      this.#rows === 'all' ? LINES : new Set(Array.from({ length: draws.whole(1, 3) }, () => draws.oneOf(LINES)));
    const rows = [...lines].map((line) => {
      cells.set(`${line}/${month}`, { line, month });
      return { month, line, pence: Math.round((budget[line] / 12) * (0.75 + 0.4 * draws.unit())) };
    });
    const version = draws.oneOf(['ESTIMATE', 'FLEX', 'FREEZE']);
    const fields = { practice: code, year: this.#year, version, rows };
    return ofAccount('RecordActuals', fields, 'ActualsRecorded');
  }

  serviceCost({ code, patients }, ended) {
    const draws = this.#draws;
    const scheme = draws.oneOf(['DERMATOLOGY', 'MINOR-SURGERY', 'HEART-FAILURE', 'PHYSIOTHERAPY']);
    const fields = {
      practice: code,
      year: this.#year,
      scheme,
      month: draws.whole(1, ended),
      pence: patients * draws.whole(5, 60),
    };
    return ofAccount('RecordServiceCost', fields, 'ServiceCostRecorded');
  }

  budgetEntry({ code, budget }, ended, recordedAt) {
    const draws = this.#draws;
    const line = draws.oneOf(LINES);
    const pence = Math.round((budget[line] / 1_200) * (draws.unit() - 0.5));
    const fields = {
      practice: code,
      year: this.#year,
      entry: this.#id('E'),
      effectiveOn: dayIn(this.#year, draws.whole(1, 12), draws.whole(1, 28)),
      decidedOn: recordedAt.slice(0, 10),
      reason: draws.oneOf(['GROWTH', 'TARIFF', 'LIST_CHANGE', 'CORRECTION', 'CONTINGENCY']),
      lines: { [line]: pence },
    };
    return ofAccount('PostBudgetEntry', fields, 'BudgetEntryPosted');
  }

  claim({ code, patients }) {
    const pence = patients * this.#draws.whole(10, 900);
    const fields = { claim: this.#id('C'), holder: code, year: this.#year, pence, method: 'Budget less actuals' };
    return ofAccount('ClaimSavings', fields, 'SavingsClaimed');
  }

  offer({ code }) {
    const fields = { holder: code, year: this.#year, shareBp: this.#draws.whole(50, 70) * 100 };
    return ofAccount('OfferRelease', fields, 'ReleaseOffered');
  }

  restatement({ code, patients, cells }) {
    const draws = this.#draws;
    const rows = [{ ...draws.oneOf([...cells.values()]), deltaPence: patients * draws.whole(-40, 40) }];
    const cause = draws.oneOf(['WRONG_PRACTICE', 'CODING', 'DUPLICATE', 'PRICE']);
    const fields = { practice: code, year: this.#year, restatement: this.#id('R'), cause, rows };
    return ofAccount('RestateActuals', fields, 'ActualsRestated');
  }

  resourceLimit() {
    const draws = this.#draws;
    const commissioner = draws.oneOf(this.#pcts);
    const fields = {
      commissioner,
      year: this.#year,
      deltaPence: draws.whole(-1_000_000, 1_000_000),
      because: 'Revision',
    };
    const stream = `finance-${commissioner}-${this.#year}`;
    return { stream, command: 'AdjustResourceLimit', with: fields, type: 'ResourceLimitAdjusted', data: fields };
  }

  #id(kind) {
    this.#ids += 1;
    return `${kind}${this.#year.slice(2, 4)}-${this.#ids}`;
  }
}

const ofAccount = (command, fields, type) => ({
  stream: `account-${fields.practice ?? fields.holder}-${fields.year}`,
  command,
  with: fields,
  type,
  data: fields,
});
