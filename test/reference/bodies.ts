import { dayOf, yearDays, type Day, type Year } from '#kernel';
import { splitEvenly } from './fractions.js';
import { told, type Known } from './facts.js';
import { remembered } from './remembered.js';

const PRACTICE = 'PRACTICE';

export const practices = remembered((known: Known): readonly string[] =>
  told(known, 'RegisterOrganisation')
    .filter(({ type }) => type === PRACTICE)
    .map(({ code }) => code)
    .toSorted(),
);

export const isOrganisation = (known: Known, code: string): boolean =>
  told(known, 'RegisterOrganisation').some((organisation) => organisation.code === code);
export const isGroup = (known: Known, code: string): boolean =>
  told(known, 'CreateGroup').some(({ group }) => group === code);
export const isHolder = (known: Known, code: string): boolean =>
  practices(known).includes(code) || isGroup(known, code);

/** Days of one practice in one group, the last one without end while it has not left. */
export type Stay = { readonly group: string; readonly practice: string; readonly from: Day; readonly last: Day };

/** Joinings, each with the leaving that ended it, in recorded order of the joinings. */
export const stays = remembered((known: Known): readonly Stay[] => {
  const moves = [
    ...told(known, 'JoinGroup').map((join) => ({ ...join, lastDay: undefined })),
    ...told(known, 'LeaveGroup').map((leave) => ({ ...leave, from: undefined })),
  ].toSorted((a, b) => a.order - b.order);
  const found: { -readonly [Field in keyof Stay]: Stay[Field] }[] = [];
  for (const { group, practice, from, lastDay } of moves) {
    if (from !== undefined) {
      found.push({ group, practice, from: dayOf(from), last: Infinity });
      continue;
    }
    const last = dayOf(lastDay);
    for (const stay of found) {
      if (stay.group === group && stay.practice === practice && stay.from <= last && last <= stay.last)
        stay.last = last;
    }
  }
  return apart(found);
});

/** Two stays that share days after a correction: the one that begins earlier keeps them (rule 9, decision 5). */
function apart(all: readonly Stay[]): readonly Stay[] {
  const found: Stay[] = [];
  for (const stay of all.toSorted((a, b) => a.from - b.from)) {
    const before = found.filter(({ practice }) => practice === stay.practice).map(({ last }) => last);
    const from = Math.max(stay.from, ...before.map((last) => last + 1));
    if (from <= stay.last) found.push({ ...stay, from });
  }
  return found;
}

/** Rule 9: the stay to which a day of the practice belongs. */
export const stayOn = (known: Known, practice: string, day: Day): Stay | undefined =>
  stays(known).find((stay) => stay.practice === practice && stay.from <= day && day <= stay.last);

/** The practices that are in the group on that day, by code. */
export const membersOn = (known: Known, group: string, day: Day): readonly string[] =>
  practices(known).filter((practice) => stayOn(known, practice, day)?.group === group);

/** The practices that are in the group on any day of the year, by code. */
export const membersOf = remembered((known: Known, group: string, year: Year): readonly string[] => {
  const { first, last } = yearDays(year);
  const mine = stays(known).filter((stay) => stay.group === group && stay.from <= last && first <= stay.last);
  return practices(known).filter((practice) => mine.some((stay) => stay.practice === practice));
});

/** Rule 16: what each of the members counts in a split on that day, before all 0 count as equal. */
function weightOf(known: Known, group: string, practice: string, year: Year, day: Day): number {
  const key = told(known, 'CreateGroup').find((created) => created.group === group)!.splitKey;
  if (key === 'EQUAL') return 1;
  const limit = Math.max(yearDays(year).first, stayOn(known, practice, day)!.from);
  const censuses = told(known, 'RecordListSize')
    .filter((list) => list.practice === practice && dayOf(list.censusDate) <= limit)
    .toSorted((a, b) => dayOf(a.censusDate) - dayOf(b.censusDate) || a.order - b.order);
  return censuses.at(-1)?.patients ?? 0;
}

/** Splits pence among some of those who are members on that day. */
export function splitAmong(
  known: Known,
  { group, year }: { readonly group: string; readonly year: Year },
  pence: number,
  members: readonly string[],
  day: Day,
): ReadonlyMap<string, number> {
  if (members.length === 0) return new Map();
  const parts = splitEvenly(
    pence,
    members.map((practice) => weightOf(known, group, practice, year, day)),
  );
  return new Map(members.map((practice, index) => [practice, parts[index]!]));
}

type Assignment = { readonly commissioner: string; readonly from: Day; readonly order: number };

const assignments = (known: Known, practice: string): readonly Assignment[] =>
  told(known, 'AssignPractice')
    .filter((assigned) => assigned.practice === practice)
    .map(({ commissioner, from, order }) => ({ commissioner, from: dayOf(from), order }))
    .toSorted((a, b) => a.from - b.from || a.order - b.order);

/** Who owes, and whether nobody took it over from a body that is closed. */
export type Debtor = { readonly code: string | null; readonly unassigned: boolean };

function successionOf(known: Known, code: string) {
  return told(known, 'NameSuccessor')
    .filter((named) => named.code === code && dayOf(named.from) <= known.today)
    .toSorted((a, b) => dayOf(a.from) - dayOf(b.from) || a.order - b.order)
    .at(-1);
}

const isClosed = (known: Known, code: string): boolean => {
  const closed = told(known, 'CloseOrganisation').findLast((body) => body.code === code);
  return closed !== undefined && dayOf(closed.lastDay) < known.today;
};

/** Of several successors: the one to which the practice is assigned on the day of the succession, or first after it. */
function heir(known: Known, practice: string, successors: readonly string[], from: Day): string | undefined {
  if (successors.length === 1) return successors[0];
  const all = assignments(known, practice);
  const onTheDay = all.findLast((assigned) => assigned.from <= from);
  const after = all.filter((assigned) => assigned.from > from);
  return [...(onTheDay ? [onTheDay] : []), ...after].find(({ commissioner }) => successors.includes(commissioner))
    ?.commissioner;
}

/** Rule 19. */
export const debtorOf = remembered((known: Known, practice: string, year: Year): Debtor => {
  const day = Math.min(yearDays(year).last, known.today);
  let code = assignments(known, practice).findLast(({ from }) => from <= day)?.commissioner;
  if (code === undefined) return { code: null, unassigned: false };
  const passed: string[] = [];
  while (!passed.includes(code)) {
    passed.push(code);
    const succession = successionOf(known, code);
    if (!succession) return { code, unassigned: isClosed(known, code) };
    const next = heir(known, practice, succession.successors, dayOf(succession.from));
    if (next === undefined) return { code, unassigned: isClosed(known, code) };
    code = next;
  }
  return { code, unassigned: false };
});

/** Rule 21: whether `code` is the body, or belongs to it today, perhaps through others. */
export function belongsTo(known: Known, code: string | null, body: string): boolean {
  const passed: string[] = [];
  let now: string | null | undefined = code;
  while (now !== null && now !== undefined && !passed.includes(now)) {
    if (now === body) return true;
    passed.push(now);
    const of: string = now;
    now = told(known, 'AssignCommissioner')
      .filter(({ commissioner, from }) => commissioner === of && dayOf(from) <= known.today)
      .toSorted((a, b) => dayOf(a.from) - dayOf(b.from) || a.order - b.order)
      .at(-1)?.to;
  }
  return false;
}
