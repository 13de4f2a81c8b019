import { dateOf, type Day } from '#kernel';
import type { Chance } from './chance.js';
import { GROUPS, LINES, type Story } from './story.js';

const guarantee = (chance: Chance) =>
  chance.of([null, { text: 'Paid', protectsBaseline: true }, { text: 'Paid', protectsBaseline: false }]);
const recovery = (chance: Chance) =>
  chance.of([{ kind: 'NONE' }, { kind: 'FULL_FIRST' }, { kind: 'INSTALMENTS', years: chance.whole(1, 4) }]);
const shareBp = (chance: Chance) => chance.of([0, 5000, 6667, 7000, 7000, 7350, 10_000, chance.whole(0, 10_000)]);
const lines = (chance: Chance) => (chance.likely(0.6) ? 'ALL' : chance.some(LINES));
const segments = (chance: Chance) => chance.of(['ADD_UP', 'STAND_ALONE']);

function changed(chance: Chance): object {
  const all = {
    shareBp: shareBp(chance),
    guarantee: guarantee(chance),
    lines: lines(chance),
    recovery: recovery(chance),
    segments: segments(chance),
  };
  return Object.fromEntries(chance.some(Object.entries(all)));
}

type Signing = { readonly command: string; readonly given: object; readonly holder: string; readonly day: Day };

function sign(story: Story, { command, given, holder, day }: Signing): void {
  const { chance } = story;
  const parties = chance.likely(0.5) ? [holder, story.trustOf(holder)] : [story.trustOf(holder), holder];
  parties.forEach((organisation, index) => {
    if (chance.likely(0.04)) return;
    const at = day + index * chance.of([0, 0, 20]);
    const signedOn = chance.likely(0.3) ? { signedOn: dateOf(at - chance.whole(0, 90)) } : {};
    story.tell(at, command, { ...given, organisation, signatory: 'Dr A Partner', ...signedOn });
  });
}

type Proposal = {
  readonly id: string;
  readonly holder: string;
  readonly first: Day;
  readonly last: Day;
  readonly day: Day;
};

function variations(story: Story, { id: agreement, holder, first, last, day: proposedOn }: Proposal): void {
  const { chance } = story;
  for (let count = chance.whole(0, 3); count > 0; count -= 1) {
    const variation = story.id('V');
    const inside = story.hot.filter((day) => day >= first && day <= last);
    const effective = inside.length > 0 && chance.likely(0.8) ? chance.of(inside) : chance.whole(first, last);
    const day = Math.max(proposedOn + 1, effective + chance.whole(-100, 300));
    const given = { agreement, variation };
    story.tell(day, 'VaryAgreement', { ...given, effectiveFrom: dateOf(effective), terms: changed(chance) });
    sign(story, { command: 'SignVariation', given, holder, day: day + chance.of([0, 0, 30]) });
  }
}

function proposed(story: Story, holder: string, first: Day, last: Day, day: Day): string {
  const { chance } = story;
  const agreement = story.id('AG');
  const optional = {
    guarantee: guarantee(chance),
    lines: lines(chance),
    recovery: recovery(chance),
    segments: segments(chance),
  };
  const terms = { edition: 'DH-2006-PRACTICAL', shareBp: shareBp(chance), ...(chance.likely(0.9) ? optional : {}) };
  const given = {
    agreement,
    commissioner: story.trustOf(holder),
    holder,
    from: dateOf(first),
    to: dateOf(last),
    terms,
  };
  story.tell(day, 'ProposeAgreement', given);
  sign(story, { command: 'SignAgreement', given: { agreement }, holder, day });
  return agreement;
}

/** An agreement with variations, perhaps ended early and followed by another on the day after. */
export function agreement(story: Story): void {
  const { chance } = story;
  const holder = story.holder();
  const first = story.hotDay();
  const last = Math.max(first, chance.likely(0.6) ? chance.of(story.hot) - 1 : first + chance.whole(0, 700));
  const day = first + chance.whole(-60, 150);
  const id = proposed(story, holder, first, last, day);
  variations(story, { id, holder, first, last, day });
  if (chance.likely(0.3)) {
    const inside = story.hot.map((each) => each - 1).filter((each) => each >= first && each <= last);
    const end = inside.length > 0 ? chance.of(inside) : chance.whole(first, last);
    const at = day + chance.whole(30, 200);
    story.tell(at, 'EndAgreement', { agreement: id, endsOn: dateOf(end), because: 'Withdrawn' });
    if (chance.likely(0.7)) {
      const next = proposed(story, holder, end + 1, end + chance.whole(30, 500), at + 1);
      variations(story, { id: next, holder, first: end + 1, last: end + 30, day: at + 1 });
    }
  }
}

/** Joinings and leavings that share borders, with practices that come as others go. */
export function membership(story: Story): void {
  const { chance } = story;
  const from = story.hotDay();
  const group = chance.of(GROUPS);
  for (const practice of chance.some(story.practices)) {
    const day = from + chance.whole(-30, 40);
    story.tell(day, 'JoinGroup', { group, practice, from: dateOf(from) });
    if (chance.likely(0.35)) continue;
    const lastDay = Math.max(from, chance.of(story.hot) - 1);
    const leaves = Math.max(day, lastDay + chance.whole(-20, 40));
    story.tell(leaves, 'LeaveGroup', { group, practice, lastDay: dateOf(lastDay) });
    if (chance.likely(0.4)) {
      const next = chance.of(GROUPS);
      story.tell(leaves, 'JoinGroup', { group: next, practice, from: dateOf(lastDay + 1) });
    }
  }
}
