import { businessCase } from '../case/state.js';
import { commissioningDecision } from '../commissioning-decision/state.js';
import { dayDone } from '../day-done.js';
import type { Decide, DecisionFacts } from '../decision.js';
import { streamOf } from '../streams.js';
import type { ConductCommands } from './commands.js';

/** Whom the matter is about, so that each of its events says so. */
function aboutWhat(facts: DecisionFacts, of: { case?: string; decision?: string }) {
  if (of.case !== undefined) {
    const { commissioner, holder } = facts.stateOf(businessCase, streamOf.case(of.case)).submitted!;
    return { case: of.case, commissioner, holder };
  }
  const { commissioner, holder } = facts.stateOf(commissioningDecision, streamOf.decision(of.decision!)).recorded!;
  return { decision: of.decision!, commissioner, ...(holder === undefined ? {} : { holder }) };
}

export const conductDeciders: { readonly [C in keyof ConductCommands]: Decide<ConductCommands[C]> } = {
  DeclareInterest({ member, interest, declaredOn, ...of }, { facts, recordedOn }) {
    const day = dayDone(declaredOn, recordedOn, 'declaredOn');
    return [{ type: 'InterestDeclared', data: { ...aboutWhat(facts, of), member, interest, declaredOn: day } }];
  },
  WithdrawMember({ member, withdrewOn, ...of }, { facts, recordedOn }) {
    const day = dayDone(withdrewOn, recordedOn, 'withdrewOn');
    return [{ type: 'MemberWithdrew', data: { ...aboutWhat(facts, of), member, withdrewOn: day } }];
  },
};
