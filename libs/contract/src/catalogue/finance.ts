import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PCT, YEAR } from './examples.js';

export const finance = {
  SetResourceLimit: entry(commands.SetResourceLimit, 'Sets the resource limit of a commissioner for a year', {
    commissioner: PCT,
    year: YEAR,
    pence: 38_000_000_000,
    because: 'Initial allocation',
    recurrent: true,
  }),
  AdjustResourceLimit: entry(
    commands.AdjustResourceLimit,
    'Changes the resource limit of a commissioner by an amount',
    { commissioner: PCT, year: YEAR, deltaPence: -120_000_000, because: 'Return of the 2006-07 brokerage' },
  ),
  ReportForecast: entry(commands.ReportForecast, 'Reports the outturn that a commissioner forecasts', {
    commissioner: PCT,
    year: YEAR,
    month: 7,
    forecastOutturnPence: -620_000_000,
  }),
  ApplyTopSlice: entry(commands.ApplyTopSlice, 'Records that a higher body holds back part of a commissioner’s money', {
    commissioner: PCT,
    year: YEAR,
    pence: 1_140_000_000,
    by: 'Q39',
    because: 'SHA reserve, 3 per cent',
  }),
  ReturnTopSlice: entry(commands.ReturnTopSlice, 'Records that a higher body gives back what it held back', {
    commissioner: PCT,
    year: YEAR,
    pence: 570_000_000,
    by: 'Q39',
    because: 'Half of the reserve returned in month 10',
  }),
  AdoptRecoveryPlan: entry(commands.AdoptRecoveryPlan, 'Records that a commissioner adopts a financial recovery plan', {
    commissioner: PCT,
    year: YEAR,
    because: 'Board minute 07/114',
  }),
  SetReleaseFund: entry(
    commands.SetReleaseFund,
    'Sets the money aside from which the entitlements of a year are paid',
    { commissioner: PCT, year: YEAR, pence: 250_000_000 },
  ),
};
