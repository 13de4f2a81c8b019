/**
 * The rules of the contract by name, and the file in which each stands. A derivation names the rule that made a figure;
 * whoever wants to change a rule starts here.
 */
export const RULES = {
  'Rule 1: days and defaults': 'questions/src/moment.ts',
  'Rule 2: cells that count': 'domain/src/statement/amounts.ts',
  'Rule 3: the version in force': 'domain/src/account/cells.ts',
  'Rule 4: spreading over months': 'domain/src/statement/spread.ts',
  'Rule 5: costs, cases and adjustments': 'domain/src/statement/amounts.ts',
  'Rule 6: entries that count': 'domain/src/statement/counting-entries.ts',
  'Rule 7: segments': 'domain/src/statement/segments.ts',
  'Rule 8: splitting by days': 'domain/src/statement/pieces.ts',
  'Rule 9: days of membership': 'domain/src/statement/pieces.ts',
  'Rule 10: variance and pools': 'domain/src/statement/figure.ts',
  'Rule 11: the share, rounded up once': 'domain/src/statement/figure.ts',
  'Rule 12: recovery of overspends': 'domain/src/statement/recovery.ts',
  'Rule 13: the order of bases': 'domain/src/statement/basis.ts',
  'Rule 14: PCT finances stay out': 'domain/src/statement/release-status.ts',
  'Rule 15: striking a group': 'domain/src/statement/group-pool.ts',
  'Rule 16: the key of a split': 'domain/src/statement/split-key.ts',
  'Rule 17: own figure and group parts': 'domain/src/statement/entitlement.ts',
  'Rule 18: payments to a group': 'domain/src/statement/payments.ts',
  'Rule 19: the debtor': 'domain/src/statement/debtor.ts',
  'Rule 20: status, offers and disputes': 'domain/src/statement/release-status.ts',
  'Rule 21: exposure and roll-up': 'domain/src/statement/exposure.ts',
  'Rule 22: the same command twice': 'recording/src/recorder.ts',
  'Rule 23: rulings': 'domain/src/statement/rulings.ts',
  'Rule 24: recorded in error': 'domain/src/in-error.ts',
  'Rule 25: what-if and bridge': 'domain/src/statement/what-if.ts',
  'Rule 26: the policy that holds': 'domain/src/policy/in-force.ts',
  'Rule 27: the minimum share': 'domain/src/statement/minimum-share.ts',
  'Rule 28: what is due': 'projections/src/rows/overdue-rows.ts',
  'Rule 29: exceptions': 'domain/src/policy/exceptions.ts',
} as const;

export type RuleName = keyof typeof RULES;
