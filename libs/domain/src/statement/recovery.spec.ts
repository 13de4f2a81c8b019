import { aRef, aTrust, agreed, budget, given, on, step, used } from '#testing';
import { dueSoFar, type Overspend } from './recovery.js';

const overspend = (fromYear: string, pence: number): Overspend => ({ fromYear, pence, ref: aRef() });

describe('rule 12: what is due so far', () => {
  const both = [overspend('2005-06', 100), overspend('2006-07', 10)];

  test('nothing without terms', () => expect(dueSoFar({ kind: 'NONE' }, both, '2007-08')).toBe(0));

  test('all of it first', () => expect(dueSoFar({ kind: 'FULL_FIRST' }, both, '2007-08')).toBe(110));

  test.each([
    ['2006-07', 34],
    ['2007-08', 67],
    ['2008-09', 100],
    ['2009-10', 100],
  ])('in three instalments of 100 pence, by %s %i, the odd penny first', (year, due) =>
    expect(dueSoFar({ kind: 'INSTALMENTS', years: 3 }, [overspend('2005-06', 100)], year)).toBe(due),
  );

  test('each overspend has instalments of its own', () =>
    expect(dueSoFar({ kind: 'INSTALMENTS', years: 2 }, both, '2007-08')).toBe(100 + 5));
});

describe('recovery on a statement', () => {
  const year = (name: string, from: string, to: string, recovery: object) => [
    ...agreed({ agreement: `AG-${name}`, from, to, terms: { shareBp: 10_000, recovery } }),
    budget({ year: name }),
  ];
  const asked = (name: string) => ({ holder: 'A99001', year: name });
  const FULL = { kind: 'FULL_FIRST' };
  const overspent = (pence: number) => step('RecordOverspend', { fromYear: '2006-07', pence });

  test('what one year recovers is no longer due in the next', async () => {
    const story = [
      ...aTrust(),
      ...year('2007-08', '2007-04-01', '2008-03-31', FULL),
      ...year('2008-09', '2008-04-01', '2009-03-31', FULL),
      overspent(1500),
      ...on('2009-06-30', used(900), used(900, { year: '2008-09' })),
    ];
    await given(story)
      .asking('entitlement', asked('2007-08'))
      .is({ grossPence: 1200, recoveredPence: 1200, netPence: 0, stillToRecoverPence: 300 });
    await given(story)
      .asking('entitlement', asked('2008-09'))
      .is({ grossPence: 1200, recoveredPence: 300, netPence: 900, stillToRecoverPence: 0 });
  });

  test('a later record of the same year replaces the one before', () =>
    given(
      aTrust(),
      year('2007-08', '2007-04-01', '2008-03-31', FULL),
      overspent(1500),
      overspent(100),
      on('2008-06-30', used(900)),
    )
      .asking('entitlement', asked('2007-08'))
      .is({ recoveredPence: 100, stillToRecoverPence: 0 }));

  test('the terms of the year’s last segment hold, before it begins too', () =>
    given(
      aTrust(),
      agreed({ agreement: 'AG-A', from: '2007-04-01', to: '2007-12-31', terms: { recovery: { kind: 'NONE' } } }),
      agreed({ agreement: 'AG-B', from: '2008-01-01', to: '2008-03-31', terms: { recovery: FULL } }),
      budget(),
      overspent(100),
      on('2007-06-30', used(900, { months: [1, 2] })),
    )
      .asking('entitlement', asked('2007-08'))
      .is({ grossPence: 200, recoveredPence: 100 }));

  test('of an agreement about some lines: its terms, not those of the guidance beside it', () =>
    given(
      aTrust(),
      agreed({ terms: { lines: ['DC'], recovery: FULL } }),
      budget(),
      overspent(100),
      on('2008-06-30', used(900)),
    )
      .asking('entitlement', asked('2007-08'))
      .is({ grossPence: 1200, recoveredPence: 100, basis: 'GUIDANCE' }));
});
