import type { IsoDate, Pence } from '#kernel';

export type DelegationCommands = {
  SetDelegatedLimit: { commissioner: string; committee: string; from: IsoDate; limitPence?: Pence };
};
