import { dateOf, dayOf, type Day, type IsoDate } from '#kernel';
import { mustNotBeFuture } from '../agreement/rules.js';
import type { Occasion } from '../decision.js';
import { Rejected } from '../refusals.js';
import { isGroup, type Facts } from '../statement/facts.js';
import { isSuccessorOf } from '../succession.js';
import type { Effect, Outcome, Step } from './events.js';
import { countingOf, limitNow } from './limits.js';
import { closingInForce, isOpen, isRuled, type Dispute, type DisputeOffer, type Extension } from './state.js';

/** From the parties themselves upwards. */
export const STEPS: readonly Step[] = ['LOCAL', 'PCT_PEC', 'PCT_BOARD', 'SHA', 'DH'];

export function mustNotBeRuled(dispute: Dispute, id: string): void {
  if (isRuled(dispute)) throw new Rejected('ALREADY_RULED', `${id} is ruled already`);
}

export function mustNotBeClosed(dispute: Dispute, id: string): void {
  const closed = closingInForce(dispute);
  if (closed) throw new Rejected('DISPUTE_CLOSED', `${id} was closed on ${dateOf(closed.on)}, ${closed.how}`);
}

/** Neither closed nor finally ruled. */
export function mustBeOpen(dispute: Dispute, id: string): void {
  mustNotBeClosed(dispute, id);
  if (!isOpen(dispute)) mustNotBeRuled(dispute, id);
}

export function mustBeRuled(dispute: Dispute, id: string): void {
  if (!isRuled(dispute)) throw new Rejected('NOT_RULED', `no ruling on ${id} is in force`);
}

export function mustNotBeOpen(dispute: Dispute, id: string): void {
  if (isOpen(dispute)) throw new Rejected('DISPUTE_OPEN', `${id} is open`);
}

/** Rule 75: the holder, and the commissioners whose it ever was, or who succeeded them by the day. */
export function isParty(facts: Facts, holder: string, code: string, on: Day): boolean {
  if (code === holder) return true;
  const { created } = facts.group(holder);
  const commissioners = [
    ...facts.organisation(holder).assignments.map(({ to }) => to),
    ...(created ? [created.commissioner] : []),
  ];
  return commissioners.some((commissioner) => isSuccessorOf(facts, code, commissioner, on));
}

export function mustBeParty({ opened }: Dispute, code: string, { facts, recordedOn }: Occasion): void {
  const { id, holder } = opened!;
  if (isParty(facts, holder, code, recordedOn)) return;
  throw new Rejected('NO_PARTY_TO_DISPUTE', `${code} is neither ${holder} nor a commissioner of it: no party to ${id}`);
}

/** A day that is the day recorded where it is left out, and cannot lie after it. */
export function dayDone(field: string, date: IsoDate | undefined, { recordedOn }: Occasion): IsoDate {
  if (date === undefined) return dateOf(recordedOn);
  mustNotBeFuture(dayOf(date), recordedOn, field);
  return date;
}

/** An id within a dispute is taken once. */
export function mustBeNewIn(taken: readonly { readonly id: string }[], id: string, what: string): void {
  if (taken.some((each) => each.id === id)) throw new Rejected('ALREADY_EXISTS', `${what} ${id} is recorded already`);
}

export function mustBeIn(evidence: readonly { readonly id: string }[], id: string): void {
  if (!evidence.some((each) => each.id === id)) throw new Rejected('UNKNOWN_EVIDENCE', `evidence ${id} was not added`);
}

/** Rule 76: upwards; down only where a ruling sent it back since the step began. */
export function mustBeAbove({ stages, rulings }: Dispute, step: Step): void {
  const present = stages.at(-1)!;
  if (STEPS.indexOf(step) >= STEPS.indexOf(present.step)) return;
  const remitted = rulings.some(({ outcome, ref }) => outcome === 'REMITTED' && ref.position > present.ref.position);
  if (!remitted) throw new Rejected('STEP_NOT_ABOVE', `the dispute stands at ${present.step}, and ${step} lies below`);
}

export function mustFollow({ stages }: Dispute, startedOn: Day): void {
  const before = stages.at(-1)!;
  if (startedOn >= before.startedOn) return;
  throw new Rejected(
    'STEP_OUT_OF_ORDER',
    `startedOn ${dateOf(startedOn)} lies before ${dateOf(before.startedOn)}, when ${before.step} began`,
  );
}

export function extensionIn({ extensions }: Dispute, id: string): Extension {
  const found = extensions.find((each) => each.id === id);
  if (!found) throw new Rejected('UNKNOWN_EXTENSION', `extension ${id} was not asked for`);
  if (found.granted)
    throw new Rejected('ALREADY_GRANTED', `extension ${id} was granted on ${dateOf(found.granted.on)}`);
  return found;
}

export function offerIn({ offers }: Dispute, id: string): DisputeOffer {
  const found = offers.find((each) => each.id === id);
  if (!found) throw new Rejected('UNKNOWN_OFFER', `offer ${id} was not made`);
  return found;
}

/** Rule 80: of the holder on one side, of its commissioners on the other. */
const areOfOneSide = (holder: string, one: string, other: string): boolean => (one === holder) === (other === holder);

/** Rule 80: the last of its side, and not lapsed. */
export function standsOn({ offers, opened }: Dispute, offer: DisputeOffer, day: Day): boolean {
  const last = offers.findLast(({ organisation }) => areOfOneSide(opened!.holder, organisation, offer.organisation));
  return last?.id === offer.id && (offer.until === undefined || day <= offer.until);
}

export function mustStand(dispute: Dispute, offer: DisputeOffer, day: Day): void {
  if (standsOn(dispute, offer, day)) return;
  throw new Rejected('OFFER_NOT_STANDING', `offer ${offer.id} was replaced, or lapsed before ${dateOf(day)}`);
}

export function mustBeOfOtherSide({ opened }: Dispute, offer: DisputeOffer, organisation: string): void {
  if (!areOfOneSide(opened!.holder, offer.organisation, organisation)) return;
  throw new Rejected(
    'OWN_OFFER',
    `offer ${offer.id} was made by ${offer.organisation}, on the side of ${organisation}`,
  );
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

export function effectsMustBeAllowed(
  effects: readonly Effect[],
  outcome: Outcome,
  { opened }: Dispute,
  { facts }: Occasion,
): void {
  const { holder } = opened!;
  for (const effect of effects) mustBeAllowed(effect, outcome, holder, isGroup(facts, holder));
}

/** Rule 78: the limit that runs, past its last day, and not told yet. */
export function mustHavePassed(
  dispute: Dispute,
  step: Step,
  dueOn: Day,
  { facts, recordedOn, calendar }: Occasion,
): void {
  if (dispute.passed.some((each) => each.step === step && each.dueOn === dueOn)) {
    throw new Rejected('ALREADY_PASSED', `that ${step} was due on ${dateOf(dueOn)} and passed is recorded already`);
  }
  const running = limitNow(dispute, countingOf(facts, dispute, calendar));
  if (running?.stage.step === step && running.dueOn === dueOn && dueOn < recordedOn) return;
  const now = running ? `${running.stage.step} is due on ${dateOf(running.dueOn)}` : 'nothing is due';
  throw new Rejected('DEADLINE_NOT_PASSED', `on ${dateOf(recordedOn)} ${now}`);
}
