import type { Story } from './deed.js';
import { LINES, TRUSTS } from './world.js';

const claim: Story = ({ index, holder, trust, year, pence, choice, isOther, weeks }) => {
  const id = `CLD${index}`;
  const part = Math.trunc((pence * choice) / 4);
  const baseline = { baseline: 'The year before', baselineAgreedBy: trust };
  const attributed = { attribution: `AT${index}`, holder, year, claim: id, method: 'Counted', ...baseline };
  const causes = ['EARNED', 'WINDFALL', 'TARIFF', 'DATA', 'POOL'];
  return [
    [weeks, 'ClaimSavings', { claim: id, holder, year, pence, scheme: `SC${choice}` }],
    [weeks + 1, 'AttributeVariance', { ...attributed, cause: causes[choice], pence: isOther ? -part : part }],
    [weeks + 2, 'DisputeClaim', { claim: id, pence: part, because: 'The baseline was not agreed', by: trust }],
    [weeks + 4, 'AgreeClaim', { claim: id, ...(isOther ? {} : { pence: part }), by: trust }],
    [weeks + 9, 'WithdrawClaim', { claim: id, by: holder }],
  ];
};

const spending: Story = ({
  index,
  holder,
  practice,
  trust,
  year,
  nextYear,
  opening,
  pence,
  choice,
  isOther,
  weeks,
}) => {
  const [use, ended] = [`USE${index}`, Math.max(weeks, opening + 53)];
  const incentive = {
    practice,
    year,
    component: 1 + (choice % 2),
    listSize: 6512,
    ratePence: 95,
    objectivesMet: isOther,
  };
  const paid = { holder, year, payment: `PD${index}`, pence: 1 + pence * choice };
  return [
    [weeks, 'RecordPayment', { ...paid, ...(isOther ? { by: trust, inKind: 'A nurse' } : {}) }],
    [
      weeks + 1,
      'SetOffOverpayment',
      { setOff: `SO${index}`, holder, fromYear: year, toYear: nextYear, pence: 1 + pence },
    ],
    [weeks + 1, 'ApproveUse', { holder, year, use, pence: 1 + pence, purpose: 'PATIENT_SERVICE' }],
    [weeks + 3, 'RecordUse', { holder, year, use, pence: isOther ? -1 : 1 + pence, what: 'A nurse' }],
    [weeks + 3, 'PayIncentive', { ...incentive, pence: isOther ? -5 : 5, payment: `INC${index}` }],
    [ended, 'CarryForward', { holder, fromYear: year, toYear: nextYear, pence: 1 + choice * 500 }],
  ];
};

/** A year is closed, moved all the same, and opened again; of any commissioner, whether it has practices or not. */
const closing: Story = ({ index, practice, year, opening, pence, choice, weeks }) => {
  const of = { commissioner: TRUSTS[choice % TRUSTS.length], year };
  const ended = Math.max(weeks, opening + 53);
  return [
    [ended, 'CloseYear', of],
    [ended + 2, 'AgreeAdjustment', { practice, year, adjustment: `AD${index}`, kind: 'TARIFF', pence: -pence }],
    [ended + 4, 'ReopenYear', { ...of, because: 'The auditor asked' }],
    [ended + 6, 'CloseYear', of],
  ];
};

/** A statement is issued, what it tells moves, and the difference is told. */
const telling: Story = ({ index, holder, practice, trust, year, on, pence, choice, isOther, weeks }) => {
  const statement = `ST${index}`;
  const asAt = choice === 0 ? { asAt: on } : {};
  const changed = { practice, year, adjustment: `ADS${index}`, kind: 'TARIFF', pence: isOther ? pence : -pence };
  return [
    [weeks, 'IssueStatement', { statement, holder, year, to: choice === 1 ? trust : holder, ...asAt }],
    [weeks + 1, 'AgreeAdjustment', changed],
    [weeks + 2, 'IssueDifference', { statement, difference: 'DIF1', addressee: 'Dr A. Partner' }],
    [weeks + 30, 'IssueDifference', { statement, difference: 'DIF2' }],
  ];
};

const challenge: Story = ({ index, practice, trust, year, on, later, pence, choice, isOther, weeks }) => {
  const [id, restatement] = [`CH${index}`, `RCH${index}`];
  const at = { month: 1 + choice, line: LINES[choice % LINES.length] };
  const published = { inclusionOn: on, publishedOn: later, ...(isOther ? { commissioner: trust } : {}) };
  const raised = { challenge: id, practice, year, ...at, pence: 1 + pence, reason: 'CODING', deadline: later };
  const restated = { practice, year, restatement, cause: 'CODING', rows: [{ ...at, deltaPence: -1 - pence }] };
  return [
    [weeks, 'SetDataCalendar', { year, month: 1 + choice, version: 'FLEX', ...published }],
    [weeks, 'RaiseDataChallenge', raised],
    [weeks + 3, 'RestateActuals', restated],
    [weeks + 4, 'AnswerDataChallenge', { challenge: id, outcome: 'ACCEPTED', ...(isOther ? {} : { restatement }) }],
  ];
};

const letter: Story = ({ practice, year, pence, weeks }) => [
  [weeks, 'RecordBudgetBasis', { practice, year, method: 'HISTORIC', historicPence: pence, contingencyPence: 5 }],
  [weeks + 1, 'IssueBudgetLetter', { practice, year, recipient: 'The partners', pence }],
];

/** What is claimed, spent, moved between years, closed and told. */
export const ofMoney = { claim, spending, closing, telling, challenge, letter } satisfies Record<string, Story>;
