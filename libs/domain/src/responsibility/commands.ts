import type { IsoDate } from '#kernel';
import type { Line } from '../service-lines.js';
import type { Scope } from './events.js';

export type ResponsibilityCommands = {
  AssignService: { commissioner: string; line?: Line; service?: string; to: string; scope: Scope; from: IsoDate };
  SetAccountability: { commissioner: string; who: string; answersTo: string; about: string; from: IsoDate };
};
