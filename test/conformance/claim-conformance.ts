import { BeforeLastEvent, IdTaken } from '#event-store';
import { aStoreEach } from './opened.js';
import { anAppend, anEvent, claimOf, MORNING, NOON, recorded, type Opening } from './sample.js';

export function claimConformance(open: Opening): void {
  describe('claims', () => {
    const store = aStoreEach(open);
    const claiming = (stream: string, commandId: string, ...claims: ReturnType<typeof claimOf>[]) =>
      anAppend(stream, -1, { events: [anEvent({ commandId })], claims });

    test('an id is held by the command that claimed it, in its stream', async () => {
      const [stored] = await store().append(claiming('agreements-A99001', 'signing', claimOf('AG-1')));
      expect(await store().holderOf('agreement', 'AG-1')).toEqual({
        commandId: 'signing',
        stream: 'agreements-A99001',
        position: stored!.position,
      });
      expect(await store().holderOf('agreement', 'AG-2')).toBeUndefined();
      expect(await store().holderOf('variation', 'AG-1')).toBeUndefined();
    });

    test('a claimed id is refused to every other stream, naming who holds it', async () => {
      await store().append(claiming('agreements-A99001', 'signing', claimOf('AG-1')));
      const second = store().append(claiming('agreements-A99002', 'signing again', claimOf('AG-1')));
      await expect(second).rejects.toThrow(IdTaken);
      await expect(second).rejects.toMatchObject({ kind: 'agreement', id: 'AG-1', commandId: 'signing' });
      expect(await store().revisions(['agreements-A99002'])).toEqual([-1]);
    });

    test('of many that claim one id at once exactly one gets it', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) => store().append(claiming(`case-${index}`, `c${index}`, claimOf('X')))),
      );
      const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store().holderOf('agreement', 'X')).toMatchObject({ commandId: `c${winner}` });
    });

    test('an id passes on from the command that is named, and from no other', async () => {
      await store().append(claiming('case-1', 'first', claimOf('X')));
      await expect(store().append(claiming('case-2', 'second', claimOf('X', 'third')))).rejects.toThrow(IdTaken);
      const [stored] = await store().append(claiming('case-2', 'second', claimOf('X', 'first')));
      const holding = { commandId: 'second', stream: 'case-2', position: stored!.position };
      expect(await store().holderOf('agreement', 'X')).toEqual(holding);
      await expect(store().append(claiming('case-3', 'late', claimOf('X', 'first')))).rejects.toThrow(IdTaken);
    });

    test('an append that fails leaves none of its claims behind', async () => {
      await store().append(claiming('case-1', 'first', claimOf('taken')));
      const twoClaims = claiming('case-2', 'second', claimOf('free'), claimOf('taken'));
      await expect(store().append(twoClaims)).rejects.toThrow(IdTaken);
      const elsewhere = { ...claiming('case-2', 'third', claimOf('free')), expectedRevision: 4 };
      await expect(store().append(elsewhere)).rejects.toMatchObject({ actual: -1 });
      expect(await store().holderOf('agreement', 'free')).toBeUndefined();
    });

    test('ids that differ only in how they are composed are different ids', async () => {
      await store().append(claiming('case-1', 'first', claimOf('caf\u00e9')));
      await expect(store().append(claiming('case-2', 'second', claimOf('cafe\u0301')))).resolves.toHaveLength(1);
    });
  });

  describe('claims on a simulated clock', () => {
    const store = aStoreEach(open, 'simulated');

    test('an id stays held, however often others tried in vain to take it over', async () => {
      const taking = (commandId: string, at: string, insteadOf?: string) =>
        anAppend(`case-${commandId}`, -1, { events: [anEvent({ commandId, at })], claims: [claimOf('X', insteadOf)] });
      await store().append(taking('first', NOON));
      for (let round = 0; round < 40; round += 1) {
        await expect(store().append(taking(`early-${round}`, MORNING, 'first'))).rejects.toThrow(BeforeLastEvent);
      }
      expect(await store().holderOf('agreement', 'X')).toMatchObject({ commandId: 'first', stream: 'case-first' });
      await expect(store().append(taking('second', NOON))).rejects.toThrow(IdTaken);
    });
  });

  describe('the directory', () => {
    const store = aStoreEach(open);

    test('leads from a key to its streams, in the order in which they came, each once', async () => {
      const [first] = await recorded(store(), 'account-B', { data: { keys: ['pct'] } });
      const [second] = await recorded(store(), 'account-A', { data: { keys: ['pct', 'practice'] } });
      await recorded(store(), 'account-B', { data: { keys: ['pct'] } });
      expect(await store().lookUp('pct')).toEqual([
        { stream: 'account-B', position: first!.position },
        { stream: 'account-A', position: second!.position },
      ]);
      expect(await store().lookUp('practice')).toEqual([{ stream: 'account-A', position: second!.position }]);
      expect(await store().lookUp('nobody')).toEqual([]);
    });

    test('as it stood at a position', async () => {
      const [first] = await recorded(store(), 'account-B', { data: { keys: ['pct'] } });
      const [second] = await recorded(store(), 'account-A', { data: { keys: ['pct'] } });
      const upTo = async (position: bigint) => (await store().lookUp('pct', position)).map(({ stream }) => stream);
      expect(await upTo(first!.position - 1n)).toEqual([]);
      expect(await upTo(second!.position - 1n)).toEqual(['account-B']);
      expect(await upTo(second!.position)).toEqual(['account-B', 'account-A']);
    });

    test('knows nothing of an append that failed', async () => {
      const refused = anAppend('account-A', 3, { events: [anEvent({ data: { keys: ['pct'] } })] });
      await expect(store().append(refused)).rejects.toMatchObject({ actual: -1 });
      expect(await store().lookUp('pct')).toEqual([]);
    });
  });
}
