import { dateOf } from '#kernel';
import type { Act, Deed, Story } from './deed.js';
import { AUTHORITY, week } from './world.js';

/** After which the first step of a dispute has passed, and is told to have passed. */
const STEP_WEEKS = 4;

type Subject = { readonly dispute: string; readonly weeks: number; readonly parties: readonly [string, string] };

/** A dispute of its own, or one of the others, when that may have been ruled. */
function subjectOf({ index, holder, trust, dispute, weeks, choice }: Deed): Subject {
  if (!dispute || choice === 0) return { dispute: `DD${index}`, weeks, parties: [holder, trust] };
  return { dispute: dispute.id, weeks: dispute.weeks + 10, parties: [dispute.holder, trust] };
}

const opened = ({ holder, year }: Deed, { dispute, weeks }: Subject): readonly Act[] => [
  [weeks, 'OpenDispute', { dispute, holder, year, about: 'The figure' }],
  [weeks + STEP_WEEKS + 1, 'PassDisputeDeadline', { dispute, step: 'LOCAL', dueOn: dateOf(week(weeks + STEP_WEEKS)) }],
];

function effectsOf({ entry, choice, shareBp, pence, holder }: Deed): readonly object[] {
  if (choice === 1) return [{ kind: 'SET_ENTITLEMENT', pence }];
  if (choice === 2 || !entry) return [{ kind: 'SET_SHARE', shareBp }];
  const ofGroup = entry.practice === holder ? {} : { practice: entry.practice };
  return [{ kind: 'COUNT_ENTRY', entry: entry.id, portionBp: shareBp, ...ofGroup }];
}

/** Through all steps up to a ruling, one in its place, and beyond. */
const ruledDispute: Story = (deed) => {
  const subject = subjectOf(deed);
  const { dispute, weeks: start, parties } = subject;
  const [one, other] = parties;
  const [from, isOther] = [start + STEP_WEEKS + 2, deed.isOther];
  const evidence = { kind: 'LETTER', what: 'A letter', organisation: other };
  const effects = effectsOf(deed);
  const anew = isOther ? {} : { outcome: 'UPHELD', effects: effectsOf({ ...deed, choice: (deed.choice + 1) % 5 }) };
  return [
    ...opened(deed, subject),
    [from, 'StatePosition', { dispute, statement: 'POS1', organisation: one, text: 'It is wrong' }],
    [from, 'AddEvidence', { dispute, evidence: 'EV1', ...evidence }],
    [from, 'EscalateDispute', { dispute, step: 'SHA', arbiter: AUTHORITY }],
    [from + 1, 'RequestExtension', { dispute, extension: 'X1', organisation: one, until: dateOf(week(from + 8)) }],
    [from + 1, 'GrantExtension', { dispute, extension: 'X1', agreedBy: parties }],
    [
      from + 2,
      'IssueRuling',
      { dispute, outcome: isOther ? 'PART_UPHELD' : 'UPHELD', effects, organisation: AUTHORITY },
    ],
    [from + 5, 'SupersedeRuling', { dispute, because: 'It was given on other figures', ...anew }],
    [from + 6, 'ComplyWithRuling', { dispute, organisation: other, what: 'Paid', pence: deed.pence }],
    [from + 8, 'CloseDispute', { dispute, how: isOther ? 'WITHDRAWN' : 'COMPLIED', organisation: one }],
    [from + 20, 'ReopenDispute', { dispute, organisation: one, because: 'Minutes came to light', evidence: 'EV1' }],
    [from + 24, 'SupersedeRuling', { dispute, because: 'Of the minutes', outcome: 'DISMISSED', effects: [] }],
  ];
};

/** Offers are made, and one is accepted. */
const settledDispute: Story = (deed) => {
  const subject = subjectOf(deed);
  const { dispute, weeks, parties } = subject;
  const [one, other] = parties;
  const meant = deed.isOther ? { pence: deed.pence } : { shareBp: deed.shareBp };
  return [
    ...opened(deed, subject),
    [weeks + 2, 'MakeOffer', { dispute, offer: 'OF1', organisation: one, pence: 1 + deed.pence }],
    [weeks + 3, 'MakeOffer', { dispute, offer: 'OF2', organisation: other, ...meant }],
    [weeks + 4, 'AcceptOffer', { dispute, offer: 'OF2', organisation: one }],
    [weeks + 9, 'ReopenDispute', { dispute, organisation: other, because: 'It was not paid' }],
    [weeks + 12, 'CloseDispute', { dispute, how: 'SETTLED', organisation: other }],
  ];
};

/** What is said and done in disputes. */
export const ofDisputes = { ruledDispute, settledDispute } satisfies Record<string, Story>;
