import { claiming, closing, spending } from './every-command-claims.js';
import { GROUP, organisation, PCT, PRACTICE, SECOND, SHA } from './samples.js';
import { on, step, type Step } from './steps.js';

/** What a PCT does about its own money. */
const finances: readonly Step[] = [
  step('SetResourceLimit'),
  step('AdjustResourceLimit', { recurrent: false }),
  step('ReportForecast'),
  step('ApplyTopSlice'),
  step('ReturnTopSlice'),
  step('AdoptRecoveryPlan'),
  step('SetReleaseFund'),
  step('SetDataCalendar'),
  step('SuspendRelease'),
  step('LiftSuspension'),
];

const bodies: readonly Step[] = [
  organisation(PCT, 'PCT'),
  organisation('5Y1', 'PCT'),
  organisation(SHA, 'SHA'),
  step('RegisterOrganisation'),
  step('AssignPractice'),
  step('AssignCommissioner'),
  step('RecordListSize'),
  step('NameSuccessor'),
  step('CloseOrganisation'),
  step('CreateGroup', { group: GROUP }),
  step('JoinGroup'),
  step('LeaveGroup'),
];

const agreement: readonly Step[] = [
  step('ProposeAgreement'),
  step('SignAgreement'),
  step('SignAgreement', { organisation: PCT }),
  step('VaryAgreement'),
  step('SignVariation'),
  step('EndAgreement'),
];

const account: readonly Step[] = [
  step('SetIndicativeBudget', { profiles: { NEL: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2] } }),
  { ...step('PostBudgetEntry'), label: 'TS1' },
  step('PostBudgetEntry', { entry: 'TSR1', reason: 'TOP_SLICE_RETURNED', lines: { EL: 2_700_000 }, returns: 'TS1' }),
  step('RecordActuals', { version: 'FREEZE' }),
  step('RestateActuals', { rows: [{ month: 1, line: 'NEL', deltaPence: -2_384 }] }),
  step('RaiseDataChallenge'),
  step('AnswerDataChallenge'),
  step('RecordBudgetBasis'),
  step('IssueBudgetLetter'),
  step('RecordServiceCost'),
  step('PoolHighCostCase'),
  step('AgreeAdjustment'),
  step('RecordOverspend'),
  step('OfferRelease'),
  step('OfferRelease', { shareBp: undefined, pence: 1_820_000 }),
  step('ClaimSavings'),
  step('ConfirmEntitlement', { year: '2006-07' }),
  step('ApproveUse'),
  step('ReleaseFunds'),
  step('RecordPayment'),
  step('RecordPayment', { payment: 'PAY2', pence: -820_000, reverses: 'PAY1' }),
  step('SuspendRelease', { commissioner: undefined, holder: PRACTICE }),
  step('LiftSuspension', { commissioner: undefined, holder: PRACTICE, reviewOn: '2008-09-30' }),
  step('OpenDispute', { openedOn: '2008-04-30' }),
  step('PassDisputeDeadline', { dueOn: '2008-05-28' }),
  step('EscalateDispute'),
  step('RequestExtension'),
  step('GrantExtension'),
  step('AddEvidence'),
  step('StatePosition'),
  step('MakeOffer'),
  step('MakeOffer', { offer: 'OF2', pence: undefined, shareBp: 6000 }),
  step('AcceptOffer', { offer: 'OF2', acceptedOn: '2008-06-02' }),
  step('ReopenDispute', { reopenedOn: '2008-06-03' }),
  step('IssueRuling', { organisation: SHA }),
  step('SupersedeRuling'),
  step('ComplyWithRuling'),
  step('CloseDispute'),
  step('ClassifyDocument'),
  step('RecordInError'),
];

const cases: readonly Step[] = [
  step('SetDelegatedLimit'),
  step('SetDelegatedLimit', { committee: 'BOARD', limitPence: undefined }),
  step('SubmitPlan'),
  step('DecideBusinessCase', { case: 'PLAN1', outcome: 'APPROVED', cure: undefined, organisation: PCT }),
  step('SubmitBusinessCase'),
  step('DeclareInterest'),
  step('WithdrawMember'),
  step('DecideBusinessCase', { outcome: 'DEFERRED', cure: undefined, decidedOn: '2007-06-25' }),
  step('DecideBusinessCase'),
  step('SubmitBusinessCase', { case: 'BC2', follows: 'BC1', provider: 'A99001', receivedOn: '2007-09-03' }),
  step('WaiveAssurance'),
  step('EnterArrangement', { to: '2008-03-31' }),
  step('AssignService'),
  step('AssignService', { line: undefined, service: 'Out of hours', to: GROUP, scope: 'DEVOLVED' }),
  step('SetAccountability'),
  step('StartService'),
  step('StopService'),
  step('StartService', { scheme: 'HEART', case: undefined, provider: undefined }),
  step('RecordDecision'),
  step('RecordDecision', { decision: 'DEC2', supersedes: 'DEC1' }),
  step('DeclareInterest', { case: undefined, decision: 'DEC2' }),
  step('WithdrawMember', { case: undefined, decision: 'DEC2' }),
];

const policies: readonly Step[] = [
  step('AdoptPolicy'),
  step('WithdrawPolicy'),
  step('AdoptPolicy', { policy: 'POL-07', body: undefined }),
  step('WithdrawPolicy', { policy: 'POL-07' }),
];

const issued: readonly Step[] = [
  step('IssueStatement', { addressee: 'Dr A. Partner' }),
  step('OpenDispute', { dispute: 'D2' }),
  step('IssueRuling', { dispute: 'D2', outcome: 'UPHELD', effects: [{ kind: 'SET_ENTITLEMENT', pence: 3_710_000 }] }),
  step('IssueDifference', { addressee: 'Dr A. Partner' }),
];

const transfers: readonly Step[] = [
  organisation(SECOND, 'PRACTICE'),
  step('RecordActuals', { practice: SECOND }),
  step('TransferActivity'),
];

const statedAccounts: readonly Step[] = [step('SignAccounts'), step('RestateAccounts')];

/** A story in which every command is given, each in every way that is told by an event type or in a stream of its own. */
export const everyCommand: readonly Step[] = on(
  '2008-06-30',
  bodies,
  agreement,
  account,
  finances,
  cases,
  policies,
  issued,
  claiming,
  spending,
  closing,
  transfers,
  statedAccounts,
).map((each, index) => ({ ...each, id: `sample-${index + 1}` }));
