import { agreementDays, bothSigned, signedBy, type Agreement, type Party, type Terms } from '#domain';
import { dateOf, type Day } from '#kernel';
import type { RowOf } from '../lists/index.js';

const signedVariations = ({ variations }: Agreement) => [...variations.values()].filter((each) => bothSigned(each));

/** The terms on a day, or on the nearest of its own days: as proposed, with the variations that hold then. */
function termsOn(agreement: Agreement, day: Day): Terms {
  const { first, last } = agreementDays(agreement);
  const on = Math.max(first, Math.min(last, day));
  return signedVariations(agreement)
    .filter(({ effectiveFrom }) => effectiveFrom <= on)
    .sort((a, b) => a.effectiveFrom - b.effectiveFrom || inForceSince(a) - inForceSince(b))
    .reduce<Terms>((terms, { terms: changed }) => ({ ...terms, ...changed }), agreement.terms);
}

const inForceSince = (signed: Parameters<typeof bothSigned>[0]): number => bothSigned(signed)!.ref.position;

function statusOn(agreement: Agreement, day: Day): string {
  const { first, last } = agreementDays(agreement);
  if (!bothSigned(agreement)) return 'PROPOSED';
  if (day < first) return 'SIGNED';
  return day > last ? 'ENDED' : 'IN_FORCE';
}

const signedOn = (agreement: Agreement, party: Party): string | null => {
  const signature = signedBy(agreement, party);
  return signature ? dateOf(signature.signedOn) : null;
};

export function agreementRow(agreement: Agreement, holderName: string, day: Day): RowOf<'agreements'> {
  const { id, holder, commissioner, from, to, ended } = agreement;
  const terms = termsOn(agreement, day);
  const signed = signedVariations(agreement).length;
  return {
    agreement: id,
    holder,
    holderName,
    commissioner,
    status: statusOn(agreement, day),
    from: dateOf(from),
    to: dateOf(to),
    endedOn: ended ? dateOf(ended.lastDay) : null,
    holderSignedOn: signedOn(agreement, 'HOLDER'),
    commissionerSignedOn: signedOn(agreement, 'COMMISSIONER'),
    edition: terms.edition,
    shareBp: terms.shareBp,
    guarantee: terms.guarantee !== null,
    protectsBaseline: terms.guarantee?.protectsBaseline ?? false,
    lines: terms.lines === 'ALL' ? [] : terms.lines,
    recovery: terms.recovery.kind,
    segments: terms.segments,
    variations: signed,
    proposedVariations: agreement.variations.size - signed,
  };
}

/** The days on which its status or its terms change by themselves. */
export function agreementTurningDays(agreement: Agreement): readonly Day[] {
  const { first, last } = agreementDays(agreement);
  return [first, last + 1, ...signedVariations(agreement).map(({ effectiveFrom }) => effectiveFrom)];
}
