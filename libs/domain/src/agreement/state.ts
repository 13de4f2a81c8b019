import { dayOf, overlap, type Day, type Days } from '#kernel';
import { withEntry, withItem, type EventRef, type Evolution } from '../history.js';
import type { AgreementEvent, Party, Terms } from './events.js';

export type Signature = {
  readonly party: Party;
  readonly organisation: string;
  readonly signedOn: Day;
  readonly ref: EventRef;
};

export type Variation = {
  readonly id: string;
  readonly effectiveFrom: Day;
  readonly terms: Partial<Terms>;
  readonly signatures: readonly Signature[];
  readonly ref: EventRef;
};

export type Agreement = {
  readonly id: string;
  readonly commissioner: string;
  readonly holder: string;
  readonly from: Day;
  readonly to: Day;
  readonly terms: Terms;
  readonly signatures: readonly Signature[];
  readonly variations: ReadonlyMap<string, Variation>;
  readonly ended?: { readonly lastDay: Day; readonly ref: EventRef };
  readonly ref: EventRef;
};

/** All agreements of one practice or group, by id. */
export type Agreements = ReadonlyMap<string, Agreement>;

const changed = (state: Agreements, id: string, change: (agreement: Agreement) => Agreement): Agreements => {
  const agreement = state.get(id);
  return agreement ? withEntry(state, id, change(agreement)) : state; // a proposal recorded in error takes the rest with it
};

export const agreements: Evolution<Agreements, AgreementEvent> = {
  initial: new Map(),
  evolve: {
    AgreementProposed: (state, { agreement: id, commissioner, holder, from, to, terms }, ref) =>
      withEntry(state, id, {
        id,
        commissioner,
        holder,
        from: dayOf(from),
        to: dayOf(to),
        terms,
        signatures: [],
        variations: new Map(),
        ref,
      }),
    AgreementSigned: (state, { agreement: id, party, organisation, signedOn }, ref) =>
      changed(state, id, (agreement) => ({
        ...agreement,
        signatures: withItem(agreement.signatures, { party, organisation, signedOn: dayOf(signedOn), ref }),
      })),
    AgreementVaried: (state, { agreement: id, variation, effectiveFrom, terms }, ref) =>
      changed(state, id, (agreement) => ({
        ...agreement,
        variations: withEntry(agreement.variations, variation, {
          id: variation,
          effectiveFrom: dayOf(effectiveFrom),
          terms,
          signatures: [],
          ref,
        }),
      })),
    VariationSigned: (state, { agreement: id, variation: variationId, party, organisation, signedOn }, ref) =>
      changed(state, id, (agreement) => {
        const variation = agreement.variations.get(variationId);
        if (!variation) return agreement;
        const signatures = withItem(variation.signatures, { party, organisation, signedOn: dayOf(signedOn), ref });
        return { ...agreement, variations: withEntry(agreement.variations, variationId, { ...variation, signatures }) };
      }),
    AgreementEnded: (state, { agreement: id, endsOn }, ref) =>
      changed(state, id, (agreement) => ({ ...agreement, ended: { lastDay: dayOf(endsOn), ref } })),
  },
};

type Signed = { readonly signatures: readonly Signature[] };

export const signedBy = ({ signatures }: Signed, party: Party): Signature | undefined =>
  signatures.find((signature) => signature.party === party);

/** The second of the two signatures as recorded: with it the agreement or variation came into force. */
export function bothSigned(signed: Signed): Signature | undefined {
  const [holder, commissioner] = [signedBy(signed, 'HOLDER'), signedBy(signed, 'COMMISSIONER')];
  if (!holder || !commissioner) return undefined;
  return holder.ref.position > commissioner.ref.position ? holder : commissioner;
}

/** The later of the two days on which it was signed. */
export const laterSigningDay = ({ signatures }: Signed): Day => Math.max(...signatures.map(({ signedOn }) => signedOn));

export const agreementDays = ({ from, to, ended }: Agreement): Days => ({ first: from, last: ended?.lastDay ?? to });

/** An agreement that came into force, with the signature that brought it. */
export type InForce = { readonly agreement: Agreement; readonly since: Signature };

/**
 * The agreements in force, in the order in which they came into force. Two never share a day, unless what kept them
 * apart was recorded in error: then the one that came into force later holds.
 */
export const inForce = (state: Agreements): readonly InForce[] =>
  [...state.values()]
    .flatMap((agreement) => {
      const since = bothSigned(agreement);
      return since ? [{ agreement, since }] : [];
    })
    .sort((a, b) => a.since.ref.position - b.since.ref.position);

export const shareDays = (a: Agreement, b: Agreement): boolean =>
  overlap(agreementDays(a), agreementDays(b)) !== undefined;
