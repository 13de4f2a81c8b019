import fc from 'fast-check';
import { Rejected, type Entitlement, type Transfers } from '#domain';
import { aLedger, aTrust, budget, on, orderOf, step, told, used, type Step } from '#testing';

const YEAR = '2007-08';
const CODES = ['A99001', 'A99002', 'A99003'] as const;

const index = fc.nat(CODES.length - 1);
const month = fc.integer({ min: 1, max: 3 });
const pence = fc.integer({ min: 1, max: 400 });

/** What may come after every practice has an actual of every month. */
const move = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), from: index, by: fc.integer({ min: 1, max: 2 }), month, pence }),
  fc.record({ kind: fc.constant('restate' as const), from: index, month, pence }),
  fc.record({ kind: fc.constant('record' as const), from: index, month, pence, frozen: fc.boolean() }),
  fc.record({ kind: fc.constant('error' as const), which: fc.nat(5) }),
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

function stepOf(given: Move, at: number): Step {
  if (given.kind === 'error') return step('RecordInError', { label: `T${given.which}`, because: 'Not theirs' });
  const practice = CODES[given.from]!;
  if (given.kind === 'record') {
    const version = given.frozen ? 'FREEZE' : 'FLEX';
    return used(given.pence, { practice, version, months: [given.month] });
  }
  if (given.kind === 'restate') {
    const rows = [{ month: given.month, line: 'EL', deltaPence: 200 - given.pence }];
    return step('RestateActuals', { practice, restatement: `R${at}`, rows });
  }
  const to = CODES[(given.from + given.by) % CODES.length]!;
  const rows = [{ month: given.month, line: 'EL', pence: given.pence }];
  return {
    ...step('TransferActivity', { transfer: `T${at}`, practice, to, rows, challenge: undefined }),
    label: `T${at}`,
  };
}

/** What all practices used together after a history; of commands that are refused nothing is left. */
async function usedTogether(moves: readonly Move[]): Promise<number> {
  const ledger = await aLedger();
  const start = CODES.flatMap((practice) => [budget({ practice }), used(300, { practice, version: 'FLEX' })]);
  await told(ledger, [...aTrust(...CODES), ...on('2008-06-30', start)]);
  for (const [at, given] of moves.entries()) {
    await ledger.recorder.record(orderOf(stepOf(given, at), '2008-06-30T09:00:00.000Z')).catch((error: unknown) => {
      if (!(error instanceof Rejected)) throw error;
    });
  }
  let together = 0;
  for (const holder of CODES) {
    const answer = await ledger.questions.ask('entitlement', { holder, year: YEAR });
    const { actualPence, variancePence, budgetPence } = answer as unknown as Entitlement;
    expect(variancePence).toBe(budgetPence - actualPence);
    together += actualPence;
  }
  const moved = await ledger.questions.ask('transfers', { commissioner: '5X1' });
  expect((moved as unknown as Transfers).netPence).toBe(0);
  await ledger.close();
  return together;
}

test('transfers between practices sum to nothing, whatever is recorded over them or in error', () =>
  fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
      const without = moves.filter(({ kind }) => kind !== 'transfer' && kind !== 'error');
      expect(await usedTogether(moves)).toBe(await usedTogether(without));
    }),
    { numRuns: 25 },
  ));
