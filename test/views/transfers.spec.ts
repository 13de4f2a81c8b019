import { ViewsRunner, listQuery } from '#projections';
import { StreamReader } from '#questions';
import {
  aGroup,
  aPct,
  aPractice,
  aTrust,
  afterTheYear,
  budget,
  inError,
  labelled,
  step,
  used,
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
  THIRD,
} from '#testing';
import { openEmbeddedViews } from '#view-store-embedded';
import { following, type Followed } from './following.js';

const figures = async ({ list }: Followed) =>
  Object.fromEntries((await list('statements')).map(({ holder, entitlementPence }) => [holder, entitlementPence]));

/** By views that are built anew from the log. */
async function rebuiltFigures({ ledger }: Followed) {
  const views = await openEmbeddedViews({ path: ':memory:' });
  const now = () => '1970-01-01T00:00:00.000Z';
  const runner = new ViewsRunner({ reader: new StreamReader(ledger.store), views, now });
  await runner.rebuild();
  const { items } = await runner.page('statements', listQuery('statements', {}));
  await runner.close();
  await views.close();
  return Object.fromEntries(items.map(({ holder, entitlementPence }) => [holder, entitlementPence]));
}

const moved = step('TransferActivity', {
  challenge: undefined,
  to: SECOND,
  rows: [{ month: 1, line: 'EL', pence: 100 }],
});

test('activity that moves between two practices moves the statements of both, of their groups and of who shares in them', () =>
  following(async (ledger) => {
    const saved = [PRACTICE, SECOND, THIRD].flatMap((practice) => [budget({ practice }), used(900, { practice })]);
    await ledger.told(aTrust(PRACTICE, THIRD), aPct('5Y1'), aPractice(SECOND, '5Y1'));
    await ledger.told(aGroup([SECOND, THIRD]), afterTheYear(...saved));
    // 12,000 − 10,800 = 1,200 each; 70 per cent; of the group 2,400, shared equally
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 840, [SECOND]: 840, [THIRD]: 840, [GROUP]: 1680 });
    await ledger.told(labelled('moved', moved));
    // 1,300 for the one, 2,300 for the group of the other
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 910, [SECOND]: 805, [THIRD]: 805, [GROUP]: 1610 });
    expect(await rebuiltFigures(ledger)).toEqual(await figures(ledger));
    const [row] = (await ledger.list('journal', { type: 'ActivityTransferred' })) as readonly object[];
    expect(row).toMatchObject({ holder: PRACTICE, otherHolders: [SECOND], year: '2007-08', amountPence: 100 });
    for (const holder of [PRACTICE, SECOND])
      expect(await ledger.list('journal', { type: 'ActivityTransferred', holder })).toEqual([row]);
    for (const commissioner of [PCT, '5Y1'])
      expect(await ledger.list('journal', { type: 'ActivityTransferred', commissioner })).toEqual([row]);
    expect(await ledger.list('journal', { type: 'ActivityTransferred', holder: THIRD })).toEqual([]);
    expect(await ledger.list('journal', { type: 'PracticeJoinedGroup', holder: GROUP })).toHaveLength(2);
    await ledger.told(inError('moved'));
    expect(await figures(ledger)).toEqual({ [PRACTICE]: 840, [SECOND]: 840, [THIRD]: 840, [GROUP]: 1680 });
  }));
