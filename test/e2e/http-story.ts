import type { Served } from './http-served.js';
import { APRIL, PCT, PRACTICE } from './http-served.js';

const YEAR = '2007-08';
const holder = PRACTICE.code;
const commissioner = PCT.code;
const at = (instant: string, label?: string) => ({
  'X-Recorded-At': instant,
  ...(label === undefined ? {} : { 'X-Label': label }),
});

const AGREEMENT = {
  agreement: 'AG1',
  commissioner,
  holder,
  from: '2007-04-01',
  to: '2008-03-31',
  terms: {
    edition: 'DH-2006-PRACTICAL',
    shareBp: 7000,
    guarantee: { text: 'Paid whatever the finances of the PCT', protectsBaseline: true },
    lines: 'ALL',
    recovery: { kind: 'NONE' },
    segments: 'ADD_UP',
  },
};
const SPENT = [19_243_335, 19_243_333, 19_243_333, 19_243_333, 19_243_333, 19_243_333];

/** A practice under a signed guarantee, half a year's actuals in. */
export async function givenAGuarantee({ record }: Served): Promise<void> {
  const [april, november] = [at('2007-04-16T10:00:00Z'), at('2007-11-12T09:00:00Z')];
  await record('RegisterOrganisation', PCT, APRIL).expect(201);
  await record('RegisterOrganisation', PRACTICE, APRIL).expect(201);
  await record('AssignPractice', { practice: holder, commissioner, from: '2002-04-01' }, APRIL).expect(201);
  await record('ProposeAgreement', AGREEMENT, april).expect(201);
  await record('SignAgreement', { agreement: 'AG1', organisation: holder, signatory: 'Dr A Partner' }, april).expect(
    201,
  );
  await record(
    'SignAgreement',
    { agreement: 'AG1', organisation: commissioner, signatory: 'B Director' },
    april,
  ).expect(201);
  const budget = { practice: holder, year: YEAR, method: 'HISTORIC', lines: { EL: 240_000_000 } };
  await record('SetIndicativeBudget', budget, april).expect(201);
  const cost = { practice: holder, year: YEAR, scheme: 'DERM-CLINIC', month: 1, pence: 1_080_000 };
  await record('RecordServiceCost', cost, november).expect(201);
  const rows = SPENT.map((pence, index) => ({ month: index + 1, line: 'EL', pence }));
  await record('RecordActuals', { practice: holder, year: YEAR, version: 'FLEX', rows }, november).expect(201);
}

/** In November the PCT reports a deficit and stops paying. */
export async function whenThePctGoesIntoDeficit({ record }: Served): Promise<void> {
  const forecast = { commissioner, year: YEAR, month: 7, forecastOutturnPence: -620_000_000 };
  await record('ReportForecast', forecast, at('2007-11-15T09:00:00Z', 'deficit')).expect(201);
  const because = 'Recovery plan';
  await record(
    'AdoptRecoveryPlan',
    { commissioner, year: YEAR, because },
    at('2007-11-15T11:00:00Z', 'recovery'),
  ).expect(201);
  await record('SuspendRelease', { commissioner, year: YEAR, because }, at('2007-11-15T12:00:00Z', 'freeze')).expect(
    201,
  );
}
