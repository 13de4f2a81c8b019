import { StoreUnavailable, WrongRevision, type EventStore } from '#event-store';
import { openedEach } from './opened.js';
import { anAppend, anEvent, claimOf, everything, NOON, recorded, type Opened, type Opening } from './sample.js';

const A_MILLION = 1_000_000;
const AT_ONCE = 500;
/** For a million events on a slow machine, in milliseconds. */
const LONGEST_MS = 1_800_000;
/** What takes minutes is run where LEDGER_SOAK=1 asks for it. */
const isSoak = Boolean(process.env['LEDGER_SOAK']);

export function reopenConformance(open: Opening, outlivesClosing: boolean): void {
  describe('closing', () => {
    const opened = openedEach(open);

    test('what was asked before is still written; whatever is asked after is refused', async () => {
      const { store } = opened();
      const appended = store.append(anAppend('case-1', -1));
      await store.close();
      await expect(appended).resolves.toHaveLength(1);
      for (const call of callsOf(store)) await expect(call()).rejects.toThrow(StoreUnavailable);
      expect(() => store.subscribe(0n, new AbortController().signal)).toThrow(StoreUnavailable);
    });

    test('twice is no mistake', async () => {
      await opened().store.close();
      await expect(opened().store.close()).resolves.toBeUndefined();
    });
  });

  const where = outlivesClosing ? describe : describe.skip;
  where(outlivesClosing ? 'opened again' : 'opened again: not for a store that ends when it closes', () => {
    const opened = openedEach(open);

    test('it keeps everything, and goes on from there', async () => {
      const { store, reopen } = opened();
      const event = anEvent({ at: NOON, data: { keys: ['pct'] }, commandId: 'signing' });
      await store.append(anAppend('agreements-A99001', -1, { events: [event], claims: [claimOf('AG-1')] }));
      await recorded(store, 'case-é', {}, {});
      const [log, head] = [await everything(store), await store.head()];
      const again = await reopen();
      expect(await everything(again)).toEqual(log);
      expect(await again.head()).toEqual(head);
      expect(again.clock).toBe('system');
      expect(await again.holderOf('agreement', 'AG-1')).toMatchObject({ commandId: 'signing' });
      expect(await again.lookUp('pct')).toMatchObject([{ stream: 'agreements-A99001' }]);
      expect(await again.positionAt(NOON)).toBe(head.position);
      await expect(again.append(anAppend('case-é', 0))).rejects.toThrow(WrongRevision);
      const [next] = await again.append(anAppend('case-é', 1));
      expect(next!.position).toBeGreaterThan(head.position);
      expect(next!.effectiveAt).toBe(NOON);
    });

    test('a repeat of what was appended before has the first answer', async () => {
      const { store, reopen } = opened();
      const append = anAppend('case-1', -1, { events: [anEvent(), anEvent()], claims: [claimOf('AG-1')] });
      const stored = await store.append(append);
      await recorded(store, 'case-1', {});
      const again = await reopen();
      expect(await again.append(append)).toEqual(stored);
      const changed = { ...append, events: [append.events[0]!, { ...append.events[1]!, data: { b: 2 } }] };
      await expect(again.append(changed)).rejects.toThrow(WrongRevision);
      expect(await again.head()).toMatchObject({ count: 3 });
    });

    if (isSoak) afterAMillion(opened);
  });
}

function afterAMillion(opened: () => Opened): void {
  const repeat = async () => {
    const { store, reopen } = opened();
    const append = anAppend('case-1', -1, { claims: [claimOf('AG-1')] });
    const stored = await store.append(append);
    for (let others = 0; others < A_MILLION; others += AT_ONCE) {
      const events = Array.from({ length: AT_ONCE }, () => anEvent());
      await store.append(anAppend(`case-2-${others}`, -1, { events }));
    }
    expect(await store.append(append)).toEqual(stored);
    const again = await reopen();
    expect(await again.append(append)).toEqual(stored);
    expect(await again.head()).toMatchObject({ count: A_MILLION + 1 });
  };
  test('a repeat has the first answer after a million other events, and after opening again', repeat, LONGEST_MS);
}

const callsOf = (store: EventStore): readonly (() => Promise<unknown>)[] => [
  () => store.append(anAppend('case-1', 0)),
  () => store.readStream('case-1'),
  () => store.revisions(['case-1']),
  () => store.readAll({ after: 0n, limit: 1 }),
  () => store.head(),
  () => store.positionAt(NOON),
  () => store.lookUp('pct'),
  () => store.holderOf('agreement', 'AG-1'),
];
