import { aPolicy, aTrust, fact, given, inError, labelled, on, step, used } from '#testing';

const set = (changes = {}) => step('SetDataCalendar', changes);
const asked = { year: '2007-08', practice: 'A99001' };
const frozen = (months: readonly number[], version = 'FREEZE') => used(5, { months, version });

describe('the calendar of the data', () => {
  test('is the country’s or a commissioner’s', async () => {
    await given(aTrust())
      .when(set())
      .then(fact('DataCalendarSet', { month: 1, version: 'FLEX', publishedOn: '2007-05-30' }));
    await given(aTrust())
      .when(set({ commissioner: '5X1' }))
      .then(fact('DataCalendarSet', { commissioner: '5X1' }));
    await given(aTrust())
      .when(set({ commissioner: '5X9' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(aTrust())
      .when(set({ commissioner: 'A99001' }))
      .refused('WRONG_TYPE');
    await given(aTrust())
      .when(set({ publishedOn: '2007-05-22' }))
      .refused('INVALID');
  });

  test('own dates come before the country’s, and those before the usual', async () => {
    const both = [
      ...aTrust(),
      set({ version: 'FREEZE', inclusionOn: '2007-06-01', publishedOn: '2007-06-20' }),
      labelled(
        'own',
        set({ version: 'FREEZE', inclusionOn: '2007-06-05', publishedOn: '2007-06-25', commissioner: '5X1' }),
      ),
    ];
    await given(both)
      .asking('calendar', { year: '2007-08' })
      .is({
        commissioner: null,
        rows: [
          { month: 1, version: 'FLEX', inclusionOn: null, publishedOn: '2007-05-30', source: 'USUAL', arrival: null },
          { month: 1, version: 'FREEZE', inclusionOn: '2007-06-01', publishedOn: '2007-06-20', source: 'NATIONAL' },
          ...Array.from({ length: 22 }, () => ({ source: 'USUAL' })),
        ],
      });
    const first = async (steps: typeof both, publishedOn: string, source: string) =>
      given(steps)
        .asking('calendar', { year: '2007-08', commissioner: '5X1' })
        .is({ rows: [{}, { publishedOn, source }, ...Array.from({ length: 22 }, () => ({}))] });
    await first(both, '2007-06-25', 'LOCAL');
    await first([...both, inError('own')], '2007-06-20', 'NATIONAL');
  });

  test('where no date is set, by the policy of the month’s last day', async () => {
    const own = aPolicy('P', { flexDays: 10 }, { from: '2007-05-31' });
    const months = Array.from({ length: 20 }, () => ({}));
    await given(aTrust(), own)
      .asking('calendar', asked)
      .is({
        rows: [
          { month: 1, version: 'FLEX', publishedOn: '2007-05-30', policy: 'LEDGER-USUAL-TERMS' },
          { month: 1, version: 'FREEZE', publishedOn: '2007-06-29' },
          { month: 2, version: 'FLEX', publishedOn: '2007-06-10', source: 'USUAL', policy: 'P' },
          { month: 2, version: 'FREEZE', publishedOn: '2007-07-30', policy: 'LEDGER-USUAL-TERMS' },
          ...months,
        ],
      });
    const country = [{}, {}, { publishedOn: '2007-06-30', policy: 'LEDGER-USUAL-TERMS' }, {}, ...months];
    await given(aTrust(), own).asking('calendar', { year: '2007-08' }).is({ rows: country });
    await given(aTrust(), own, set())
      .asking('calendar', asked)
      .is({ rows: [{ source: 'NATIONAL', policy: null }, {}, {}, {}, ...months] });
  });

  test('data that came early, in time, late, or not', () =>
    given(
      aTrust(),
      ...[1, 2, 3, 4].map((month) =>
        set({ month, version: 'FREEZE', inclusionOn: `2007-0${month + 5}-10`, publishedOn: `2007-0${month + 5}-20` }),
      ),
      on('2007-06-09', frozen([1])),
      on('2007-07-10', frozen([2])),
      on('2007-08-25', frozen([3]), frozen([3])),
      on('2007-09-23', frozen([1], 'FLEX')),
    )
      .asking('calendar', asked)
      .is({
        commissioner: '5X1',
        practice: 'A99001',
        early: 1,
        late: 2,
        missing: 4,
        rows: [
          { version: 'FLEX', arrival: 'LATE', daysLate: 116, recordedOn: '2007-09-23' },
          { version: 'FREEZE', arrival: 'EARLY', daysLate: 0, recordedOn: '2007-06-09' },
          { version: 'FLEX', arrival: 'MISSING', daysLate: 85 }, // 30 days after 31 May is 30 June
          { version: 'FREEZE', arrival: 'ON_TIME' },
          { version: 'FLEX', arrival: 'MISSING' },
          { version: 'FREEZE', arrival: 'LATE', daysLate: 5, recordedOn: '2007-08-25' },
          { version: 'FLEX', arrival: 'MISSING' },
          { version: 'FREEZE', arrival: 'MISSING', daysLate: 3 },
          ...Array.from({ length: 16 }, () => ({ arrival: 'NOT_DUE', daysLate: 0 })),
        ],
      }));
});
