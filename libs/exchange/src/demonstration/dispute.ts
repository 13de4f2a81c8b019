import { SLICE_ENTRY } from './deficit.js';
import { arbitrator, finance, manager } from './organisations.js';
import type { StoryStep } from './story-step.js';

/** No guarantee, so the slice counts against it, and the trust offers half of what is left. */
export const disputant = 'A99004';
const YEAR = '2007-08';

/** An offer, a dispute about the slice, the ruling of the authority, and the offer that follows it. */
export function* dispute(): Generator<StoryStep> {
  yield {
    at: '2008-06-18T09:00:00Z',
    do: 'OfferRelease',
    with: { holder: disputant, year: YEAR, shareBp: 5_000 },
    by: finance,
    label: 'offer',
  };
  yield {
    at: '2008-06-25T09:00:00Z',
    do: 'OpenDispute',
    with: {
      dispute: 'DISPUTE-1',
      holder: disputant,
      year: YEAR,
      about: 'The slice of November was taken off a budget agreed in April, from its first day',
    },
    by: manager(disputant),
    label: 'dispute',
  };
  yield {
    at: '2008-09-10T14:00:00Z',
    do: 'IssueRuling',
    with: {
      dispute: 'DISPUTE-1',
      outcome: 'PART_UPHELD',
      effects: [{ kind: 'COUNT_ENTRY', entry: SLICE_ENTRY, portionBp: 5_000 }],
    },
    by: arbitrator,
    label: 'ruling',
    because: 'Half of the year was over when the slice was decided',
  };
  yield {
    at: '2008-09-22T09:00:00Z',
    do: 'OfferRelease',
    with: { holder: disputant, year: YEAR, shareBp: 7_000 },
    by: finance,
    label: 'offer-after-the-ruling',
  };
}
