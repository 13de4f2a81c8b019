import { dayOf } from '#kernel';
import { NATIONAL_EDITIONS } from './national-policy.js';
import { NO_POLICIES, policiesInForce, SHIPPED_ONLY } from './in-force.js';
import { policies, type Policies } from './state.js';
import { evolved, type Recorded } from '../history.js';
import { saidOf, TERM_NAMES, type PolicyTerms, type TermName } from './terms.js';
import type { PolicyCommands } from './commands.js';

type Adopting = Partial<PolicyCommands['AdoptPolicy']> & { terms: Partial<PolicyTerms> };

const adopted = (...all: readonly Adopting[]): Policies =>
  all.reduce<Policies>((state, data, index) => {
    const event = { fact: { type: 'PolicyAdopted', data: { policy: `P${index + 1}`, from: '2007-04-01', ...data } } };
    return evolved(policies, state, { ...event, ref: { position: index } } as unknown as Recorded);
  }, NO_POLICIES);

const held = (ofCountry: Policies, ofBody: Policies, term: TermName, day: string) => {
  const found = policiesInForce(ofCountry, ofBody).on(term, dayOf(day));
  return found && [found.version.policy, found.value];
};
const least = (ofCountry: Policies, ofBody: Policies, day = '2007-09-01') =>
  held(ofCountry, ofBody, 'minimumShareBp', day);

test.each([
  ['2003-04-01', 'DH-2004-ENGAGING', 5000],
  ['2006-03-31', 'DH-2004-ENGAGING', 5000],
  ['2006-04-01', 'DH-2006-UNIVERSAL', 7000],
  ['2007-04-01', 'DH-2006-PRACTICAL', 7000],
  ['2009-04-01', 'DH-2009-VISION', 7000],
])('on %s the minimum share is by %s', (day, policy, share) =>
  expect(least(NO_POLICIES, NO_POLICIES, day)).toEqual([policy, share]),
);

test('every value that ships names its source, and every term of an edition is one', () => {
  for (const { terms } of NATIONAL_EDITIONS) {
    for (const said of Object.values(terms)) expect(said.source).toMatch(/\d+\.\d+/);
    const spoken = TERM_NAMES.filter((name) => name.split('.')[0]! in terms);
    expect(spoken.length).toBeGreaterThanOrEqual(Object.keys(terms).length);
  }
});

test('each term holds on its own: a later version leaves what it does not speak of', () => {
  const local = adopted({ terms: { minimumShareBp: 7500, caseLimitDays: 42 } }, { terms: { caseLimitDays: 28 } });
  expect(least(NO_POLICIES, local)).toEqual(['P1', 7500]);
  expect(held(NO_POLICIES, local, 'caseLimitDays', '2007-09-01')).toEqual(['P2', 28]);
  expect(held(NO_POLICIES, local, 'freezeDays', '2007-09-01')).toEqual(['LEDGER-USUAL-TERMS', 60]);
});

test('a local version stands before a national one, whatever their days', () => {
  const national = adopted({ policy: 'N', from: '2007-08-01', terms: { minimumShareBp: 8000 } });
  const local = adopted({ terms: { minimumShareBp: 8500 } });
  expect(least(national, local)).toEqual(['P1', 8500]);
  expect(least(national, NO_POLICIES, '2007-07-31')).toEqual(['DH-2006-PRACTICAL', 7000]);
  expect(least(national, NO_POLICIES)).toEqual(['N', 8000]);
});

test('among equals the later from holds, then the later recorded', () => {
  const later = { from: '2007-05-01', terms: { minimumShareBp: 8100 } };
  const first = { terms: { minimumShareBp: 8200 } };
  expect(least(NO_POLICIES, adopted(later, first))).toEqual(['P1', 8100]);
  expect(least(NO_POLICIES, adopted(first, { terms: { minimumShareBp: 7200 } }))).toEqual(['P2', 7200]);
});

test('a version holds to its last day, and then what it stood before', () => {
  const local = adopted({ to: '2007-09-30', terms: { minimumShareBp: 7500 } });
  expect(least(NO_POLICIES, local, '2007-09-30')).toEqual(['P1', 7500]);
  expect(least(NO_POLICIES, local, '2007-10-01')).toEqual(['DH-2006-PRACTICAL', 7000]);
});

test('a local minimum below the national one holds only where it says who approved it', () => {
  const low = { terms: { minimumShareBp: 6000, caseLimitDays: 30 } };
  expect(least(NO_POLICIES, adopted(low))).toEqual(['DH-2006-PRACTICAL', 7000]);
  expect(held(NO_POLICIES, adopted(low), 'caseLimitDays', '2007-09-01')).toEqual(['P1', 30]);
  expect(least(NO_POLICIES, adopted({ ...low, approvedBy: 'Q39' }))).toEqual(['P1', 6000]);
  const before = adopted({ terms: { minimumShareBp: 7200 } }, { ...low, from: '2007-06-01' });
  expect(least(NO_POLICIES, before)).toEqual(['P1', 7200]);
});

test('each step of a dispute is a term: a number speaks of all', () => {
  const local = adopted({ terms: { disputeStepDays: 14 } }, { terms: { disputeStepDays: { SHA: 40 } } });
  const days = (term: TermName) => held(NO_POLICIES, local, term, '2007-09-01');
  expect(days('disputeStepDays.SHA')).toEqual(['P2', 40]);
  expect(days('disputeStepDays.LOCAL')).toEqual(['P1', 14]);
  expect(saidOf({ disputeStepDays: { SHA: 40 } }, 'disputeStepDays.DH')).toBeUndefined();
});

test('of a term that nobody speaks of nothing holds', () =>
  expect(SHIPPED_ONLY.on('paceOfChangeBp', dayOf('2007-09-01'))).toBeUndefined());
