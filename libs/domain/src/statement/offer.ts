import { overlap, shareUp, yearDays, type Pence, type Year } from '#kernel';
import type { Offer } from '../account/state.js';
import { agreementDays, bothSigned, inForce, type InForce } from '../agreement/state.js';
import { isOpen } from '../dispute/state.js';
import type { EventRef } from '../history.js';
import type { Facts } from './facts.js';

/** Log positions at which an agreement or variation with days in the year came into force. */
function comingsIntoForce({ agreement, since }: InForce, year: Year): readonly number[] {
  const days = overlap(agreementDays(agreement), yearDays(year));
  if (!days) return [];
  const variations = [...agreement.variations.values()].flatMap((variation) => {
    const signed = bothSigned(variation);
    return signed && variation.effectiveFrom <= days.last ? [Math.max(signed.ref.position, since.ref.position)] : [];
  });
  return [since.ref.position, ...variations];
}

/** Rule 20: the offer that stands: the last, unless terms came into force after it. */
export function standingOffer(facts: Facts, holder: string, year: Year): Offer | undefined {
  const { offer } = facts.account(holder, year);
  if (!offer) return undefined;
  return followedByTerms(facts, holder, year, offer.ref) ? undefined : offer;
}

/** Whether an agreement or variation with days in the year came into force after something. */
export const followedByTerms = (facts: Facts, holder: string, year: Year, { position: after }: EventRef): boolean =>
  inForce(facts.agreements(holder))
    .flatMap((agreed) => comingsIntoForce(agreed, year))
    .some((position) => position > after);

/** An offered share is of the net freed-up resources, rounded up. */
export const offeredPence = ({ shareBp, pence }: Offer, netPence: Pence): Pence =>
  pence ?? shareUp(netPence, shareBp ?? 0);

export const isDisputed = (facts: Facts, holder: string, year: Year): boolean =>
  facts.disputes(holder, year).some(isOpen);
