import type { IsoDate } from '#kernel';

export type ArrangementCommands = {
  WaiveAssurance: {
    arrangement: string;
    holder: string;
    commissioner: string;
    signatory: string;
    because: string;
    signedOn?: IsoDate;
  };
  EnterArrangement: {
    arrangement: string;
    holder: string;
    commissioner: string;
    about: string;
    from: IsoDate;
    to?: IsoDate;
  };
};
