import { dayOf } from '#kernel';
import type { Decide } from '../decision.js';
import type { OrganisationCommands } from './commands.js';
import { mustBeFreeFrom, mustBeMemberOn, mustHaveListSize } from './rules.js';

export const organisationDeciders: { readonly [C in keyof OrganisationCommands]: Decide<OrganisationCommands[C]> } = {
  RegisterOrganisation: (data) => [{ type: 'OrganisationRegistered', data }],
  AssignPractice: (data) => [{ type: 'PracticeAssigned', data }],
  AssignCommissioner: (data) => [{ type: 'CommissionerAssigned', data }],
  RecordListSize: (data) => [{ type: 'ListSizeRecorded', data }],
  JoinGroup(data, { facts }) {
    const practice = facts.organisation(data.practice);
    mustBeFreeFrom(practice, data.practice, dayOf(data.from));
    mustHaveListSize(practice, data.practice, facts.group(data.group), dayOf(data.from));
    return [{ type: 'PracticeJoinedGroup', data }];
  },
  LeaveGroup(data, { facts }) {
    mustBeMemberOn(facts.organisation(data.practice), data.practice, data.group, dayOf(data.lastDay));
    return [{ type: 'PracticeLeftGroup', data }];
  },
  NameSuccessor: (data) => [{ type: 'SuccessorNamed', data }],
  CloseOrganisation: (data) => [{ type: 'OrganisationClosed', data }],
};
