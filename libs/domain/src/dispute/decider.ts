import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import { isGroup } from '../statement/facts.js';
import type { DisputeCommands } from './commands.js';
import type { Effect, Outcome } from './events.js';
import { isRuled, type Dispute } from './state.js';

function mustNotBeRuled(dispute: Dispute, id: string): void {
  if (isRuled(dispute)) throw new Rejected('ALREADY_RULED', `${id} is ruled already`);
}

/** A dismissed or remitted dispute moves no figure; a practice's dispute counts its own entries, a group's its members'. */
function mustBeAllowed(effect: Effect, outcome: Outcome, holder: string, isOfGroup: boolean): void {
  if (outcome === 'DISMISSED' || outcome === 'REMITTED') {
    throw new Rejected('EFFECT_NOT_ALLOWED', `a ruling ${outcome} has no effects`);
  }
  if (effect.kind !== 'COUNT_ENTRY') return;
  if (isOfGroup && effect.practice === undefined) {
    throw new Rejected('EFFECT_NOT_ALLOWED', `the dispute is the group ${holder}'s: name the entry's practice`);
  }
  if (!isOfGroup && effect.practice !== undefined && effect.practice !== holder) {
    throw new Rejected('EFFECT_NOT_ALLOWED', `the dispute is ${holder}'s: an entry of ${effect.practice} is not in it`);
  }
}

export const disputeDeciders: { readonly [C in keyof DisputeCommands]: Decide<DisputeCommands[C]> } = {
  OpenDispute: (data) => [{ type: 'DisputeOpened', data }],
  IssueRuling({ dispute: id, outcome, effects = [] }, { facts }) {
    const dispute = facts.dispute(id);
    const { holder, year } = dispute.opened!;
    mustNotBeRuled(dispute, id);
    for (const effect of effects) mustBeAllowed(effect, outcome, holder, isGroup(facts, holder));
    return [{ type: 'RulingIssued', data: { dispute: id, holder, year, outcome, effects } }];
  },
};
