import type { Entitlement, Exposure, WhatIf } from '#domain';
import { openLedger, type Ledger } from '#ledger';
import { AFTER_DEFICIT, BEFORE_DEFICIT, deficitLabels } from './deficit.js';
import { loadStory, OtherStore, stepsLoaded } from './load-story.js';
import { demonstrationStory } from './story.js';

const story = demonstrationStory();
/** On a machine that is busy with other suites. */
const LONG_LOAD_MS = 60_000;
const opened = (): Promise<Ledger> => openLedger('memory:', { clock: 'simulated' });
const EVENING_BEFORE_RULING = '2008-09-09T23:59:59Z';
const EVENING_OF_RULING = '2008-09-10T23:59:59Z';

describe('the demonstration, loaded', () => {
  let ledger: Ledger;
  const ask = async <A>(question: string, fields: object): Promise<A> =>
    (await ledger.questions.ask(question, fields)) as A;
  const entitlement = (holder: string, more: object = {}): Promise<Entitlement> =>
    ask('entitlement', { holder, year: '2007-08', ...more });

  beforeAll(async () => {
    ledger = await opened();
    await loadStory(ledger, story);
  }, LONG_LOAD_MS);
  afterAll(() => ledger.close());

  /**
   * By hand, in pounds. Ash Road has 8,000 patients; a month of its six lines is budgeted at 37,600 per 1,000 patients:
   * 300,800. It spends 975 of 1,000, so 25 × 300.80 = 7,520 a month are left, and the tilt of the lines leaves another
   * (5,200 × 10 − 3,700 × 5 + 3,100 × 8 − 3,300 × 4 − 12,400 × 2) ÷ 1,000 × 8 = 162.40. Seven months: 53,776.80.
   * The ripple of M1 to M7 adds up to −5 of 1,000: 1,504 more. October is a first count, 3 of 1,000 too high: 902.40
   * less. The clinic cost 7 × 1,800 = 12,600. V = 53,776.80 + 1,504 − 902.40 − 12,600 = 41,778.40; 70% is 29,244.88.
   */
  test('Ash Road is owed £29,244.88 before the deficit and after it', async () => {
    const figure = {
      budgetPence: 210_560_000,
      variancePence: 4_177_840,
      entitlementPence: 2_924_488,
      basis: 'GUARANTEE',
    };
    expect(await entitlement('A99001', { knownAt: BEFORE_DEFICIT })).toMatchObject({
      ...figure,
      releaseStatus: 'NOT_DUE',
    });
    expect(await entitlement('A99001', { knownAt: AFTER_DEFICIT })).toMatchObject({
      ...figure,
      releaseStatus: 'SUSPENDED',
    });
  });

  test('without anything of the deficit it would be the same', async () => {
    const suppose = deficitLabels('A99001').map((omit) => ({ omit }));
    const answer = await ask<WhatIf>('whatIf', { holder: 'A99001', year: '2007-08', suppose });
    expect(answer).toMatchObject({ factPence: 4_941_216, supposedPence: 4_941_216, differencePence: 0 });
  });

  /**
   * By hand: Beech House has 6,500 patients, and its hospital lines cost 18,800 per 1,000 a month. Of 7 months at
   * 122,200 the slice takes 3%: 25,662. 70% of that is 17,963.40.
   */
  test('a guarantee that does not protect the baseline loses its share of the slice', async () => {
    const before = await entitlement('A99002', { knownAt: BEFORE_DEFICIT });
    const after = await entitlement('A99002', { knownAt: AFTER_DEFICIT });
    expect(after.entitlementPence - before.entitlementPence).toBe(-1_796_340);
  });

  /**
   * By hand: Dogwood has 5,400 patients, so a year of its hospital lines is 18,800 × 5.4 × 12 = 1,218,240, and the slice
   * 3% of it: 36,547.20. The ruling gives half of it back, 18,273.60; 70% is 12,791.52.
   */
  test('the ruling gives Dogwood its share of half the slice', async () => {
    const before = await entitlement('A99004', { knownAt: EVENING_BEFORE_RULING });
    const after = await entitlement('A99004', { knownAt: EVENING_OF_RULING });
    expect(before).toMatchObject({ basis: 'AGREEMENT', contested: true });
    expect(after).toMatchObject({ basis: 'RULING' });
    expect(after.entitlementPence - before.entitlementPence).toBe(1_279_152);
    expect(await entitlement('A99004')).toMatchObject({ contested: false, disputedPence: 0 });
  });

  /**
   * By hand, of April to September, in pounds: monthly budgets of 330,880 (Hazel Lane), 146,640 (Ivy Cottage) and
   * 195,520 (Juniper Court); left of them 26, 18 and 32 of 1,000; the tilt leaves 20.30 per 1,000 patients a month and
   * the ripple 5 of 1,000 once. 54,343.52 + 17,045.34 + 39,150.80 = 110,539.66; 70%, rounded up, is 77,377.77. By list
   * size 8,800 : 3,900 : 5,200 Juniper Court takes 5,200 of 17,900 with it: 22,478.46.
   */
  test('Juniper Court leaves the group with its part of the half-year, and it stays what it was', async () => {
    const part = [{ group: 'GRP1', pence: 2_247_846 }];
    expect((await entitlement('A99010')).groupParts).toEqual(part);
    const suppose = [{ omit: 'joiner' }];
    const withoutJoiner = await ask<WhatIf>('whatIf', { holder: 'A99010', year: '2007-08', suppose });
    expect(withoutJoiner.factPence).toBe((await entitlement('A99010')).entitlementPence);
    expect((await entitlement('A99011')).groupParts).toEqual([{ group: 'GRP1', pence: 1_506_707 }]);
  });

  test('the restatement moves one admission between two practices after both were confirmed', async () => {
    const [from, to] = [await entitlement('A99005'), await entitlement('A99006')];
    expect(from.entitlementPence - from.confirmedPence!).toBe(436_800); // 70% of £6,240
    expect(to.entitlementPence - to.confirmedPence!).toBe(-436_800);
  });

  test('what was posted in error counts for nothing once that was recorded', async () => {
    const on = (knownAt: string) => entitlement('A99005', { knownAt, asAt: '2007-04-30' });
    const [wrong, right] = [await on('2007-05-13T09:00:00Z'), await on('2007-05-15T09:00:00Z')];
    expect(wrong.budgetPence - right.budgetPence).toBe(682_500); // a twelfth of £91,000 less £9,100
  });

  test('last year’s overspend comes off first where the agreement says so', async () => {
    const { recoveredPence, stillToRecoverPence, netPence, grossPence } = await entitlement('A99007');
    expect({ recoveredPence, stillToRecoverPence }).toEqual({ recoveredPence: 1_426_320, stillToRecoverPence: 0 });
    expect(netPence).toBe(grossPence - recoveredPence);
  });

  test('the first year was paid in full, the second in part', async () => {
    const first = await ask<Exposure>('exposure', { commissioner: '5X1', year: '2006-07' });
    expect(first).toMatchObject({ outstandingPence: 0, entitledPence: 16_436_361, paidPence: 16_436_361 });
    const { entitledPence, affordablePence, paidPence, releaseFundPence } = await ask<Exposure>('exposure', {
      commissioner: '5X1',
      year: '2007-08',
    });
    expect({ paidPence, affordablePence, releaseFundPence }).toEqual({
      paidPence: 9_250_000,
      affordablePence: 14_750_000,
      releaseFundPence: 24_000_000,
    });
    expect(entitledPence).toBeGreaterThan(releaseFundPence!);
  });
});

describe('loading the demonstration', () => {
  /** Loading goes on in the same way after any number of commands. */
  const opening = story.slice(0, 40);

  test('a second time records nothing', async () => {
    const ledger = await opened();
    expect(await loadStory(ledger, opening)).toBe(opening.length);
    const { position } = await ledger.store.head();
    expect(await loadStory(ledger, opening)).toBe(0);
    expect((await ledger.store.head()).position).toBe(position);
    await ledger.close();
  });

  test.each([0, 1, 2, 17, opening.length - 1])(
    'after %i commands it stopped; it is finished from there',
    async (many) => {
      const ledger = await opened();
      let left = many;
      const stopped = loadStory(ledger, opening, {
        mayGoOn: () => {
          if (left === 0) throw new Error('stopped here');
          left -= 1;
        },
      });
      await expect(stopped).rejects.toThrow('stopped here');
      expect(await stepsLoaded(ledger, opening)).toBe(many);
      expect(await loadStory(ledger, opening)).toBe(opening.length - many);
      await ledger.close();
    },
  );

  test('into the store of another version, or of another ledger, is refused', async () => {
    const first = opening[0]!;
    for (const [id, isDemonstration] of [
      ['demonstration-000000000000-0001', true],
      ['somebody', false],
    ] as const) {
      const ledger = await opened();
      await ledger.recorder.record({ command: first.do, with: first.with, commandId: id, recordedAt: first.at });
      const refused: unknown = await loadStory(ledger, opening).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(OtherStore);
      expect((refused as OtherStore).isDemonstration).toBe(isDemonstration);
      await ledger.close();
    }
  });
});
