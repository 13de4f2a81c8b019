import { aPct, aTrust, fact, given, inError, labelled, on, organisation, step, PCT, SHA } from '#testing';

const POLICY = 'POL-5X1-07';
const adopted = step('AdoptPolicy');
const bodies = [...aTrust(), organisation(SHA, 'SHA')];

test('a policy is adopted by a commissioner, or for the whole country', async () => {
  await given(bodies)
    .when(adopted)
    .then(fact('PolicyAdopted', { policy: POLICY, body: PCT, approvedBy: SHA }));
  await given(bodies)
    .when(step('AdoptPolicy', { body: undefined, to: undefined }))
    .then(fact('PolicyAdopted', { policy: POLICY, from: '2007-04-01' }));
});

test('the body is a commissioner, who approved it an organisation', async () => {
  await given().when(adopted).refused('UNKNOWN_ORGANISATION');
  await given(aPct()).when(adopted).refused('UNKNOWN_ORGANISATION');
  await given(bodies)
    .when(step('AdoptPolicy', { body: SHA, approvedBy: PCT }))
    .refused('WRONG_TYPE');
});

test.each([
  ['no terms', { terms: {} }],
  ['an end before its beginning', { to: '2007-03-31' }],
  ['a day that its month has not', { terms: { budgetDue: { month: 1, day: 31 } } }],
  ['a range the wrong way round', { terms: { contingencyBp: { least: 500, most: 300 } } }],
  ['the limit of an unknown step', { terms: { disputeStepDays: { COURT: 28 } } }],
  ['a step of no days', { terms: { disputeStepDays: 0 } }],
  ['its own approval', { approvedBy: PCT }],
  ['the country as a body', { body: 'ENGLAND' }],
])('a policy with %s is not one', (_what, changes) =>
  given(bodies).when(step('AdoptPolicy', changes)).refused('INVALID'),
);

test('its id is new, and none of the editions that every ledger knows', async () => {
  await given(bodies, adopted)
    .when(step('AdoptPolicy', { body: undefined }))
    .refused('ALREADY_EXISTS');
  await given(bodies)
    .when(step('AdoptPolicy', { policy: 'DH-2006-PRACTICAL' }))
    .refused('ALREADY_EXISTS');
});

test('it is withdrawn once, on a day on which it holds', async () => {
  const withdrawn = step('WithdrawPolicy');
  await given(bodies, adopted)
    .when(withdrawn)
    .then(fact('PolicyWithdrawn', { policy: POLICY, body: PCT, lastDay: '2007-12-31' }));
  await given(bodies, adopted, withdrawn).when(withdrawn).refused('ALREADY_WITHDRAWN');
  await given(bodies, adopted)
    .when(step('WithdrawPolicy', { lastDay: '2008-04-01' }))
    .refused('OUTSIDE_POLICY');
  await given(bodies, adopted)
    .when(step('WithdrawPolicy', { lastDay: '2007-03-31' }))
    .refused('OUTSIDE_POLICY');
});

test('what was never adopted cannot be withdrawn: neither an edition, nor what was recorded in error', async () => {
  await given(bodies)
    .when(step('WithdrawPolicy', { policy: 'DH-2006-PRACTICAL' }))
    .refused('UNKNOWN_POLICY');
  const mistake = on('2007-05-01', labelled('mistake', adopted), inError('mistake'));
  await given(bodies, mistake).when(step('WithdrawPolicy')).refused('UNKNOWN_POLICY');
});
