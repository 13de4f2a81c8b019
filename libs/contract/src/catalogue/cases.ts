import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PCT, PRACTICE } from './examples.js';

const CASE = 'BC1';
const COMMITTEE = 'PEC';
const MEMBERS = ['M01', 'M02', 'M03', 'M04', 'M05'];

export const cases = {
  SubmitPlan: entry(commands.SubmitPlan, 'Records that a commissioner received a plan, which starts its clock', {
    case: 'PLAN1',
    commissioner: PCT,
    holder: PRACTICE,
    about: 'Commissioning plan for 2007/08',
    receivedOn: '2007-04-16',
  }),
  SubmitBusinessCase: entry(
    commands.SubmitBusinessCase,
    'Records that a commissioner received a business case, which starts its clock',
    {
      case: CASE,
      commissioner: PCT,
      holder: PRACTICE,
      about: 'A skin clinic at the surgery',
      receivedOn: '2007-05-14',
      plan: 'PLAN1',
      scheme: 'DERM',
      expectedCostPence: 4_200_000,
      expectedSavingPence: 6_500_000,
    },
  ),
  DecideBusinessCase: entry(commands.DecideBusinessCase, 'Records what was decided on a plan or business case', {
    case: CASE,
    outcome: 'REFUSED',
    committee: COMMITTEE,
    decidedOn: '2007-07-23',
    present: MEMBERS,
    quorum: 4,
    valuePence: 4_200_000,
    reasons: 'The saving rests on one quarter of referrals',
    cure: 'Four quarters of referrals, agreed with the trust',
  }),
  DeclareInterest: entry(commands.DeclareInterest, 'Records that a member declared an interest', {
    case: CASE,
    member: 'M02',
    interest: 'A partner in the practice that is to provide the clinic',
    declaredOn: '2007-07-23',
  }),
  WithdrawMember: entry(commands.WithdrawMember, 'Records that a member left the room', {
    case: CASE,
    member: 'M02',
    withdrewOn: '2007-07-23',
  }),
  SetDelegatedLimit: entry(
    commands.SetDelegatedLimit,
    'Sets up to how much a committee or role may decide from a day on',
    { commissioner: PCT, committee: COMMITTEE, from: '2007-04-01', limitPence: 5_000_000 },
  ),
  WaiveAssurance: entry(
    commands.WaiveAssurance,
    'Records that a holder will enter an arrangement without a guarantee of its share',
    {
      arrangement: 'ARR1',
      holder: PRACTICE,
      commissioner: PCT,
      signatory: 'Dr A Partner',
      because: 'The clinic cannot wait for the board',
    },
  ),
  EnterArrangement: entry(
    commands.EnterArrangement,
    'Enters a commissioning arrangement, which needs a signed guarantee or a waiver',
    { arrangement: 'ARR1', holder: PRACTICE, commissioner: PCT, about: 'A skin clinic', from: '2007-10-01' },
  ),
  AssignService: entry(commands.AssignService, 'Records which body commissions a service from a day on', {
    commissioner: PCT,
    line: 'MH',
    to: PCT,
    scope: 'RESIDUAL',
    from: '2007-04-01',
  }),
  SetAccountability: entry(commands.SetAccountability, 'Records who answers to whom, for what, from a day on', {
    commissioner: PCT,
    who: 'PEC',
    answersTo: 'BOARD',
    about: 'Business cases',
    from: '2007-04-01',
  }),
  StartService: entry(commands.StartService, 'Records that a new service begins', {
    scheme: 'DERM',
    holder: PRACTICE,
    commissioner: PCT,
    from: '2007-10-01',
    case: CASE,
    provider: PRACTICE,
    expectedCostPence: 4_200_000,
    expectedSavingPence: 6_500_000,
  }),
  StopService: entry(commands.StopService, 'Records that a service ends', {
    scheme: 'DERM',
    holder: PRACTICE,
    lastDay: '2008-03-31',
    because: 'The nurse left',
  }),
  RecordDecision: entry(commands.RecordDecision, 'Records any other decision of a commissioner', {
    decision: 'DEC1',
    commissioner: PCT,
    about: 'Outpatient follow-ups limited to two for each first attendance',
    committee: 'BOARD',
    holder: PRACTICE,
    decidedOn: '2007-09-26',
    present: MEMBERS,
    quorum: 3,
    valuePence: 12_000_000,
    reasons: 'Follow-ups are above the national rate',
  }),
};
