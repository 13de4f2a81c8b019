import type { Derivation } from './derivation.js';
import {
  aGroup,
  aLedger,
  aPct,
  aPolicy,
  aTrust,
  afterTheYear,
  agreed,
  budget,
  given,
  organisation,
  step,
  told,
  used,
  GROUP,
  PCT,
  PRACTICE,
  SECOND,
} from '#testing';

const adopted = (policy: string, minimumShareBp: number, changes: object = {}) =>
  aPolicy(policy, { minimumShareBp }, changes);
const country = { body: undefined };
const year = '2007-08';

/** £12.00 is saved in a year: 1 per cent is 12p. */
const saved = (practice = PRACTICE) => [budget({ practice }), ...afterTheYear(used(900, { practice }))];
const SAVED = [...aTrust(), ...saved()];

test('without a policy the edition of the day says the minimum, and is named', () =>
  given(SAVED)
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ entitlementPence: 840, shareBp: 7000, policies: ['DH-2006-PRACTICAL'] }));

test('a commissioner’s own minimum moves what its practices get under guidance', () =>
  given(SAVED, adopted('P', 7500))
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ entitlementPence: 900, shareBp: 7500, policies: ['P'] }));

test('nobody else’s practices', () =>
  given(SAVED, aPct('5Y1'), adopted('P', 7500, { body: '5Y1' }))
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ entitlementPence: 840, policies: ['DH-2006-PRACTICAL'] }));

test('a practice that was nobody’s on the day is under the national minimum', async () => {
  const alone = [aPct(), organisation(PRACTICE, 'PRACTICE'), ...saved()];
  const later = step('AssignPractice', { practice: PRACTICE, commissioner: PCT, from: '2007-05-01' });
  await given(alone, later, adopted('P', 7500)).asking('entitlement', { holder: PRACTICE, year }).is({ shareBp: 7000 });
  await given(alone, later, adopted('P', 7500, country))
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ shareBp: 7500, policies: ['P'] });
});

test('an agreement keeps its own share, and lines beside it are under guidance', async () => {
  const policy = adopted('P', 7500);
  await given(aTrust(), agreed(), saved(), policy)
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ entitlementPence: 840, policies: [] });
  await given(aTrust(), agreed({ terms: { lines: ['DC'] } }), saved(), policy)
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ entitlementPence: 900, basis: 'GUIDANCE', policies: ['P'] });
});

test('a group is its commissioner’s: its members’ days are under that one’s minimum, in one segment', async () => {
  const bodies = [...aTrust(PRACTICE, SECOND), aPct('5Y1'), organisation('Q39', 'SHA')];
  const group = aGroup([PRACTICE, SECOND], { commissioner: '5Y1' });
  const policies = [adopted('P', 7500), adopted('G', 6000, { body: '5Y1', approvedBy: 'Q39' })];
  const story = given(
    bodies,
    group,
    budget(),
    budget({ practice: SECOND }),
    policies,
    ...[afterTheYear(used(900), used(1100, { practice: SECOND }))],
  );
  await story.asking('entitlement', { holder: GROUP, year }).is({ variancePence: 0, entitlementPence: 0 });
  await given(bodies, group, saved(), budget({ practice: SECOND }), policies)
    .asking('entitlement', { holder: PRACTICE, year })
    .is({ entitlementPence: 360, groupParts: [{ group: GROUP, pence: 360 }], policies: ['G'] });
});

test('a year with days in a group is cut there: what comes after it has the minimum of its own first day', () =>
  given(
    aTrust(PRACTICE, SECOND),
    step('CreateGroup', { splitKey: 'EQUAL' }),
    step('JoinGroup', { practice: PRACTICE, from: '2007-07-01' }),
    step('LeaveGroup', { practice: PRACTICE, lastDay: '2007-09-30' }),
    adopted('P', 8000, { from: '2007-06-01' }),
    saved(),
  )
    .asking('entitlement', { holder: PRACTICE, year })
    // 70% of 300 in M1 to M3, 70% of the group's 300 from 1 April, 80% of 600 in M7 to M12
    .is({ ownPence: 690, groupParts: [{ group: GROUP, pence: 210 }], policies: ['DH-2006-PRACTICAL', 'P'] }));

const nodesIn = (nodes: readonly Derivation[] = []): readonly Derivation[] =>
  nodes.flatMap((node) => [node, ...nodesIn(node.from)]);

test('the derivation names the version and the adoption', async () => {
  const ledger = await aLedger();
  await told(ledger, [...SAVED, adopted('P', 7500)]);
  const { derivation } = await ledger.questions.ask('entitlement', { holder: PRACTICE, year, explain: true });
  const named = nodesIn(derivation).filter(({ figure }) => figure.startsWith('minimum share'));
  expect(named).toMatchObject([
    { figure: 'minimum share by P', rule: 'Rule 27: the minimum share', how: '75%', event: { type: 'PolicyAdopted' } },
  ]);
  await ledger.close();
});
