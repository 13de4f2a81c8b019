import type { IsoDate, Pence } from '#kernel';

export type ServiceCommands = {
  StartService: {
    scheme: string;
    holder: string;
    commissioner: string;
    from: IsoDate;
    case?: string;
    provider?: string;
    expectedCostPence?: Pence;
    expectedSavingPence?: Pence;
  };
  StopService: { scheme: string; holder: string; lastDay: IsoDate; because: string };
};
