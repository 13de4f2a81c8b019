import * as commands from './commands/index.js';
import * as questions from './questions.js';
import type { Dto } from './shape.js';

/** One command or question: the class of its fields, what it does in a line, and a valid example. */
export type CatalogueEntry<Given extends object = object> = {
  readonly dto: Dto<Given>;
  readonly summary: string;
  readonly example: Given;
};

const entry = <Given extends object>(dto: Dto<Given>, summary: string, example: Given): CatalogueEntry<Given> => ({
  dto,
  summary,
  example,
});

const PCT = '5X1';
const PRACTICE = 'A99001';
const GROUP = 'GRP1';
const YEAR = '2007-08';

/** Every command, in the order of the contract's table. */
export const commandCatalogue = {
  RegisterOrganisation: entry(commands.RegisterOrganisation, 'Registers a practice, commissioner or other body', {
    code: PRACTICE,
    type: 'PRACTICE',
    name: 'Ash Road Surgery',
    opensOn: '2002-04-01',
  }),
  AssignPractice: entry(commands.AssignPractice, 'Says whose practice it is from a day on', {
    practice: PRACTICE,
    commissioner: PCT,
    from: '2002-04-01',
  }),
  AssignCommissioner: entry(
    commands.AssignCommissioner,
    'Says to which SHA or other body a commissioner belongs from a day on, for roll-ups',
    { commissioner: PCT, to: 'Q39', from: '2006-10-01' },
  ),
  RecordListSize: entry(commands.RecordListSize, 'Records how many patients a practice had at a census', {
    practice: PRACTICE,
    censusDate: '2007-04-01',
    patients: 9200,
  }),
  ProposeAgreement: entry(
    commands.ProposeAgreement,
    'Proposes an agreement between a commissioner and a practice or group',
    {
      agreement: 'AG1',
      commissioner: PCT,
      holder: PRACTICE,
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
    },
  ),
  SignAgreement: entry(
    commands.SignAgreement,
    'Signs an agreement for one party; it is in force once both have signed',
    { agreement: 'AG1', organisation: PRACTICE, signatory: 'Dr A Partner', signedOn: '2007-04-16' },
  ),
  VaryAgreement: entry(commands.VaryAgreement, 'Proposes a change to an agreement, with only the terms that change', {
    agreement: 'AG1',
    variation: 'V1',
    effectiveFrom: '2007-10-01',
    terms: { shareBp: 9000 },
  }),
  SignVariation: entry(commands.SignVariation, 'Signs a variation for one party; it holds once both have signed', {
    agreement: 'AG1',
    variation: 'V1',
    organisation: PCT,
    signatory: 'B Director of Finance',
    signedOn: '2007-08-30',
  }),
  EndAgreement: entry(commands.EndAgreement, 'Ends an agreement before its time', {
    agreement: 'AG1',
    endsOn: '2008-02-15',
    because: 'The partnership dissolves',
  }),
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
  CreateGroup: entry(commands.CreateGroup, 'Creates a group of practices', {
    group: GROUP,
    name: 'Exampleshire East',
    commissioner: PCT,
    splitKey: 'LIST',
  }),
  JoinGroup: entry(commands.JoinGroup, 'Records that a practice joins a group', {
    group: GROUP,
    practice: PRACTICE,
    from: '2007-04-01',
  }),
  LeaveGroup: entry(commands.LeaveGroup, 'Records that a practice leaves a group', {
    group: GROUP,
    practice: PRACTICE,
    lastDay: '2007-12-31',
  }),
  NameSuccessor: entry(commands.NameSuccessor, 'Names who takes over from a body', {
    code: '5Y1',
    from: '2006-10-01',
    successors: [PCT],
  }),
  CloseOrganisation: entry(commands.CloseOrganisation, 'Closes an organisation', {
    code: '5Y1',
    lastDay: '2006-09-30',
  }),
  OpenDispute: entry(commands.OpenDispute, 'Opens a dispute about the figure of a year', {
    dispute: 'D1',
    holder: PRACTICE,
    year: YEAR,
    about: 'The top-slice of 1 September',
  }),
  IssueRuling: entry(commands.IssueRuling, 'Rules on a dispute', {
    dispute: 'D1',
    outcome: 'PART_UPHELD',
    effects: [{ kind: 'COUNT_ENTRY', entry: 'TS1', portionBp: 5000 }],
  }),
  RecordInError: entry(
    commands.RecordInError,
    'Records that a command was given in error: from then on its events count for nothing',
    { label: 'TS1', because: 'Posted on the wrong practice' },
  ),
};

export type CommandName = keyof typeof commandCatalogue;
/** What a valid `with` of a command looks like. */
export type CommandInput<Name extends CommandName> = (typeof commandCatalogue)[Name]['example'];

export const questionCatalogue = {
  entitlement: entry(questions.EntitlementQuestion, 'What a practice or group is entitled to for a year, and why', {
    holder: PRACTICE,
    year: YEAR,
    knownAt: '2007-11-14T23:59:59Z',
  }),
  exposure: entry(questions.ExposureQuestion, 'What a commissioner owes for a year, and what it can pay', {
    commissioner: PCT,
    year: YEAR,
    asAt: '2008-03-31',
  }),
  rollUp: entry(questions.RollUpQuestion, 'The statements of all practices under a body, added up', {
    of: 'Q39',
    year: YEAR,
  }),
  bridge: entry(questions.BridgeQuestion, 'Which events moved the figure between two moments', {
    holder: PRACTICE,
    year: YEAR,
    from: '2007-11-01T00:00:00Z',
    to: '2007-11-30T23:59:59Z',
  }),
  whatIf: entry(questions.WhatIfQuestion, 'What the figure would be if something had not been, or had been otherwise', {
    holder: PRACTICE,
    year: YEAR,
    suppose: [{ omit: 'deficit' }, { setShareBp: 10_000 }],
  }),
};

export type QuestionName = keyof typeof questionCatalogue;
export type QuestionInput<Name extends QuestionName> = (typeof questionCatalogue)[Name]['example'];

export const commandNames = Object.keys(commandCatalogue) as CommandName[];
export const questionNames = Object.keys(questionCatalogue) as QuestionName[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandCatalogue, name);
export const isQuestionName = (name: string): name is QuestionName => Object.hasOwn(questionCatalogue, name);

/** The class of a command or question. */
export const dtoOf = (name: CommandName | QuestionName): Dto =>
  isCommandName(name) ? commandCatalogue[name].dto : questionCatalogue[name].dto;
