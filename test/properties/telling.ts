import { dateOf, monthDays, yearDays, type Day, type Year } from '#kernel';
import { toldDeed } from './deeds.js';
import type { Move, MoveOf } from './moves.js';
import {
  AUTHORITY,
  GROUPS,
  LINES,
  TRUSTS,
  dayIn,
  practiceCode,
  week,
  weekAfter,
  yearAt,
  yearsOf,
  type Timed,
  type World,
} from './world.js';

/** What the moves of one history may refer to. */
export type Telling = {
  readonly world: World;
  readonly entries: readonly { readonly id: string; readonly practice: string; readonly year: Year }[];
  readonly disputes: readonly { readonly id: string; readonly holder: string; readonly weeks: number }[];
};

const FIRST_GROUP = 5;

const practiceOf = ({ world }: Telling, index: number): string => practiceCode(index % world.practices.length);
const holderOf = (telling: Telling, index: number): string =>
  index >= FIRST_GROUP ? GROUPS[index - FIRST_GROUP]! : practiceOf(telling, index);
const yearOf = ({ world }: Telling, index: number): Year => yearAt(index % yearsOf(world).length);
const trustOf = ({ world }: Telling, holder: string): string => {
  const index = world.practices.findIndex((_, at) => practiceCode(at) === holder);
  return TRUSTS[world.practices[index]?.trust ?? 0]!;
};

export const entryId = (index: number): string => `E${index}`;
const disputeId = (index: number): string => `D${index}`;

export const entriesOf = (world: World, moves: readonly Move[]): Telling['entries'] => {
  const telling: Telling = { world, entries: [], disputes: [] };
  return moves.flatMap((move, index) =>
    move.kind === 'entry'
      ? [{ id: entryId(index), practice: practiceOf(telling, move.practice), year: yearOf(telling, move.year) }]
      : [],
  );
};

export const disputesOf = (world: World, moves: readonly Move[]): Telling['disputes'] => {
  const telling: Telling = { world, entries: [], disputes: [] };
  return moves.flatMap((move, index) =>
    move.kind === 'dispute'
      ? [{ id: disputeId(index), holder: holderOf(telling, move.holder), weeks: move.weeks }]
      : [],
  );
};

function agreement(telling: Telling, move: MoveOf<'agreement'>, index: number): readonly Timed[] {
  const holder = holderOf(telling, move.holder);
  const commissioner = trustOf(telling, holder);
  const first = dayIn(yearOf(telling, move.year), move.from);
  const last = first + move.length;
  const id = `AG${index}`;
  const day = week((move.retroactive ? weekAfter(first) : Math.max(0, weekAfter(first) - 8)) + move.weeks);
  const signedOn = move.signedOnDaysBefore === undefined ? {} : { signedOn: dateOf(day - move.signedOnDaysBefore) };
  const sign = (command: string, given: object, at: Day, parties: readonly string[]): readonly Timed[] =>
    parties.map((organisation) => ({ day: at, command, with: { ...given, organisation, signatory: 'Dr A Partner' } }));
  const ended = move.endsAfter === undefined ? [] : [first + (move.endsAfter % (move.length + 1))];
  return [
    {
      day,
      command: 'ProposeAgreement',
      with: {
        agreement: id,
        commissioner,
        holder,
        from: dateOf(first),
        to: dateOf(last),
        terms: { edition: 'DH-2006-PRACTICAL', ...move.terms },
      },
    },
    ...sign(
      'SignAgreement',
      { agreement: id, ...signedOn },
      day,
      move.holderSigns ? [holder, commissioner] : [commissioner],
    ),
    ...move.variations.flatMap(({ after, weeks, terms, bothSign }, number): readonly Timed[] => {
      const variation = `${id}-V${number}`;
      const at = week(weekAfter(day) + weeks);
      const effectiveFrom = dateOf(first + (after % (move.length + 1)));
      return [
        { day: at, command: 'VaryAgreement', with: { agreement: id, variation, effectiveFrom, terms } },
        ...sign('SignVariation', { agreement: id, variation }, at, bothSign ? [commissioner, holder] : [holder]),
      ];
    }),
    ...ended.map((endsOn): Timed => ({
      day: week(weekAfter(day) + 20),
      command: 'EndAgreement',
      with: { agreement: id, endsOn: dateOf(endsOn), because: 'Withdrawn' },
    })),
  ];
}

function membership(telling: Telling, move: MoveOf<'membership'>): readonly Timed[] {
  const practice = practiceOf(telling, move.practice);
  const group = GROUPS[move.group]!;
  const from = dayIn(yearOf(telling, move.year), move.from);
  const day = week(Math.max(0, weekAfter(from) - 4) + move.weeks);
  const join: Timed = { day, command: 'JoinGroup', with: { group, practice, from: dateOf(from) } };
  if (move.stays === undefined) return [join];
  const lastDay = from + move.stays;
  const leaves = week(Math.max(weekAfter(day), weekAfter(lastDay) - 4) + move.leavesWeeks);
  return [join, { day: leaves, command: 'LeaveGroup', with: { group, practice, lastDay: dateOf(lastDay) } }];
}

function entry(telling: Telling, move: MoveOf<'entry'>, index: number): readonly Timed[] {
  const practice = practiceOf(telling, move.practice);
  const year = yearOf(telling, move.year);
  const { reason, pence, returned } = move;
  const [line, second] = [LINES[move.line]!, LINES[move.second]!];
  const cut = ['CONTINGENCY', 'TOP_SLICE', 'SAVINGS_TARGET'].includes(reason) ? -Math.abs(pence) : pence;
  const lines =
    reason === 'VIREMENT' && line !== second
      ? { [line]: pence, [second]: -pence }
      : { [line]: reason === 'VIREMENT' ? 0 : cut };
  const day = week(move.weeks);
  const effectiveOn = dateOf(dayIn(year, move.part));
  const decidedOn = move.decidedDaysBefore === undefined ? {} : { decidedOn: dateOf(day - move.decidedDaysBefore) };
  const posted: Timed = {
    day,
    command: 'PostBudgetEntry',
    with: { practice, year, entry: entryId(index), effectiveOn, reason, lines, ...decidedOn },
  };
  if (returned === undefined) return [posted];
  const back = { [line]: -Math.trunc(((lines[line] ?? 0) * returned) / 100) };
  const given = { practice, year, entry: `${entryId(index)}-back`, effectiveOn: dateOf(dayIn(year, move.part + 60)) };
  return [
    posted,
    {
      day: week(move.weeks + 6),
      command: 'PostBudgetEntry',
      with: { ...given, reason: 'TOP_SLICE_RETURNED', lines: back, returns: entryId(index) },
    },
  ];
}

function actuals(telling: Telling, move: MoveOf<'actuals'>): readonly Timed[] {
  const year = yearOf(telling, move.year);
  const months = Array.from({ length: move.months }, (_, at) => move.first + at).filter((month) => month <= 12);
  const rows = months.flatMap((month) => {
    const { first, last } = monthDays(year, month);
    return move.lines.flatMap((line, at) => {
      const pence = move.pence + at * month;
      if (move.cutAt === undefined) return [{ month, line, pence }];
      const middle = first + move.cutAt - 1;
      return [
        { month, line, pence, from: dateOf(first), to: dateOf(middle) },
        { month, line, pence: pence + 7, from: dateOf(middle + 1), to: dateOf(last) },
      ];
    });
  });
  const covers = move.covers === 'none' ? {} : { covers: { months, lines: move.covers === 'all' ? 'ALL' : LINES } };
  const ended = weekAfter(monthDays(year, months.at(-1)!).last + 1);
  const weeks = move.version === 'ESTIMATE' ? Math.max(0, ended - 4 + move.weeks) : ended + move.weeks;
  const practice = practiceOf(telling, move.practice);
  return [
    { day: week(weeks), command: 'RecordActuals', with: { practice, year, version: move.version, rows, ...covers } },
  ];
}

const ofPractice = (telling: Telling, { practice, year }: { practice: number; year: number }) => ({
  practice: practiceOf(telling, practice),
  year: yearOf(telling, year),
});
const ofHolder = (telling: Telling, { holder, year }: { holder: number; year: number }) => ({
  holder: holderOf(telling, holder),
  year: yearOf(telling, year),
});

function suspension(telling: Telling, move: MoveOf<'suspension'>): readonly Timed[] {
  const { holder, year } = ofHolder(telling, move);
  const of = move.byTrust === undefined ? { holder } : { commissioner: TRUSTS[move.byTrust] };
  const given = { ...of, year, because: 'Recovery plan' };
  const lift =
    move.lifted === undefined ? [] : [{ day: week(move.weeks + move.lifted), command: 'LiftSuspension', with: given }];
  return [{ day: week(move.weeks), command: 'SuspendRelease', with: given }, ...lift];
}

function payment(telling: Telling, move: MoveOf<'payment'>, index: number): readonly Timed[] {
  const given = ofHolder(telling, move);
  const id = `P${index}`;
  const pence = Math.max(1, move.pence);
  const day = week(move.weeks);
  const paid: Timed = { day, command: 'RecordPayment', with: { ...given, payment: id, pence } };
  if (move.reversed === undefined) return [paid];
  const back = { ...given, payment: `${id}-back`, pence: -Math.max(1, Math.min(move.reversed, pence)), reverses: id };
  return [paid, { day: day + 7, command: 'RecordPayment', with: back }];
}

function finance(telling: Telling, { trust, year, what, pence, weeks }: MoveOf<'finance'>): readonly Timed[] {
  const of = { commissioner: TRUSTS[trust], year: yearOf(telling, year) };
  const because = 'Board minute';
  const fields: Record<typeof what, object> = {
    SetResourceLimit: { pence, because },
    AdjustResourceLimit: { deltaPence: -pence, because },
    ReportForecast: { month: 7, forecastOutturnPence: -pence },
    ApplyTopSlice: { pence, by: AUTHORITY, because },
    ReturnTopSlice: { pence, by: AUTHORITY, because },
    AdoptRecoveryPlan: { because },
    SetReleaseFund: { pence },
  };
  return [{ day: week(weeks), command: what, with: { ...of, ...fields[what] } }];
}

function dispute(telling: Telling, move: MoveOf<'dispute'>, index: number): readonly Timed[] {
  const { holder, year } = ofHolder(telling, move);
  const isGroup = move.holder >= FIRST_GROUP;
  const id = disputeId(index);
  const entries = telling.entries.filter((entry) => entry.year === year && (isGroup || entry.practice === holder));
  const effects = move.effects.flatMap(({ kind, shareBp, pence, entry: which }): readonly object[] => {
    if (kind === 'SET_SHARE') return [{ kind, shareBp }];
    if (kind === 'SET_ENTITLEMENT') return [{ kind, pence }];
    const found = entries[which % Math.max(1, entries.length)];
    return found
      ? [{ kind, entry: found.id, portionBp: shareBp, ...(isGroup ? { practice: found.practice } : {}) }]
      : [];
  });
  const opened: Timed = {
    day: week(move.weeks),
    command: 'OpenDispute',
    with: { dispute: id, holder, year, about: 'The figure' },
  };
  if (!move.ruled) return [opened];
  const settles = move.outcome === 'UPHELD' || move.outcome === 'PART_UPHELD';
  const ruling = { dispute: id, outcome: move.outcome, ...(settles ? { effects } : {}) };
  return [opened, { day: week(move.weeks + 9), command: 'IssueRuling', with: ruling }];
}

function deed(telling: Telling, move: MoveOf<'deed'>, index: number): readonly Timed[] {
  const { holder, year } = ofHolder(telling, move);
  const practice = practiceOf(telling, move.holder);
  const entries = telling.entries.filter(
    (entry) => entry.year === year && (holder !== practice || entry.practice === holder),
  );
  const one = <T>(all: readonly T[]): T | undefined => all[move.which % Math.max(1, all.length)];
  const yearIndex = yearsOf(telling.world).indexOf(year);
  const of = { index, holder, trust: trustOf(telling, holder), practice, year, nextYear: yearAt(yearIndex + 1) };
  return toldDeed({ ...of, opening: 52 * yearIndex, entry: one(entries), dispute: one(telling.disputes) }, move);
}

function succession(telling: Telling, move: MoveOf<'succession'>): readonly Timed[] {
  const from = dayIn(yearOf(telling, move.year), move.part);
  const code = TRUSTS[move.trust]!;
  const others = TRUSTS.filter((other) => other > code);
  const successors = move.both ? others : others.slice(-1);
  const day = week(move.weeks);
  return [
    { day, command: 'NameSuccessor', with: { code, from: dateOf(from), successors } },
    ...(move.closes ? [{ day, command: 'CloseOrganisation', with: { code, lastDay: dateOf(from - 1) } }] : []),
  ];
}

type Teller<Kind extends Move['kind']> = (telling: Telling, move: MoveOf<Kind>, index: number) => readonly Timed[];
type Simple = Exclude<Move['kind'], 'error'>;

const once = (weeks: number, command: string, given: object): readonly Timed[] => [
  { day: week(weeks), command, with: given },
];

/** Some weeks after the month, when there is mostly something to restate. */
const restatedIn = (telling: Telling, { year, month, weeks }: MoveOf<'restatement'>): number =>
  weekAfter(monthDays(yearOf(telling, year), month).last) + 10 + (weeks % 60);

/** How each choice is told in commands. */
export const tellers: { readonly [Kind in Simple]: Teller<Kind> } = {
  agreement,
  membership,
  entry,
  actuals,
  suspension,
  payment,
  finance,
  dispute,
  deed,
  succession,
  restatement: (telling, move, index) =>
    once(restatedIn(telling, move), 'RestateActuals', {
      ...ofPractice(telling, move),
      restatement: `R${index}`,
      cause: 'CODING',
      rows: [{ month: move.month, line: LINES[move.line], deltaPence: move.pence }],
    }),
  cost: (telling, move) =>
    once(move.weeks, 'RecordServiceCost', {
      ...ofPractice(telling, move),
      scheme: `S${move.scheme}`,
      month: move.month,
      pence: move.pence,
    }),
  case: (telling, move, index) =>
    once(move.weeks, 'PoolHighCostCase', {
      ...ofPractice(telling, move),
      case: `C${index}`,
      month: move.month,
      line: LINES[move.line],
      costPence: move.pence,
      thresholdPence: move.threshold,
    }),
  adjustment: (telling, move, index) =>
    once(move.weeks, 'AgreeAdjustment', {
      ...ofPractice(telling, move),
      adjustment: `A${index}`,
      kind: 'TARIFF',
      ...(move.month === undefined ? {} : { month: move.month }),
      pence: move.pence,
    }),
  overspend: (telling, move) =>
    once(move.weeks, 'RecordOverspend', {
      holder: holderOf(telling, move.holder),
      fromYear: yearAt(move.fromYear - 1),
      pence: move.pence,
    }),
  offer: (telling, move) =>
    once(move.weeks, 'OfferRelease', {
      ...ofHolder(telling, move),
      ...(move.shareBp === undefined ? { pence: move.pence } : { shareBp: move.shareBp }),
    }),
  claim: (telling, move, index) =>
    once(move.weeks, 'ClaimSavings', { ...ofHolder(telling, move), claim: `CL${index}`, pence: move.pence }),
  confirmation: (telling, move) => {
    const given = ofHolder(telling, move);
    const weeks = weekAfter(yearDays(given.year).last + 1) + 8 + move.weeks;
    return once(weeks, 'ConfirmEntitlement', { ...given, ...(move.accepts ? { acceptEstimates: LINES } : {}) });
  },
  release: (telling, move, index) =>
    once(move.weeks, 'ReleaseFunds', { ...ofHolder(telling, move), release: `RL${index}`, pence: move.pence }),
  list: (telling, move) => {
    const { practice, year } = ofPractice(telling, move);
    return once(move.weeks, 'RecordListSize', {
      practice,
      censusDate: dateOf(dayIn(year, move.part)),
      patients: move.patients,
    });
  },
  reassignment: (telling, move) => {
    const { practice, year } = ofPractice(telling, move);
    return once(move.weeks, 'AssignPractice', {
      practice,
      commissioner: TRUSTS[move.trust],
      from: dateOf(dayIn(year, move.part)),
    });
  },
};
