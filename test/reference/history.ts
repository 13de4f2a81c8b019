import { dateOf, monthDays, yearDays, type Day, type Year } from '#kernel';
import type { Chance } from './chance.js';
import { agreement, membership } from './history-of-terms.js';
import { moneyMoves } from './history-of-money.js';
import { GROUPS, LINES, Story, TRUSTS } from './story.js';

/** An order for the ledger, on a simulated clock. */
export type Command = {
  readonly command: string;
  readonly with: object;
  readonly commandId: string;
  readonly label: string;
  readonly recordedAt: string;
};

function founding(story: Story): void {
  const { chance } = story;
  const opensOn = '2002-04-01';
  const register = (code: string, type: string) =>
    story.tell(story.start, 'RegisterOrganisation', { code, type, name: `${type} ${code}`, opensOn });
  register('Q39', 'SHA');
  register('CL1', 'PCT_CLUSTER');
  for (const code of TRUSTS) register(code, 'PCT');
  const belongs = { '5X1': 'CL1', '5X2': 'Q39', CL1: 'Q39' };
  for (const [commissioner, to] of Object.entries(belongs)) {
    story.tell(story.start, 'AssignCommissioner', { commissioner, to, from: opensOn });
  }
  for (const group of GROUPS) {
    const splitKey = chance.of(['LIST', 'LIST', 'EQUAL']);
    story.tell(story.start, 'CreateGroup', { group, name: group, commissioner: TRUSTS[0], splitKey });
  }
  const isEmpty = chance.likely(0.15);
  for (const practice of story.practices) {
    register(practice, 'PRACTICE');
    story.tell(story.start, 'AssignPractice', { practice, commissioner: story.trustOf(practice), from: opensOn });
    for (const censusDate of [dateOf(story.start - 300), dateOf(chance.of(story.hot))]) {
      const patients = isEmpty ? 0 : chance.whole(0, 12);
      story.tell(story.start, 'RecordListSize', { practice, censusDate, patients });
    }
  }
}

function weights(chance: Chance): readonly number[] {
  const kind = chance.whole(0, 3);
  const last = chance.whole(1, 12);
  const given = Array.from({ length: 12 }, (_, index) => (kind === 0 && index >= last ? 0 : chance.whole(0, 3)));
  return given.every((weight) => weight === 0) ? given.map((_, index) => (index === 0 ? 1 : 0)) : given;
}

function budget(story: Story, practice: string, year: Year): void {
  const { chance } = story;
  const lines = Object.fromEntries(
    chance.some(LINES).map((line) => [line, chance.likely(0.1) ? 0 : story.pence() * 12]),
  );
  const profile = chance.likely(0.4) ? { profile: weights(chance) } : {};
  const profiles = chance.likely(0.3) ? { profiles: { [Object.keys(lines)[0]!]: weights(chance) } } : {};
  const given = { practice, year, method: 'HISTORIC', lines, ...profile, ...profiles };
  story.tell(yearDays(year).first + chance.whole(-2, 60), 'SetIndicativeBudget', given);
}

/** A month's rows of one line: one for the month, or dated ones, some of them over a border. */
function rowsOf(story: Story, year: Year, month: number, line: string, pence: number): readonly object[] {
  const { chance } = story;
  const { first, last } = monthDays(year, month);
  if (chance.likely(0.75)) return [{ month, line, pence }];
  const border = story.hot.find((day) => day > first && day <= last);
  const second = border !== undefined && chance.likely(0.5) ? border : chance.whole(first + 1, last);
  const dates = (from: Day, to: Day) => ({ from: dateOf(from), to: dateOf(to) });
  const rows = [
    { month, line, pence, ...dates(first, second - 1) },
    { month, line, pence: story.pence(), ...dates(second, last) },
  ];
  return chance.likely(0.2) ? rows.slice(1) : rows;
}

function actuals(story: Story, practice: string, year: Year): void {
  const { chance } = story;
  for (let month = 1; month <= 12; month += chance.whole(1, 3)) {
    const months = Array.from({ length: chance.whole(1, 3) }, (_, index) => month + index).filter((each) => each <= 12);
    const version = chance.of(['ESTIMATE', 'FLEX', 'FREEZE']);
    const lines = chance.some([...LINES, 'MH']);
    const rows = months.flatMap((each) =>
      lines.flatMap((line) => (chance.likely(0.9) ? rowsOf(story, year, each, line, story.pence()) : [])),
    );
    const covers = chance.likely(0.3)
      ? { covers: { months, lines: chance.likely(0.5) ? 'ALL' : chance.some(LINES) } }
      : {};
    if (rows.length === 0) continue;
    const day = monthDays(year, months.at(-1)!).last + chance.whole(version === 'ESTIMATE' ? -20 : 1, 150);
    story.tell(day, 'RecordActuals', { practice, year, version, rows, ...covers });
  }
}

/** Never corrected: the bodies themselves; and memberships, whose days could come to be shared. */
const KEPT = ['RegisterOrganisation', 'AssignCommissioner', 'CreateGroup', 'LeaveGroup'];

/** One of the commands before it, or of the corrections of what may share its days without harm. */
function corrected(chance: Chance, before: readonly Command[]): string | undefined {
  const names = new Map(before.map((command) => [command.commandId, command]));
  const eligible = before.filter(({ command, with: given }) => {
    if (command !== 'RecordInError') return !KEPT.includes(command);
    const target = names.get((given as { command: string }).command);
    return target?.command !== 'JoinGroup' && target?.command !== 'RecordInError';
  });
  const corrections = eligible.filter(({ command }) => command === 'RecordInError');
  const from = corrections.length > 0 && chance.likely(0.3) ? corrections : eligible.slice(-40);
  return from.length === 0 ? undefined : chance.of(from).commandId;
}

/** The commands of a history in the order of time; some of them will be refused. The same seed gives the same commands. */
export function commandsOf(seed: number): readonly Command[] {
  const story = new Story(seed);
  const { chance } = story;
  founding(story);
  for (const practice of story.practices) {
    for (const year of story.years) {
      if (chance.likely(0.92)) budget(story, practice, year);
      actuals(story, practice, year);
    }
  }
  for (let count = chance.whole(1, 7); count > 0; count -= 1) membership(story);
  for (let count = chance.whole(1, 6); count > 0; count -= 1) agreement(story);
  for (let count = chance.whole(8, 45); count > 0; count -= 1) chance.of(moneyMoves)(story);
  for (let count = chance.whole(0, 5); count > 0; count -= 1) story.tell(story.day(), 'RecordInError', {});
  const commands: Command[] = [];
  const inOrder = story.told
    .map((each, order) => ({ ...each, order, at: `${dateOf(each.day)}T${each.late ? '23:30' : '09:00'}:00.000Z` }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order));
  for (const { command, with: given, at } of inOrder) {
    const name = `c${commands.length + 1}`;
    const target = command === 'RecordInError' ? corrected(chance, commands) : undefined;
    if (command === 'RecordInError' && target === undefined) continue;
    const fields = target === undefined ? given : { command: target, because: 'A mistake' };
    commands.push({ command, with: fields, commandId: name, label: `label-${name}`, recordedAt: at });
  }
  return commands;
}
