import { disputant } from './dispute.js';
import { GROUP } from './group.js';
import { overspendPence } from './months.js';
import { PCT, board, finance, practices } from './organisations.js';
import type { StoryStep } from './story-step.js';

/** What each practice earned in the first year, paid in August 2007, when there was money. */
const PAID_FOR_2006: readonly (readonly [practice: string, pence: number])[] = [
  ['A99001', 2_539_598],
  ['A99002', 3_033_140],
  ['A99003', 2_753_655],
  ['A99004', 1_380_566],
  ['A99005', 1_795_500],
  ['A99006', 333_388],
  ['A99008', 1_470_370],
  ['A99009', 1_134_807],
  ['A99010', 1_195_959],
  ['A99011', 799_378],
];

/** 2006-07: every month frozen on 12 May; confirmed, and paid in full in August. */
export function* firstYearEnd(): Generator<StoryStep> {
  const year = '2006-07';
  for (const practice of practices) {
    const overspend = overspendPence(practice, year);
    yield {
      at: '2007-06-18T09:00:00Z',
      do: 'ConfirmEntitlement',
      with: { holder: practice.code, year },
      by: finance,
    };
    if (overspend <= 0) continue;
    yield {
      at: '2007-06-20T09:00:00Z',
      do: 'RecordOverspend',
      with: { holder: practice.code, fromYear: year, pence: overspend },
      by: finance,
      label: `overspend-${practice.code}`,
    };
  }
  yield {
    at: '2007-07-02T10:00:00Z',
    do: 'SetReleaseFund',
    with: { commissioner: PCT, year, pence: PAID_FOR_2006.reduce((sum, [, pence]) => sum + pence, 0) },
    by: finance,
  };
  for (const [holder, pence] of PAID_FOR_2006) {
    const at = '2007-08-15T09:00:00Z';
    yield { at, do: 'RecordPayment', with: { holder, year, payment: 'PAY-1', pence }, by: finance };
  }
}

const YEAR = '2007-08';
/** All but the two whose figures are in question or 0. */
const CONFIRMED = [
  ...practices.map(({ code }) => code).filter((code) => code !== disputant && code !== 'A99012'),
  GROUP,
];

/** 2007-08: confirmed in June 2008, but the fund does not reach for everybody. */
export function* secondYearEnd(): Generator<StoryStep> {
  for (const holder of CONFIRMED) {
    yield { at: '2008-06-16T09:00:00Z', do: 'ConfirmEntitlement', with: { holder, year: YEAR }, by: finance };
  }
  yield {
    at: '2008-06-20T09:00:00Z',
    do: 'SetReleaseFund',
    with: { commissioner: PCT, year: YEAR, pence: 24_000_000 },
    by: board,
    label: 'release-fund',
  };
  yield {
    at: '2008-07-14T09:00:00Z',
    do: 'LiftSuspension',
    with: { commissioner: PCT, year: YEAR, because: 'The plan is agreed and the fund is set' },
    by: board,
    label: 'thaw',
  };
  yield* releases();
}

/** What is paid of 2007-08: to a guarantee first, in part; and a payment posted twice, taken back. */
function* releases(): Generator<StoryStep> {
  yield {
    at: '2008-07-15T09:00:00Z',
    do: 'ApproveUse',
    with: { holder: 'A99001', year: YEAR, use: 'USE-1', pence: 3_000_000, purpose: 'PATIENT_SERVICE' },
    by: finance,
  };
  yield {
    at: '2008-07-16T09:00:00Z',
    do: 'ReleaseFunds',
    with: { holder: 'A99001', year: YEAR, release: 'RELEASE-1', pence: 3_000_000, purpose: 'PATIENT_SERVICE' },
    by: finance,
  };
  const paid = (at: string, holder: string, payment: string, pence: number, reverses?: string): StoryStep => ({
    at,
    do: 'RecordPayment',
    with: { holder, year: YEAR, payment, pence, ...(reverses === undefined ? {} : { reverses }) },
    by: finance,
    label: `${payment}-${holder}`,
  });
  yield paid('2008-07-21T09:00:00Z', 'A99001', 'PAY-1', 3_000_000);
  yield paid('2008-07-21T09:00:00Z', GROUP, 'PAY-1', 4_000_000);
  yield paid('2008-07-21T09:00:00Z', 'A99002', 'PAY-1', 1_250_000);
  yield paid('2008-07-21T09:05:00Z', 'A99002', 'PAY-2', 1_250_000);
  yield paid('2008-07-23T09:00:00Z', 'A99002', 'PAY-2-BACK', -1_250_000, 'PAY-2');
  yield paid('2008-10-06T09:00:00Z', disputant, 'PAY-1', 1_000_000);
}
