import { dateOf, yearDays } from '#kernel';
import type { Group, Member } from '../groups.js';
import type { Scene } from '../scene.js';
import { dayIn, type Draft, type Wave } from '../wave.js';

/** Groups, who is in them from the year's first day, who joins in October and who leaves at the end of December. */
export function groupMemberships({ year, groups, synthetic: source }: Scene): readonly Wave[] {
  const first = dateOf(yearDays(year).first);
  const joining = (of: Group, { practice, from }: Member): Draft => {
    const fields = { group: of.code, practice, from };
    return { key: `${practice}/joined`, command: 'JoinGroup', source, with: () => fields };
  };
  return [
    {
      on: dayIn(year, 0, 10),
      doing: 'groups',
      *drafts() {
        for (const { code: group, name, pct: commissioner, splitKey } of groups) {
          const fields = { group, name, commissioner, splitKey };
          yield { key: `${group}/created`, command: 'CreateGroup', source, with: () => fields };
        }
      },
    },
    {
      on: dayIn(year, 0, 12),
      doing: 'members of groups',
      *drafts() {
        for (const group of groups) for (const m of group.members) if (m.from === first) yield joining(group, m);
      },
    },
    {
      on: dayIn(year, 6, 24),
      doing: 'joiners of groups',
      *drafts() {
        for (const group of groups) for (const m of group.members) if (m.from > first) yield joining(group, m);
      },
    },
    {
      on: dayIn(year, 9, 15),
      doing: 'leavers of groups',
      *drafts() {
        for (const { code: group, members } of groups) {
          for (const { practice, lastDay } of members) {
            if (lastDay === undefined) continue;
            const fields = { group, practice, lastDay };
            yield { key: `${practice}/left`, command: 'LeaveGroup', source, with: () => fields };
          }
        }
      },
    },
  ];
}
