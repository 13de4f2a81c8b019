import type { Day } from '#kernel';
import { assignedOn, successionOn } from '../organisation/state.js';
import { debtorOf, successorFor } from '../statement/debtor.js';
import type { Facts } from '../statement/facts.js';
import type { Dispute, Stage } from './state.js';

/** Rule 75: whose dispute it is with: the debtor of the holder's year; for a group, its commissioner or who succeeded it. */
export function commissionerOf(facts: Facts, { opened }: Dispute, day: Day): string | undefined {
  const { holder, year } = opened!;
  return facts.group(holder).created ? groupCommissioner(facts, holder, day) : debtorOf(facts, holder, year, day)?.code;
}

/** A group's commissioner, or its only successor, in any number of steps. */
export function groupCommissioner(facts: Facts, group: string, day: Day): string | undefined {
  const { created } = facts.group(group);
  if (!created) return undefined;
  let code = created.commissioner;
  for (const passed = new Set<string>(); !passed.has(code);) {
    passed.add(code);
    const successors = successionOn(facts.organisation(code), day)?.successors ?? [];
    if (successors.length === 1) code = successors[0]!;
  }
  return code;
}

/** Rule 76: who decides at a stage: as named, or who usually does: the PCT itself, then the body to which it belongs. */
export function firstArbiter(facts: Facts, dispute: Dispute, { step, arbiter, startedOn }: Stage): string | undefined {
  if (arbiter !== undefined) return arbiter;
  if (step === 'LOCAL' || step === 'DH') return undefined;
  const commissioner = commissionerOf(facts, dispute, startedOn);
  if (commissioner === undefined || step !== 'SHA') return commissioner;
  return assignedOn(facts.organisation(commissioner), startedOn)?.to;
}

export type Arbiter = {
  readonly code: string;
  /** It was closed, and nobody succeeded it for this dispute. */
  readonly gone: boolean;
};

/** Rule 83: who decides at a stage on a day, through the successions in effect by then. */
export function arbiterOn(facts: Facts, dispute: Dispute, stage: Stage, day: Day): Arbiter | undefined {
  let code = firstArbiter(facts, dispute, stage);
  if (code === undefined) return undefined;
  const commissioner = commissionerOf(facts, dispute, day);
  for (const passed = new Set<string>(); !passed.has(code);) {
    passed.add(code);
    const succession = successionOn(facts.organisation(code), day);
    if (!succession) break;
    const { successors } = succession;
    const successor: string | undefined =
      successors.length === 1 || commissioner === undefined
        ? successors[0]
        : successorFor(facts.organisation(commissioner), succession);
    if (successor === undefined) break;
    code = successor;
  }
  const { closure } = facts.organisation(code);
  return { code, gone: closure !== undefined && closure.lastDay < day };
}

/** Rule 83: the body above an arbiter that is gone: the one to which it belonged. */
export const bodyAbove = (facts: Facts, { code }: Arbiter, day: Day): string | undefined =>
  assignedOn(facts.organisation(code), day)?.to;
