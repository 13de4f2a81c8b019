/**
 * What may tell of the care of one patient, and by what: a case so dear that it is taken out of a practice's actuals by
 * itself, and activity that was found to be of another practice.
 */
const OF_ONE_CASE: Readonly<Record<string, object>> = {
  HighCostCasePooled: { case: null, month: null, costPence: null },
  ActivityTransferred: { rows: null },
};

export const isOneCase = (type: string): boolean => Object.hasOwn(OF_ONE_CASE, type);

/**
 * A file goes from hand to hand, and a case of one month can be known by its cost: which, when and how much stay in the
 * ledger. What it moves stands in the figures, summed with all else.
 */
export const withoutOneCase = (type: string, data: object): object =>
  isOneCase(type) ? { ...data, ...OF_ONE_CASE[type], withheld: 'one case' } : data;
