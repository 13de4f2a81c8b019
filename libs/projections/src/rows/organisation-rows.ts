import { assignedOn, censusOn, isMemberOn, successionOn, type Group, type Organisation } from '#domain';
import { dateOf, type Day } from '#kernel';
import type { RowOf } from '../lists/index.js';

/** @returns undefined while it is not registered */
export function organisationRow(organisation: Organisation, day: Day): RowOf<'organisations'> | undefined {
  const { registration, closure } = organisation;
  if (!registration) return undefined;
  const { code, type, name, opensOn } = registration;
  const assignment = assignedOn(organisation, day);
  const census = censusOn(organisation, day);
  return {
    code,
    type,
    name,
    opensOn: dateOf(opensOn),
    closedOn: closure ? dateOf(closure.lastDay) : null,
    belongsTo: assignment?.to ?? null,
    belongsSince: assignment ? dateOf(assignment.from) : null,
    successors: successionOn(organisation, day)?.successors ?? [],
    group: groupOn(organisation, day) ?? null,
    patients: census?.patients ?? null,
    patientsOn: census ? dateOf(census.on) : null,
  };
}

export const groupOn = ({ memberships }: Organisation, day: Day): string | undefined =>
  memberships.findLast((membership) => isMemberOn(membership, day))?.group;

/** @returns undefined while it is not created */
export function groupRow({ created }: Group, members: readonly Organisation[], day: Day): RowOf<'groups'> | undefined {
  if (!created) return undefined;
  const { code: group, name, commissioner, splitKey } = created;
  const now = members.filter((member) => groupOn(member, day) === group);
  return { group, name, commissioner, splitKey, members: now.length };
}

/** The days on which what is said of an organisation changes by itself: the first that are otherwise. */
export const turningDays = ({
  assignments,
  memberships,
  successions,
  censuses,
  closure,
}: Organisation): readonly Day[] => [
  ...assignments.map(({ from }) => from),
  ...memberships.flatMap(({ from, lastDay }) => [from, ...(lastDay === undefined ? [] : [lastDay + 1])]),
  ...successions.map(({ from }) => from),
  ...censuses.map(({ on }) => on),
  ...(closure ? [closure.lastDay + 1] : []),
];
