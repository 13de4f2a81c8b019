import { StoreUnavailable, WrongRevision, type EventStore } from '#event-store';
import { openedEach } from './opened.js';
import { anAppend, anEvent, claimOf, everything, NOON, recorded, type Opening } from './sample.js';

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
  });
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
