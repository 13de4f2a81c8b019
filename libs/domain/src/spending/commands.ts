import type { IsoDate, Pence, Year } from '#kernel';
import type { IncentiveComponent } from './events.js';

type Moved = { holder: string; fromYear: Year; toYear: Year; pence: Pence };

export type SpendingCommands = {
  RecordUse: { holder: string; year: Year; use: string; pence: Pence; usedOn?: IsoDate; what: string };
  CarryForward: Moved;
  SetOffOverpayment: Moved & { setOff: string };
  PayIncentive: {
    practice: string;
    year: Year;
    component: IncentiveComponent;
    listSize: number;
    ratePence: Pence;
    objectivesMet: boolean;
    pence: Pence;
    payment?: string;
  };
};
