import { dateOf, londonDay, type Day } from '#kernel';
import type { Facts } from '../statement/facts.js';
import { arbiterOn, bodyAbove, type Arbiter } from './arbiter.js';
import { limitOf, type Counting } from './limits.js';
import { isParty, STEPS } from './rules.js';
import type { Dispute, Ruling, Stage } from './state.js';

export type DisputeException = {
  readonly code:
    'STEP_SKIPPED' | 'EXTENSION_OF_ONE_SIDE' | 'RULED_AFTER_LIMIT' | 'RULED_BY_ANOTHER' | 'RULED_WITHOUT_ARBITER';
  /** Of the contract. */
  readonly rule: number;
  readonly what: string;
};

function skipped({ stages }: Dispute): readonly DisputeException[] {
  return stages.flatMap(({ step, startedOn }, index): DisputeException[] => {
    const before = index === 0 ? -1 : STEPS.indexOf(stages[index - 1]!.step);
    const left = STEPS.slice(before + 1, STEPS.indexOf(step));
    if (left.length === 0) return [];
    return [{ code: 'STEP_SKIPPED', rule: 76, what: `${step} from ${dateOf(startedOn)}, without ${left.join(', ')}` }];
  });
}

/** Rule 77: more time wants both sides, or an arbiter who is neither. */
function ofOneSide(facts: Facts, { extensions, opened }: Dispute): readonly DisputeException[] {
  const { holder } = opened!;
  return extensions.flatMap(({ id, granted }): DisputeException[] => {
    if (!granted) return [];
    const { agreedBy, on } = granted;
    const allOf = (isHolder: boolean) =>
      agreedBy.every((code) => (code === holder) === isHolder && isParty(facts, holder, code, on));
    if (!allOf(true) && !allOf(false)) return [];
    return [{ code: 'EXTENSION_OF_ONE_SIDE', rule: 77, what: `${id}, agreed by ${agreedBy.join(', ')}` }];
  });
}

/** Rule 83: the body to which the arbiter that is gone belonged; where none is recorded, whoever is no party. */
function mayRemit(facts: Facts, { opened }: Dispute, arbiter: Arbiter, organisation: string, day: Day): boolean {
  const above = bodyAbove(facts, arbiter, day);
  return above === undefined ? !isParty(facts, opened!.holder, organisation, day) : organisation === above;
}

/** The stage that ran when something was recorded. */
const stageAt = ({ stages }: Dispute, position: number): Stage | undefined =>
  stages.findLast(({ ref }) => ref.position < position);

function ofRuling(
  facts: Facts,
  dispute: Dispute,
  { outcome, organisation, ref }: Ruling,
  counting: Counting,
): readonly DisputeException[] {
  const stage = stageAt(dispute, ref.position);
  if (!stage) return [];
  const found: DisputeException[] = [];
  const day = londonDay(ref.recordedAt);
  const { dueOn } = limitOf(dispute, stage, counting, ref.position);
  if (day > dueOn) {
    found.push({
      code: 'RULED_AFTER_LIMIT',
      rule: 78,
      what: `${dateOf(day)}; ${stage.step} was due on ${dateOf(dueOn)}`,
    });
  }
  const arbiter = arbiterOn(facts, dispute, stage, day);
  if (organisation === undefined || !arbiter) return found;
  if (arbiter.gone) {
    const isAbove = mayRemit(facts, dispute, arbiter, organisation, day);
    const inOrder = outcome === 'REMITTED' && isAbove;
    if (!inOrder) found.push({ code: 'RULED_WITHOUT_ARBITER', rule: 83, what: `${outcome} by ${organisation}` });
  } else if (organisation !== arbiter.code) {
    found.push({ code: 'RULED_BY_ANOTHER', rule: 83, what: `${outcome} by ${organisation}, not ${arbiter.code}` });
  }
  return found;
}

/** What was done otherwise than the rules of the ladder say: told, not refused. */
export function disputeExceptions(facts: Facts, dispute: Dispute, counting: Counting): readonly DisputeException[] {
  const ofRulings = dispute.rulings.flatMap((ruling) => ofRuling(facts, dispute, ruling, counting));
  return [...skipped(dispute), ...ofOneSide(facts, dispute), ...ofRulings];
}
