import { dateOf, within, type Day } from '#kernel';
import type { Terms } from '../agreement/events.js';
import {
  agreementDays,
  bothSigned,
  inForce,
  laterSigningDay,
  type Agreement,
  type Agreements,
  type Signature,
  type Variation,
} from '../agreement/state.js';
import { isSuccessorOf } from '../succession.js';
import type { Facts } from '../statement/facts.js';
import type { Assurance } from './events.js';
import type { Waiver } from './state.js';

/**
 * Rule 36: the guarantee that a holder had from a commissioner on a day, by what both had signed on or before it.
 * @see domain dossier 1, seed A: no arrangement without prior, written, signed confirmation
 */
export function guaranteeOn(
  facts: Facts,
  agreements: Agreements,
  commissioner: string,
  day: Day,
): Assurance | undefined {
  const held = inForce(agreements)
    .map(({ agreement }) => agreement)
    .findLast((agreement) => within(day, agreementDays(agreement)) && isSignedBy(agreement, day));
  if (!held || !isSuccessorOf(facts, commissioner, held.commissioner, day)) return undefined;
  const signed = [held, ...variationsOn(held, day)];
  const given = signed.findLast(({ terms }: { readonly terms: Partial<Terms> }) => terms.guarantee !== undefined);
  if (!given?.terms.guarantee) return undefined;
  return { assurance: 'GUARANTEE', agreement: held.id, assuredOn: dateOf(laterSigningDay(given)) };
}

/** Rule 36: the holder's own waiver for this arrangement with this commissioner. */
export function waived(waivers: readonly Waiver[], arrangement: string, commissioner: string): Assurance | undefined {
  const found = waivers.find((waiver) => waiver.arrangement === arrangement && waiver.commissioner === commissioner);
  return found && { assurance: 'WAIVER', assuredOn: dateOf(found.signedOn) };
}

type Signed = { readonly signatures: readonly Signature[] };

const isSignedBy = (signed: Signed, day: Day): boolean =>
  bothSigned(signed) !== undefined && laterSigningDay(signed) <= day;

/** Those in effect, in the order in which their second signatures were recorded (rule 7). */
const variationsOn = ({ variations }: Agreement, day: Day): readonly Variation[] =>
  [...variations.values()]
    .filter((variation) => variation.effectiveFrom <= day && isSignedBy(variation, day))
    .sort((a, b) => bothSigned(a)!.ref.position - bothSigned(b)!.ref.position);
