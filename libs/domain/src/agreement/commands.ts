import type { IsoDate } from '#kernel';
import type { Terms } from './events.js';

/** A proposal may leave out all but edition and share. */
export type ProposedTerms = Pick<Terms, 'edition' | 'shareBp'> & Partial<Terms>;

type Signing = { agreement: string; organisation: string; signatory: string; signedOn?: IsoDate };

export type AgreementCommands = {
  ProposeAgreement: {
    agreement: string;
    commissioner: string;
    holder: string;
    from: IsoDate;
    to: IsoDate;
    terms: ProposedTerms;
  };
  SignAgreement: Signing;
  VaryAgreement: { agreement: string; variation: string; effectiveFrom: IsoDate; terms: Partial<Terms> };
  SignVariation: Signing & { variation: string };
  EndAgreement: { agreement: string; endsOn: IsoDate; because: string };
};
