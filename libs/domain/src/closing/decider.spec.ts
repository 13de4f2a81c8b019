import { afterTheYear, aTrust, budget, entry, fact, given, on, step, used } from '#testing';

const close = step('CloseYear');
const ENDED = [...aTrust('A99001', 'A99002'), budget(), ...afterTheYear(used(1000, { months: [1, 2] }))];

describe('a year', () => {
  test('is closed once, with what was in force', async () => {
    await given(ENDED)
      .when(close)
      .then(fact('YearClosed', { practices: 1, estimates: 0, flexes: 0, freezes: 2, restatements: 0 }));
    await given(ENDED, close).when(step('CloseYear')).refused('YEAR_ALREADY_CLOSED');
    await given(aTrust()).when(close).refused('YEAR_NOT_ENDED');
  });

  test('is opened again, and closed again', async () => {
    await given(ENDED).when(step('ReopenYear')).refused('YEAR_NOT_CLOSED');
    await given(ENDED, close).when(step('ReopenYear')).then(fact('YearReopened'));
    await given(ENDED, close, step('ReopenYear')).when(step('CloseYear')).then(fact('YearClosed'));
  });

  // 1,200 more over twelve months: 100 in each of the two that count, 70 per cent of 200.
  test('takes what comes later all the same', () =>
    given(ENDED, close, on('2008-07-01', entry({ lines: { EL: 1200 } })))
      .asking('priorYearItems', { commissioner: '5X1', year: '2007-08' })
      .is({
        closedPence: 0,
        nowPence: 140,
        rows: [{ holder: 'A99001', event: 'BudgetEntryPosted', deltaPence: 140 }],
      }));
});
