import fc from 'fast-check';
import type { Order } from '#recording';
import { property } from './checking.js';
import { playing } from './playing.js';
import { entitlement, exposure, rollUp } from './statements.js';

// Edge case 14: England's commissioning is some 8,000,000,000,000 pence; times 10,000 basis points that is more than a
// number of the language holds exactly.

const ENGLAND_PENCE = 8_000_000_000_000;
const [PCT, YEAR] = ['5X1', '2007-08'];
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

const practice = fc.record({
  budgetPence: fc.integer({ min: ENGLAND_PENCE / 2, max: ENGLAND_PENCE }),
  savedPence: fc.integer({ min: -ENGLAND_PENCE / 4, max: ENGLAND_PENCE / 4 }),
  shareBp: fc.integer({ min: 1, max: 10_000 }),
});
type Plan = typeof practice extends fc.Arbitrary<infer T> ? T : never;

const at = (recordedAt: string, command: string, given: object): Order =>
  ({ command, with: given, recordedAt }) as Order;

const registered = (code: string, type: string): Order =>
  at('2007-04-02T09:00:00Z', 'RegisterOrganisation', { code, type, name: `${type} ${code}`, opensOn: '2002-04-01' });

function storyOf(code: string, { budgetPence, savedPence, shareBp }: Plan): readonly Order[] {
  const agreement = `AG-${code}`;
  const terms = { edition: 'DH-2006-PRACTICAL', shareBp };
  const signing = (organisation: string) => ({ agreement, organisation, signatory: 'Somebody' });
  const rows = [{ month: 1, line: 'EL', pence: budgetPence - savedPence }];
  const covers = { months: MONTHS, lines: 'ALL' };
  const term = { from: '2007-04-01', to: '2008-03-31' };
  return [
    registered(code, 'PRACTICE'),
    at('2007-04-02T09:00:00Z', 'AssignPractice', { practice: code, commissioner: PCT, from: '2002-04-01' }),
    at('2007-04-02T09:00:00Z', 'ProposeAgreement', { agreement, commissioner: PCT, holder: code, ...term, terms }),
    at('2007-04-02T09:00:00Z', 'SignAgreement', signing(code)),
    at('2007-04-02T09:00:00Z', 'SignAgreement', signing(PCT)),
    at('2007-04-02T09:00:00Z', 'SetIndicativeBudget', {
      practice: code,
      year: YEAR,
      method: 'LOCAL',
      lines: { EL: budgetPence },
    }),
    at('2008-06-02T09:00:00Z', 'RecordActuals', { practice: code, year: YEAR, version: 'FREEZE', rows, covers }),
  ];
}

/** Exact, by whole numbers of any size. */
const entitled = ({ savedPence, shareBp }: Plan): number =>
  savedPence <= 0 ? 0 : Number((BigInt(savedPence) * BigInt(shareBp) + 9_999n) / 10_000n);

const plans = fc.record({ all: fc.array(practice, { minLength: 2, maxLength: 4 }), fundBp: fc.nat(10_000) });

property('budgets of the size of England are shared and added up to the penny', 8, plans, async ({ all, fundBp }) => {
  const coded = all.map((plan, index) => ({ code: `A9900${index + 1}`, plan }));
  const story = [registered(PCT, 'PCT'), ...coded.flatMap(({ code, plan }) => storyOf(code, plan))];
  const inTime = story.toSorted((one, other) => Date.parse(one.recordedAt!) - Date.parse(other.recordedAt!));
  const commands = inTime.map((order, index) => ({ ...order, commandId: `c${index}` }));
  await playing(commands as never, async ({ ledger, refused }) => {
    expect(refused).toEqual([]);
    let total = 0n;
    for (const { code, plan } of coded) {
      const told = await entitlement(ledger, code, YEAR);
      expect(told.entitlementPence).toBe(entitled(plan));
      expect(told.entitlementPence + told.commissionerSharePence).toBe(told.netPence);
      expect(told.netPence).toBe(Math.max(0, plan.savedPence));
      total += BigInt(told.entitlementPence);
    }
    const pence = Number((total * BigInt(fundBp)) / 10_000n);
    await ledger.recorder.record({ command: 'SetReleaseFund', with: { commissioner: PCT, year: YEAR, pence } });
    const owed = await exposure(ledger, PCT, YEAR);
    expect(BigInt(owed.entitledPence)).toBe(total);
    expect(owed.affordablePence).toBe(pence);
    expect(owed.holders.reduce((sum, holder) => sum + BigInt(holder.affordablePence!), 0n)).toBe(BigInt(pence));
    expect((await rollUp(ledger, 'ENGLAND', YEAR)).entitledPence).toBe(owed.entitledPence);
  });
});
