import type { IsoDate } from '#kernel';
import type { OrganisationType } from './events.js';

export type OrganisationCommands = {
  RegisterOrganisation: { code: string; type: OrganisationType; name: string; opensOn: IsoDate };
  AssignPractice: { practice: string; commissioner: string; from: IsoDate };
  AssignCommissioner: { commissioner: string; to: string; from: IsoDate };
  RecordListSize: { practice: string; censusDate: IsoDate; patients: number };
  JoinGroup: { group: string; practice: string; from: IsoDate };
  LeaveGroup: { group: string; practice: string; lastDay: IsoDate };
  NameSuccessor: { code: string; from: IsoDate; successors: readonly string[] };
  CloseOrganisation: { code: string; lastDay: IsoDate };
};
