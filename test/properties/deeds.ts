import { dateOf } from '#kernel';
import type { Deed, Story } from './deed.js';
import { ofBodies } from './deeds-of-bodies.js';
import { ofDisputes } from './deeds-of-disputes.js';
import { ofMoney } from './deeds-of-money.js';
import { dayIn, week, type Timed } from './world.js';

const STORIES = { ...ofBodies, ...ofDisputes, ...ofMoney } satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;

/** Twice, what moves figures. */
export const STORY_NAMES: readonly StoryName[] = [
  ...(Object.keys(STORIES) as StoryName[]),
  ...(['policy', 'spending', 'closing', 'ruledDispute'] as const),
];

/** In days. */
const MONTHS_LATER = 120;

/** The numbers of a random move. */
type Drawn = Pick<Deed, 'pence' | 'shareBp' | 'choice' | 'isOther' | 'weeks'> & {
  readonly story: StoryName;
  readonly part: number;
  readonly skips: readonly number[];
};
type Around = Omit<Deed, keyof Drawn | 'on' | 'later'>;

/** The story of a deed, but for some acts of it: what rests on these will be refused. */
export function toldDeed(around: Around, { story, part, skips, ...drawn }: Drawn): readonly Timed[] {
  const [on, later] = [dayIn(around.year, part), dayIn(around.year, part) + MONTHS_LATER].map(dateOf) as [
    string,
    string,
  ];
  const deed: Deed = { ...drawn, ...around, on, later };
  return STORIES[story](deed)
    .filter((_, act) => !skips.includes(act))
    .map(([after, command, given]) => ({ day: week(after), command, with: given }));
}
