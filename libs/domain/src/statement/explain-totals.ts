import type { Year } from '#kernel';
import { debtorOf } from './debtor.js';
import { leaf, type Derivation } from './derivation.js';
import type { Statements } from './entitlement.js';
import type { Exposure } from './exposure.js';

/** What a commissioner owes and can pay, practice by practice; each practice's statement has its own derivation. */
export function explainExposure({ facts, knownDay }: Statements, answer: Exposure): readonly Derivation[] {
  const { year, releaseFundPence } = answer;
  const { releaseFund } = facts.finance(answer.commissioner, year);
  const owed = answer.holders.map(({ holder, entitlementPence }): Derivation => ({
    figure: `entitlement of ${holder}`,
    pence: entitlementPence,
    rule: 'Rule 17: own figure and group parts',
    from: debtorEvents(holder, year),
  }));
  const afforded = answer.holders.map(({ holder, affordablePence }): Derivation => ({
    figure: `affordable for ${holder}`,
    ...(affordablePence === null ? {} : { pence: affordablePence }),
  }));
  const fund = releaseFund ? [leaf('releaseFundPence', releaseFund.ref, releaseFund.pence)] : [];
  return [
    { figure: 'entitledPence', pence: answer.entitledPence, rule: 'Rule 21: exposure and roll-up', from: owed },
    { figure: 'paidPence', pence: answer.paidPence, rule: 'Rule 21: exposure and roll-up' },
    { figure: 'outstandingPence', pence: answer.outstandingPence, rule: 'Rule 21: exposure and roll-up' },
    {
      figure: 'affordablePence',
      ...(answer.affordablePence === null ? {} : { pence: answer.affordablePence }),
      rule: 'Rule 21: exposure and roll-up',
      how:
        releaseFundPence === null
          ? 'no release fund is set: what is affordable is not known'
          : 'the fund less what was paid, the strongest basis first, within one in proportion',
      from: [...fund, ...(fund.length > 0 ? afforded : [])],
    },
  ];

  function debtorEvents(holder: string, of: Year): readonly Derivation[] {
    const debtor = debtorOf(facts, holder, of, knownDay);
    return (debtor?.by ?? []).map((ref) => leaf('assignment or succession', ref));
  }
}
