import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PRACTICE, YEAR } from './examples.js';

export const budgetsAndActuals = {
  SetIndicativeBudget: entry(
    commands.SetIndicativeBudget,
    'Sets the indicative budget of a practice for a year, once',
    {
      practice: PRACTICE,
      year: YEAR,
      method: 'HISTORIC',
      lines: { EL: 60_000_000, NEL: 84_000_000 },
      profile: [8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9],
    },
  ),
  PostBudgetEntry: entry(commands.PostBudgetEntry, 'Changes the budget of a practice by an entry', {
    practice: PRACTICE,
    year: YEAR,
    entry: 'TS1',
    effectiveOn: '2007-09-01',
    decidedOn: '2007-08-28',
    reason: 'TOP_SLICE',
    lines: { EL: -5_400_000 },
  }),
  RecordActuals: entry(commands.RecordActuals, 'Records what a practice used, by month and service line', {
    practice: PRACTICE,
    year: YEAR,
    version: 'FLEX',
    rows: [
      { month: 1, line: 'EL', pence: 4_826_950 },
      { month: 1, line: 'NEL', pence: 1_204_410, from: '2007-04-01', to: '2007-04-12' },
    ],
    covers: { months: [1], lines: ['EL', 'NEL'] },
  }),
  RestateActuals: entry(commands.RestateActuals, 'Adds to actuals that are in force, either way', {
    practice: PRACTICE,
    year: YEAR,
    restatement: 'R1',
    cause: 'WRONG_PRACTICE',
    rows: [{ month: 6, line: 'NEL', deltaPence: -2_384_600 }],
  }),
  RecordServiceCost: entry(commands.RecordServiceCost, 'Records what a scheme of the practice cost in a month', {
    practice: PRACTICE,
    year: YEAR,
    scheme: 'DERM-CLINIC',
    month: 1,
    pence: 180_000,
  }),
  PoolHighCostCase: entry(
    commands.PoolHighCostCase,
    'Takes what one case cost above a threshold out of the practice’s actuals',
    {
      practice: PRACTICE,
      year: YEAR,
      case: 'HC1',
      month: 8,
      line: 'NEL',
      costPence: 4_275_000,
      thresholdPence: 2_000_000,
    },
  ),
  AgreeAdjustment: entry(
    commands.AgreeAdjustment,
    'Agrees an adjustment for a tariff change, a windfall or an error in the data',
    { practice: PRACTICE, year: YEAR, adjustment: 'HRG4', kind: 'TARIFF', month: 6, pence: 2_310_000 },
  ),
  RecordOverspend: entry(commands.RecordOverspend, 'Records the overspend of an earlier year that is brought forward', {
    holder: PRACTICE,
    fromYear: '2006-07',
    pence: 4_500_000,
  }),
};
