import { canonicalJson, sha256 } from '#audit';
import { agreements } from './agreements.js';
import { budgets, entries } from './budgets.js';
import { deficit, finances } from './deficit.js';
import { dispute } from './dispute.js';
import { group } from './group.js';
import { months } from './months.js';
import { listSizes, organisations } from './organisations.js';
import { restatement, schemes } from './schemes.js';
import type { LoadedStep, StoryStep } from './story-step.js';
import { firstYearEnd, secondYearEnd } from './year-ends.js';

/** Every fact of the story says where it comes from. */
export const STORY_SOURCE = 'invented demonstration';
/** Command ids of the story, of whichever version, begin so. */
export const STORY_ID_PREFIX = 'demonstration-';

/** In the order in which a reader follows them; on one instant, in the order of recording too. */
const CHAPTERS: readonly (() => Iterable<StoryStep>)[] = [
  organisations,
  listSizes,
  group,
  finances,
  agreements,
  budgets,
  entries,
  months,
  schemes,
  firstYearEnd,
  deficit,
  secondYearEnd,
  dispute,
  restatement,
];

const DIGITS_OF_VERSION = 12;

/**
 * Two years of an invented trust, in the order in which the ledger learned of them. Command ids carry a hash of the
 * whole story, so a store that holds another version of it is known by its first id.
 */
export function demonstrationStory(): readonly LoadedStep[] {
  const steps = CHAPTERS.flatMap((chapter) => [...chapter()]);
  steps.sort((earlier, later) => (earlier.at < later.at ? -1 : earlier.at > later.at ? 1 : 0));
  const version = sha256(canonicalJson(steps)).slice(0, DIGITS_OF_VERSION);
  return steps.map((step, index) => ({
    ...step,
    id: `${STORY_ID_PREFIX}${version}-${String(index + 1).padStart(4, '0')}`,
  }));
}
