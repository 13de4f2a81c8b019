/**
 * The entitlement by a fold of its own, written from the contract's rules for the generated events alone: one agreement
 * of seven in ten for the whole year, twelve equal months, nothing shared and nothing recovered. It shares no line with
 * the product. Its states are plain JSON.
 */
import { lastDayIn } from './scene.mjs';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
/** A later record takes over an earlier one unless that is of better data. */
const RANK = { ESTIMATE: 1, FLEX: 2, FREEZE: 3 };

/** Of one practice's year. `budget`: by line, twelve months of pence; `cells` and `costs` by line or scheme and month. */
export const nothingYet = () => ({ budget: {}, cells: {}, costs: {}, events: 0 });

const APPLY = {
  IndicativeBudgetSet: (state, { lines }) => spread(state, lines, 1),
  BudgetEntryPosted: (state, { lines, effectiveOn }) => spread(state, lines, monthOf(effectiveOn)),
  ActualsRecorded(state, { version, rows }) {
    for (const { line, month, pence } of rows) {
      const cell = state.cells[`${line}/${month}`];
      if (cell === undefined || RANK[version] >= cell.rank) {
        state.cells[`${line}/${month}`] = { line, month, rank: RANK[version], pence };
      }
    }
  },
  ActualsRestated(state, { rows }) {
    for (const { line, month, deltaPence } of rows) state.cells[`${line}/${month}`].pence += deltaPence;
  },
  ServiceCostRecorded(state, { scheme, month, pence }) {
    state.costs[`${scheme}/${month}`] = { month, pence };
  },
  SavingsClaimed: () => undefined,
  ReleaseOffered: () => undefined,
};

/** Counts an event of the practice's account in. @returns the same state, changed */
export function counted(state, { type, data }) {
  APPLY[type](state, data);
  state.events += 1;
  return state;
}

/** Each line's pence over the months from one on, by largest remainder: the first ones take the spare pence. */
function spread(state, lines, from) {
  for (const [line, pence] of Object.entries(lines)) {
    const months = (state.budget[line] ??= MONTHS.map(() => 0));
    const count = 13 - from;
    const part = Math.trunc(pence / count);
    const spare = Math.abs(pence - part * count);
    for (let month = from; month <= 12; month += 1) {
      months[month - 1] += part + (month - from < spare ? Math.sign(pence) : 0);
    }
  }
}

/** Month 1 is April. */
const monthOf = (date) => ((Number(date.slice(5, 7)) + 8) % 12) + 1;

/** @returns {number} pence of a year, as at the end of a day */
export function entitlementPence({ budget, cells, costs }, year, asAt = lastDayIn(year, 12)) {
  const withCells = new Set();
  let variance = 0;
  for (const { line, month, pence } of Object.values(cells)) {
    if (lastDayIn(year, month) > asAt) continue;
    withCells.add(month);
    variance += budget[line][month - 1] - pence;
  }
  for (const { month, pence } of Object.values(costs)) if (withCells.has(month)) variance -= pence;
  return Math.ceil((Math.max(0, variance) * 7) / 10);
}
