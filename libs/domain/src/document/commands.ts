import type { IsoDate } from '#kernel';
import type { Classification } from './events.js';

export type DocumentCommands = {
  ClassifyDocument: {
    document: string;
    holder: string;
    as: Classification;
    organisation: string;
    decidedBy: string;
    because: string;
    decidedOn?: IsoDate;
    heldBy?: string;
  };
};
