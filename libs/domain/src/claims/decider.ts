import { dayOf, type Day, type Pence } from '#kernel';
import { account } from '../account/state.js';
import { mustBeNew } from '../account/rules.js';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Decide, DecisionFacts } from '../decision.js';
import { Rejected } from '../refusals.js';
import type { ClaimCommands } from './commands.js';
import type { Baseline } from './events.js';
import { isWithdrawn, type SavingsClaim } from './state.js';

function baselineMustNotBeFuture({ baselineAgreedOn }: Baseline, recordedOn: Day): void {
  if (baselineAgreedOn !== undefined) mustNotBeFuture(dayOf(baselineAgreedOn), recordedOn, 'baselineAgreedOn');
}

/** The claim that a command speaks of, wherever it lies. */
const claimOf = (facts: DecisionFacts, id: string): SavingsClaim =>
  facts.stateOf(account, facts.streamOfId('claim', id)!).claims.get(id)!;

function mustStand(claim: SavingsClaim): void {
  if (isWithdrawn(claim)) throw new Rejected('CLAIM_WITHDRAWN', `${claim.id} was withdrawn`);
}

function mustNotExceed(claim: SavingsClaim, pence: Pence): void {
  if (pence > claim.pence) throw new Rejected('MORE_THAN_CLAIMED', `${claim.id} is for ${claim.pence} pence`);
}

/** @param otherwise  the agreed part where the command does not name it */
function answered(
  { claim: id, pence, ...said }: ClaimCommands['AgreeClaim'],
  facts: DecisionFacts,
  otherwise: (claim: SavingsClaim) => Pence,
) {
  const claim = claimOf(facts, id);
  mustStand(claim);
  const agreed = pence ?? otherwise(claim);
  mustNotExceed(claim, agreed);
  return { claim: id, holder: claim.holder, year: claim.year, pence: agreed, ...said };
}

export const claimDeciders: { readonly [C in keyof ClaimCommands]: Decide<ClaimCommands[C]> } = {
  ClaimSavings(data, { recordedOn }) {
    baselineMustNotBeFuture(data, recordedOn);
    return [{ type: 'SavingsClaimed', data }];
  },

  AttributeVariance(data, { facts, recordedOn }) {
    mustBeNew(facts.account(data.holder, data.year).attributions, data.attribution, 'attribution');
    baselineMustNotBeFuture(data, recordedOn);
    return [{ type: 'VarianceAttributed', data }];
  },

  AgreeClaim: (command, { facts }) => [{ type: 'ClaimAgreed', data: answered(command, facts, (claim) => claim.pence) }],
  DisputeClaim: (command, { facts }) => [
    { type: 'ClaimDisputed', data: answered(command, facts, (claim) => claim.agreedPence) },
  ],

  WithdrawClaim({ claim: id, ...said }, { facts }) {
    const claim = claimOf(facts, id);
    mustStand(claim);
    return [{ type: 'ClaimWithdrawn', data: { claim: id, holder: claim.holder, year: claim.year, ...said } }];
  },
};
