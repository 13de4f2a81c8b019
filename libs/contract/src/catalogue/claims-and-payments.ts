import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

export const claimsAndPayments = {
  OfferRelease: entry(
    commands.OfferRelease,
    'Records what the commissioner is willing to pay, as a share or in pence',
    { holder: PRACTICE, year: YEAR, shareBp: 3000 },
  ),
  ClaimSavings: entry(commands.ClaimSavings, 'Records what a practice or group says it has saved', {
    claim: 'CL1',
    holder: PRACTICE,
    year: YEAR,
    pence: 3_460_000,
    scheme: 'DERM-CLINIC',
    method: 'Referrals avoided at tariff',
  }),
  ConfirmEntitlement: entry(commands.ConfirmEntitlement, 'Confirms the entitlement of a year that has ended', {
    holder: PRACTICE,
    year: YEAR,
    acceptEstimates: ['PRESC'],
  }),
  SuspendRelease: entry(
    commands.SuspendRelease,
    'Suspends releases to one practice or group, or for all to whom a commissioner owes',
    { commissioner: PCT, year: YEAR, because: 'Recovery plan', reviewOn: '2008-01-15' },
  ),
  LiftSuspension: entry(commands.LiftSuspension, 'Lifts a suspension', {
    commissioner: PCT,
    year: YEAR,
    because: 'Plan agreed',
  }),
  ApproveUse: entry(commands.ApproveUse, 'Approves a use of the money', {
    holder: PRACTICE,
    year: YEAR,
    use: 'USE1',
    pence: 840_000,
    purpose: 'PATIENT_SERVICE',
  }),
  ReleaseFunds: entry(commands.ReleaseFunds, 'Makes money available', {
    holder: PRACTICE,
    year: YEAR,
    release: 'RL1',
    pence: 840_000,
    purpose: 'PATIENT_SERVICE',
  }),
  RecordPayment: entry(commands.RecordPayment, 'Records a payment, or takes one back', {
    holder: PRACTICE,
    year: YEAR,
    payment: 'PAY1',
    pence: 1_820_000,
  }),
};
