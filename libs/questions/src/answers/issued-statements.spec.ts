import { RULE_VERSION, Statements, streamOf, type Statement } from '#domain';
import { londonDay, type Day, type Year } from '#kernel';
import type { Ledger } from '#ledger';
import { aLedger, afterTheYear, aTrust, budget, step, told, used, PRACTICE, YEAR } from '#testing';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { StreamReader } from '../stream-reader.js';
import { countingAt, figureNow, recomputed, type RulesByVersion } from './issued-statements.js';

// Edge case 30: a rule is mended after figures went out. They stay what they were by the rules of then, and what the
// mended rules say is told as a difference, never put in their place.

const FIXED = '2';
/** The same rules, but for one mended penny. */
class Mended extends Statements {
  override of(holder: string, year: Year, asAt: Day): Statement {
    const statement = super.of(holder, year, asAt);
    const entitlementPence = statement.answer.entitlementPence + 1;
    return { ...statement, answer: { ...statement.answer, entitlementPence } };
  }
  override entitlementPence(holder: string, year: Year, asAt: Day): number {
    return super.entitlementPence(holder, year, asAt) + 1;
  }
}
const BOTH: RulesByVersion = new Map([
  [RULE_VERSION, Statements],
  [FIXED, Mended],
]);
const ONLY_MENDED: RulesByVersion = new Map([[FIXED, Mended]]);

let ledger: Ledger;
beforeEach(async () => {
  ledger = await aLedger();
  await told(ledger, [
    ...aTrust(PRACTICE),
    budget(),
    ...afterTheYear(used(500)),
    step('IssueStatement', { statement: 'ST1', holder: PRACTICE, year: YEAR, to: PRACTICE }),
  ]);
});
afterEach(() => ledger.close());

async function issued() {
  const gathering = new Gathering(new StreamReader(ledger.store));
  const stream = streamOf.statement('ST1');
  await gathering.load([stream]);
  await gathering.statement(PRACTICE, YEAR);
  const { position, effectiveAt } = await ledger.store.head();
  const counting = countingAt(gathering, stream, Number(position))!;
  return { gathering, counting, facts: new KnownFacts(gathering, Number(position)), day: londonDay(effectiveAt!) };
}

test('what went out is reproduced by the rules of then, to the hash, whatever the rules are now', async () => {
  const { gathering, counting } = await issued();
  const { last } = counting;
  expect(last.ruleVersion).toBe(RULE_VERSION);
  expect(recomputed(gathering, PRACTICE, YEAR, last, BOTH)?.hash).toBe(last.hash);
});

test('the mended rules would have told something else, and that is what is wrong by now', async () => {
  const { gathering, counting, facts, day } = await issued();
  const { last } = counting;
  const byMended = recomputed(gathering, PRACTICE, YEAR, { ...last, ruleVersion: FIXED }, BOTH)?.hash;
  expect(byMended).not.toBe(last.hash);
  const told = last.figures.entitlementPence;
  expect(figureNow(new Mended(facts, day), counting)).toEqual({ nowPence: told + 1, wrongByPence: 1 });
  expect(figureNow(new Statements(facts, day), counting)).toEqual({ nowPence: told, wrongByPence: 0 });
});

test('without the rules of then nothing is pretended: there is no hash, and the figures stand as they were kept', async () => {
  const { gathering, counting } = await issued();
  expect(recomputed(gathering, PRACTICE, YEAR, counting.last, ONLY_MENDED)).toBeUndefined();
  expect(counting.issued.figures.entitlementPence).toBe(counting.last.figures.entitlementPence);
});
