import type { commandCatalogue } from '#contract';
import { GROUP } from './group.js';
import { PCT, finance, manager } from './organisations.js';
import type { StoryStep } from './story-step.js';

type Terms = (typeof commandCatalogue)['ProposeAgreement']['example']['terms'];

type Deed = {
  readonly agreement: string;
  readonly holder: string;
  /** Who signs for the holder. */
  readonly signatory: string;
  readonly from: string;
  readonly signedOn: string;
  readonly terms: Terms;
};

const SEVENTY_PER_CENT = { edition: 'DH-2006-PRACTICAL', shareBp: 7_000 } as const;
const PROMISE = 'The share is paid whatever the finances of the trust';
const LAST_DAY = '2008-03-31';

/**
 * Five agreements, of three kinds. A99005, A99006, A99012, A99010 after it has left and A99011 before it joins have
 * none: the guidance holds for them.
 */
export const deeds: readonly Deed[] = [
  {
    agreement: 'AG-CEDAR',
    holder: 'A99003',
    signatory: 'Dr C Cedarholm',
    from: '2006-04-01',
    signedOn: '2006-04-18',
    terms: SEVENTY_PER_CENT, // no guarantee
  },
  {
    agreement: 'AG-ASH',
    holder: 'A99001',
    signatory: 'Dr A Ashdown',
    from: '2007-04-01',
    signedOn: '2007-04-16',
    terms: { ...SEVENTY_PER_CENT, guarantee: { text: PROMISE, protectsBaseline: true } },
  },
  {
    agreement: 'AG-BEECH',
    holder: 'A99002',
    signatory: 'Dr B Beechworth',
    from: '2007-04-01',
    signedOn: '2007-04-16',
    terms: { ...SEVENTY_PER_CENT, guarantee: { text: PROMISE, protectsBaseline: false } },
  },
  {
    agreement: 'AG-DOGWOOD',
    holder: 'A99004',
    signatory: 'Dr D Dogherty-Wood',
    from: '2007-04-01',
    signedOn: '2007-04-17',
    terms: SEVENTY_PER_CENT, // no guarantee: hence the dispute
  },
  {
    agreement: 'AG-GORSE',
    holder: 'A99007',
    signatory: 'Dr G Gorseley',
    from: '2007-04-01',
    signedOn: '2007-04-17',
    terms: { ...SEVENTY_PER_CENT, recovery: { kind: 'FULL_FIRST' } }, // last year's overspend comes off first
  },
  {
    agreement: 'AG-EAST',
    holder: GROUP,
    signatory: 'Dr H Hazelgrove',
    from: '2007-04-01',
    signedOn: '2007-04-18',
    terms: { ...SEVENTY_PER_CENT, guarantee: { text: PROMISE, protectsBaseline: true } },
  },
];

/** Proposed by the trust, signed by both; in force with the second signature. */
export function* agreements(): Generator<StoryStep> {
  for (const { agreement, holder, signatory, from, signedOn, terms } of deeds) {
    yield {
      at: `${signedOn}T09:00:00Z`,
      do: 'ProposeAgreement',
      with: { agreement, commissioner: PCT, holder, from, to: LAST_DAY, terms },
      by: finance,
    };
    yield {
      at: `${signedOn}T10:00:00Z`,
      do: 'SignAgreement',
      with: { agreement, organisation: holder, signatory },
      by: manager(holder),
    };
    yield {
      at: `${signedOn}T11:00:00Z`,
      do: 'SignAgreement',
      with: { agreement, organisation: PCT, signatory: 'P Penhallow, Director of Finance' },
      by: finance,
      label: `${agreement}-in-force`,
    };
  }
}
