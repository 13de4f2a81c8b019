import { dateOf, dayOf, within } from '#kernel';
import type { Decide } from '../decision.js';
import { ENGLAND } from '../england.js';
import { Rejected } from '../refusals.js';
import type { PolicyCommands } from './commands.js';
import { streamOf } from '../streams.js';
import { isShipped } from './in-force.js';
import { policies, type PolicyVersion } from './state.js';

function mustNotBeShipped(policy: string): void {
  if (isShipped(policy)) throw new Rejected('ALREADY_EXISTS', `${policy} is an edition that every ledger knows`);
}

function mustNotBeWithdrawn({ policy, withdrawn }: PolicyVersion): void {
  if (withdrawn) throw new Rejected('ALREADY_WITHDRAWN', `${policy} holds until ${dateOf(withdrawn.lastDay)} already`);
}

function mustHoldOn({ policy, days }: PolicyVersion, lastDay: string): void {
  if (!within(dayOf(lastDay), days)) throw new Rejected('OUTSIDE_POLICY', `${policy} does not hold on ${lastDay}`);
}

export const policyDeciders: { readonly [C in keyof PolicyCommands]: Decide<PolicyCommands[C]> } = {
  AdoptPolicy(data) {
    mustNotBeShipped(data.policy);
    return [{ type: 'PolicyAdopted', data }];
  },
  WithdrawPolicy({ policy, lastDay, because }, { facts }) {
    const stream = facts.streamOfId('policy', policy)!;
    const body = stream.slice(streamOf.policy('').length);
    const version = facts.stateOf(policies, stream).get(policy)!;
    mustNotBeWithdrawn(version);
    mustHoldOn(version, lastDay);
    return [{ type: 'PolicyWithdrawn', data: { policy, ...(body === ENGLAND ? {} : { body }), lastDay, because } }];
  },
};
