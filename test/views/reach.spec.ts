import {
  aGroup,
  aPct,
  aPractice,
  aTrust,
  afterTheYear,
  agreed,
  budget,
  on,
  step,
  used,
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
  type Step,
} from '#testing';
import { following } from './following.js';

type Steps = readonly (Step | readonly Step[])[];

const OTHER_PCT = '5Y1';
const whose = { holder: undefined, commissioner: PCT, year: '2007-08' };

/** A group of two practices of two trusts, of which one has saved. */
const group: Steps = [
  aTrust(),
  aPct(OTHER_PCT),
  aPractice(SECOND, OTHER_PCT),
  aGroup([PRACTICE, SECOND]),
  agreed({ holder: GROUP }),
  budget(),
  afterTheYear(used(900)),
];

describe('an event moves the rows of all whose figures it moves, whatever it is counted together with', () => {
  const suspended = step('SuspendRelease', { ...whose, reviewOn: undefined });
  const restated = step('RestateActuals', { restatement: 'R1', rows: [{ month: 1, line: 'EL', deltaPence: -100 }] });
  const closed = step('CloseOrganisation', { code: PCT });
  const succeeded = step('NameSuccessor', { code: PCT, successors: [OTHER_PCT] });
  const dayPasses = on('2009-06-30', step('RegisterOrganisation', { code: 'LMC', type: 'LMC' }));
  test.each<readonly [string, Steps]>([
    ['a member uses less while releases of its trust are suspended', [suspended, restated]],
    ['a member uses less on a day on which a year begins', [dayPasses, restated]],
    ['a trust closes', [closed]],
    ['a trust has a successor', [succeeded]],
    ['a trust closes, and a day passes', [closed, dayPasses]],
    ['a trust has a successor, and a day passes', [succeeded, dayPasses]],
  ])('%s', (_what, steps) =>
    following(async (ledger) => {
      await ledger.told(...group);
      await ledger.told(...steps);
      const { followed, anew } = await ledger.lists();
      expect(followed).toEqual(anew);
    }),
  );
});

test('a year to which an overpayment was set off has a statement, though nothing else is recorded of it', () =>
  following(async (ledger) => {
    await ledger.told(aTrust(), budget(), afterTheYear(used(1_000), step('RecordPayment', { pence: 5_000 })));
    await ledger.told(step('SetOffOverpayment', { pence: 100 }));
    const { followed, anew } = await ledger.lists();
    expect(followed).toEqual(anew);
    expect(anew['statements']).toContainEqual(expect.objectContaining({ year: '2008-09', paidPence: 100 }));
  }));
