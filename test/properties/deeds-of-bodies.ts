import type { Deed, Story } from './deed.js';
import { AUTHORITY } from './world.js';

const policy: Story = ({ index, trust, on, later, shareBp, choice, isOther, weeks }) => {
  const id = `POL${index}`;
  const body = isOther ? {} : { body: trust };
  const approved = choice > 2 ? { approvedBy: AUTHORITY, approval: 'A letter' } : {};
  const days = { caseLimitDays: 7 + choice, disputeStepDays: 14 + choice };
  const terms = choice === 0 ? days : { minimumShareBp: shareBp, ...(choice === 4 ? days : {}) };
  const to = choice === 1 ? { to: later } : {};
  return [
    [weeks, 'AdoptPolicy', { policy: id, ...body, from: on, ...to, terms, ...approved, because: 'A minute' }],
    [weeks + 9, 'WithdrawPolicy', { policy: id, lastDay: later, because: 'It was thought better of' }],
  ];
};

const businessCase: Story = ({ index, holder, trust, practice, on, later, pence, choice, weeks }) => {
  const [plan, id, scheme] = [`PLAN${index}`, `BC${index}`, `SC${choice}`];
  const of = { commissioner: trust, holder, about: 'A clinic' };
  const decided = { committee: 'PEC', present: ['M1', 'M2'], quorum: 2, valuePence: pence, reasons: 'It pays' };
  const arrangement = `ARR${index}`;
  return [
    [weeks, 'SubmitPlan', { case: plan, ...of }],
    [weeks, 'SubmitBusinessCase', { case: id, ...of, plan, scheme, expectedCostPence: pence }],
    [weeks + 1, 'DeclareInterest', { case: id, member: 'M1', interest: 'A partner' }],
    [weeks + 1, 'WithdrawMember', { case: id, member: 'M1' }],
    [weeks + 2, 'DecideBusinessCase', { case: id, outcome: 'DEFERRED', ...decided }],
    [weeks + 4, 'DecideBusinessCase', { case: id, outcome: choice === 0 ? 'REFUSED' : 'APPROVED', ...decided }],
    [
      weeks + 5,
      'WaiveAssurance',
      { arrangement, holder, commissioner: trust, signatory: 'Dr A Partner', because: 'No time' },
    ],
    [weeks + 5, 'EnterArrangement', { arrangement, ...of, from: on }],
    [weeks + 6, 'StartService', { scheme, holder, commissioner: trust, from: on, case: id, provider: practice }],
    [weeks + 20, 'StopService', { scheme, holder, lastDay: later, because: 'The nurse left' }],
  ];
};

const decision: Story = ({ index, holder, trust, on, pence, isOther, weeks }) => {
  const [first, second] = [`DEC${index}`, `DEC${index}-2`];
  const decided = { commissioner: trust, about: 'Follow-ups', committee: 'BOARD', holder, valuePence: pence };
  return [
    [weeks, 'SetDelegatedLimit', { commissioner: trust, committee: 'BOARD', from: on, limitPence: pence }],
    [weeks, 'RecordDecision', { decision: first, ...decided }],
    [weeks, 'DeclareInterest', { decision: first, member: 'M1', interest: 'A brother' }],
    [weeks + 3, 'RecordDecision', { decision: second, ...decided, supersedes: first }],
    [weeks + 4, 'SetAccountability', { commissioner: trust, who: 'PEC', answersTo: 'BOARD', about: 'Cases', from: on }],
    [
      weeks + 4,
      'AssignService',
      { commissioner: trust, line: 'MH', to: isOther ? holder : trust, scope: 'DEVOLVED', from: on },
    ],
  ];
};

const paper: Story = ({ index, holder, trust, choice, weeks }) => {
  const document = index.toString(16).padStart(64, '0');
  const said = {
    document,
    holder,
    organisation: trust,
    heldBy: trust,
    decidedBy: 'C. Director',
    because: 'So it says',
  };
  return [
    [weeks, 'ClassifyDocument', { ...said, as: choice > 2 ? 'GUARANTEE' : 'COMFORT' }],
    [weeks + 9, 'ClassifyDocument', { ...said, as: 'OTHER' }],
  ];
};

/** What becomes of one that is under another body from some day on. */
const belonging: Story = ({ index, trust, on, weeks }: Deed) => {
  const authority = `SHA${index}`;
  return [
    [weeks, 'RegisterOrganisation', { code: authority, type: 'SHA', name: 'Another', opensOn: '2002-04-01' }],
    [weeks, 'AssignCommissioner', { commissioner: trust, to: authority, from: on }],
  ];
};

/** What bodies decide, and what they put into writing. */
export const ofBodies = { policy, businessCase, decision, paper, belonging } satisfies Record<string, Story>;
