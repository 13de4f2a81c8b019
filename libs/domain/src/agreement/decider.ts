import { dateOf, dayOf, type IsoDate } from '#kernel';
import type { Decide, Occasion } from '../decision.js';
import type { AgreementCommands, ProposedTerms } from './commands.js';
import type { Party, Terms } from './events.js';
import { mustBeInForce, mustBeInside, mustNotBeFuture, mustNotHaveSigned, mustNotOverlap, partyOf } from './rules.js';
import { signedBy, type Agreement, type Agreements } from './state.js';

const DEFAULTS: Omit<Terms, 'edition' | 'shareBp'> = {
  guarantee: null,
  lines: 'ALL',
  recovery: { kind: 'NONE' },
  segments: 'ADD_UP',
};

const complete = (terms: ProposedTerms): Terms => ({ ...DEFAULTS, ...terms });

type Found = { readonly agreements: Agreements; readonly agreement: Agreement };

const found = (id: string, { facts }: Occasion): Found => {
  const agreements = facts.agreements(facts.holderOfAgreement(id)!);
  return { agreements, agreement: agreements.get(id)! };
};

const parties = ({ id, commissioner, holder }: Agreement) => ({ agreement: id, commissioner, holder });

const signingDay = (signedOn: IsoDate | undefined, { recordedOn }: Occasion): IsoDate => {
  if (signedOn !== undefined) mustNotBeFuture(dayOf(signedOn), recordedOn, 'signedOn');
  return signedOn ?? dateOf(recordedOn);
};

const other = (party: Party): Party => (party === 'HOLDER' ? 'COMMISSIONER' : 'HOLDER');

export const agreementDeciders: { readonly [C in keyof AgreementCommands]: Decide<AgreementCommands[C]> } = {
  ProposeAgreement: ({ terms, ...data }) => [{ type: 'AgreementProposed', data: { ...data, terms: complete(terms) } }],

  SignAgreement({ agreement: id, organisation, signatory, signedOn }, occasion) {
    const { agreements, agreement } = found(id, occasion);
    const party = partyOf(occasion.facts, agreement, organisation, occasion.recordedOn);
    mustNotHaveSigned(agreement, party, id);
    const day = signingDay(signedOn, occasion);
    if (signedBy(agreement, other(party))) mustNotOverlap(agreements, agreement);
    return [
      { type: 'AgreementSigned', data: { ...parties(agreement), organisation, party, signatory, signedOn: day } },
    ];
  },

  VaryAgreement({ agreement: id, variation, effectiveFrom, terms }, occasion) {
    const { agreement } = found(id, occasion);
    mustBeInside(agreement, dayOf(effectiveFrom), 'effectiveFrom');
    return [{ type: 'AgreementVaried', data: { ...parties(agreement), variation, effectiveFrom, terms } }];
  },

  SignVariation({ agreement: id, variation, organisation, signatory, signedOn }, occasion) {
    const { agreement } = found(id, occasion);
    const party = partyOf(occasion.facts, agreement, organisation, occasion.recordedOn);
    mustNotHaveSigned(agreement.variations.get(variation)!, party, variation);
    const day = signingDay(signedOn, occasion);
    const signed = { organisation, party, signatory, signedOn: day };
    return [{ type: 'VariationSigned', data: { ...parties(agreement), variation, ...signed } }];
  },

  EndAgreement({ agreement: id, endsOn, because }, occasion) {
    const { agreement } = found(id, occasion);
    mustBeInForce(agreement);
    mustBeInside(agreement, dayOf(endsOn), 'endsOn');
    return [{ type: 'AgreementEnded', data: { ...parties(agreement), endsOn, because } }];
  },
};
