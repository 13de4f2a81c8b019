import type { IsoDate } from '#kernel';
import type { Arrangement } from './state.js';

export type ArrangementTold = {
  readonly arrangement: string;
  readonly holder: string;
  readonly commissioner: string;
  readonly about: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly assurance: 'GUARANTEE' | 'WAIVER';
  /** The agreement that guarantees. */
  readonly agreement: string | null;
  /** The day on which both had signed the guarantee, or the holder the waiver. */
  readonly assuredOn: IsoDate;
};

export const arrangementTold = (arrangement: Arrangement): ArrangementTold => ({
  arrangement: arrangement.id,
  holder: arrangement.holder,
  commissioner: arrangement.commissioner,
  about: arrangement.about,
  from: arrangement.from,
  to: arrangement.to ?? null,
  assurance: arrangement.assurance,
  agreement: arrangement.assurance === 'GUARANTEE' ? arrangement.agreement : null,
  assuredOn: arrangement.assuredOn,
});
