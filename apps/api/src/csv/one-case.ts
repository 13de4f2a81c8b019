/** What tells of the care of one patient: a case so dear that it is taken out of a practice's actuals by itself. */
const ONE_CASE: ReadonlySet<string> = new Set(['HighCostCasePooled']);

export const isOneCase = (type: string): boolean => ONE_CASE.has(type);

/**
 * A file goes from hand to hand, and a case of one month can be known by its cost: which, when and how much stay in the
 * ledger. What it moves stands in the figures, summed with all else.
 */
export const withoutOneCase = (type: string, data: object): object =>
  isOneCase(type) ? { ...data, case: null, month: null, costPence: null, withheld: 'one case' } : data;
