import { MONTHS, twelfthAfter } from './months.js';
import { data, finance, manager } from './organisations.js';
import type { StoryStep } from './story-step.js';

const YEAR = '2007-08';
/** The practice's own skin clinic costs £1,800 a month. */
export const CLINIC_PENCE = 180_000;

/** What stands between a saving on paper and one that counts: the cost of a scheme, a pooled case, an adjustment. */
export function* schemes(): Generator<StoryStep> {
  for (const month of MONTHS) {
    yield {
      at: twelfthAfter(YEAR, month, 1),
      do: 'RecordServiceCost',
      with: { practice: 'A99001', year: YEAR, scheme: 'SKIN-CLINIC', month, pence: CLINIC_PENCE },
      by: manager('A99001'),
    };
  }
  yield {
    at: '2007-09-10T09:00:00Z',
    do: 'AgreeAdjustment',
    with: { practice: 'A99002', year: YEAR, adjustment: 'TARIFF-1', kind: 'TARIFF', pence: 420_000 },
    by: finance,
    label: 'tariff-adjustment',
    because: 'The price list changed after the budget was set',
  };
  yield {
    at: '2008-01-18T09:00:00Z',
    do: 'PoolHighCostCase',
    with: {
      practice: 'A99003',
      year: YEAR,
      case: 'CASE-1',
      month: 8,
      line: 'NEL',
      costPence: 8_640_000,
      thresholdPence: 5_000_000,
    },
    by: finance,
    label: 'pooled-case',
    because: 'Above £50,000 the pool of all practices bears the cost',
  };
  yield {
    at: '2008-04-10T09:00:00Z',
    do: 'ClaimSavings',
    with: {
      claim: 'CLAIM-ASH-1',
      holder: 'A99001',
      year: YEAR,
      scheme: 'SKIN-CLINIC',
      pence: 5_100_000,
      method: 'First appointments avoided at the tariff of the year, less the cost of the clinic',
    },
    by: manager('A99001'),
  };
}

/** Frozen in February, found in July: three nights in December were a patient of the practice next door. */
export function* restatement(): Generator<StoryStep> {
  const at = '2008-07-08T09:00:00Z';
  const because = 'Admission of December 2007 was booked to the practice next door';
  yield {
    at,
    do: 'RestateActuals',
    with: {
      practice: 'A99005',
      year: YEAR,
      restatement: 'RESTATE-1',
      cause: 'WRONG_PRACTICE',
      rows: [{ month: 9, line: 'NEL', deltaPence: -624_000 }],
    },
    by: data,
    label: 'admission-taken-off',
    because,
  };
  yield {
    at,
    do: 'RestateActuals',
    with: {
      practice: 'A99006',
      year: YEAR,
      restatement: 'RESTATE-1',
      cause: 'WRONG_PRACTICE',
      rows: [{ month: 9, line: 'NEL', deltaPence: 624_000 }],
    },
    by: data,
    label: 'admission-put-on',
    because,
  };
}
