import { PCT, finance, manager } from './organisations.js';
import type { StoryStep } from './story-step.js';

export const GROUP = 'GRP1';
/** Members from the first day of 2007-08. */
export const founders = ['A99008', 'A99009', 'A99010'] as const;
/** Leaves at the half-year with the part that was struck on its last day. */
export const leaver = 'A99010';
/** Joins for the last quarter. */
export const joiner = 'A99011';

/** Four practices that save together, three at a time, and split what they earn by list size. */
export function* group(): Generator<StoryStep> {
  yield {
    at: '2007-04-12T09:00:00Z',
    do: 'CreateGroup',
    with: { group: GROUP, name: 'Exampleshire East Consortium', commissioner: PCT, splitKey: 'LIST' },
    by: finance,
  };
  for (const practice of founders) {
    yield {
      at: '2007-04-12T09:30:00Z',
      do: 'JoinGroup',
      with: { group: GROUP, practice, from: '2007-04-01' },
      by: manager(practice),
    };
  }
  yield {
    at: '2007-09-24T10:00:00Z',
    do: 'LeaveGroup',
    with: { group: GROUP, practice: leaver, lastDay: '2007-09-30' },
    by: manager(leaver),
    label: 'leaver',
  };
  yield {
    at: '2007-12-17T10:00:00Z',
    do: 'JoinGroup',
    with: { group: GROUP, practice: joiner, from: '2008-01-01' },
    by: manager(joiner),
    label: 'joiner',
  };
}
