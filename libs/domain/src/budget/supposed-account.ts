import { MONTHS, divideUp, pence, sumPence, type Day, type Month, type Pence, type Year } from '#kernel';
import type { Cells } from '../account/cells.js';
import type { Account, ServiceCost } from '../account/state.js';
import type { EventRef } from '../history.js';
import { hasBudget } from '../statement/spread.js';
import { lineCourses, type Course, type LineCourse } from './forecast.js';

function filledCells(cells: Cells, courses: readonly LineCourse[], course: Course, ref: EventRef): Cells {
  return MONTHS.map((month) => {
    const filled = new Map(cells[month - 1]);
    for (const { line, open, ahead } of courses) {
      const index = open.indexOf(month);
      if (index < 0) continue;
      const rows = [{ pence: ahead[course][index]! }];
      filled.set(line, { line, month, version: 'ESTIMATE', rows, ref, restatements: [] });
    }
    return filled;
  });
}

const average = (amounts: readonly Pence[]): Pence =>
  pence(divideUp(BigInt(sumPence(amounts)), BigInt(amounts.length)));

/** Rule 50: a scheme costs in each open month what is recorded for it, else its average so far, rounded up. */
function filledCosts(costs: Account['costs'], counted: ReadonlySet<Month>): Account['costs'] {
  const soFar = new Map<string, ServiceCost[]>();
  for (const cost of costs.values()) {
    if (counted.has(cost.month)) soFar.set(cost.scheme, [...(soFar.get(cost.scheme) ?? []), cost]);
  }
  const filled = new Map(costs);
  for (const [scheme, known] of soFar) {
    const usual = average(known.map((cost) => cost.pence));
    for (const month of MONTHS) {
      const key = `${month}/${scheme}`;
      if (counted.has(month) || filled.has(key)) continue;
      filled.set(key, { scheme, month, pence: usual, ref: known[0]!.ref });
    }
  }
  return filled;
}

/** Rule 50: an account as it would stand at the year's end if the months still open ran on `course`. */
export function supposedAccount(account: Account, year: Year, asAt: Day, course: Course): Account {
  if (!hasBudget(account)) return account;
  const courses = lineCourses(account, year, asAt);
  const ref = account.budget?.ref ?? [...account.entries.values()][0]!.ref;
  const counted = new Set(courses.flatMap((line) => line.counted));
  return {
    ...account,
    cells: filledCells(account.cells, courses, course, ref),
    costs: filledCosts(account.costs, counted),
  };
}
