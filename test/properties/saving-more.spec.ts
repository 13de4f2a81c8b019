import fc from 'fast-check';
import { dayOf, lengthOf, monthDays, type Days, type Year } from '#kernel';
import { property } from './checking.js';
import { commandsOf, histories, type Command } from './history.js';
import { playing } from './playing.js';
import { entitlement, holdersOf, statements, whatIf, type Statement } from './statements.js';
import { GROUPS, yearsOf } from './world.js';

type Row = {
  readonly month: number;
  readonly line: string;
  readonly pence: number;
  readonly from?: string;
  readonly to?: string;
};
type Actuals = { readonly practice: string; readonly year: Year; readonly rows: readonly Row[] };
type Found = { readonly command: Command; readonly actuals: Actuals; readonly row: number };

const daysOf = ({ month, from, to }: Row, year: Year): Days =>
  from === undefined || to === undefined ? monthDays(year, month) : { first: dayOf(from), last: dayOf(to) };

/** Some recorded actual that can be lowered by a penny a day. */
function someActual(accepted: readonly Command[], pick: number): Found | undefined {
  const all = accepted.flatMap((command): readonly Found[] => {
    if (command.command !== 'RecordActuals') return [];
    const actuals = command.with as Actuals;
    return actuals.rows.flatMap((row, index) =>
      row.pence >= lengthOf(daysOf(row, actuals.year)) ? [{ command, actuals, row: index }] : [],
    );
  });
  return all[pick % Math.max(1, all.length)];
}

const lowered = ({ actuals, row }: Found, by: number): Actuals => ({
  ...actuals,
  rows: actuals.rows.map((each, index) => (index === row ? { ...each, pence: each.pence - by } : each)),
});

const instead = (commands: readonly Command[], of: Command, given: object): readonly Command[] =>
  commands.map((command) => (command === of ? { ...command, with: given } : command));

/** Where a year may be cut, whoever's the days are: every date that an agreement or a membership names. */
function possibleBorders(commands: readonly Command[]): readonly number[] {
  const text = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);
  return commands.flatMap(({ command, with: given }) => {
    const { from, to, effectiveFrom, endsOn, lastDay } = given as Record<string, unknown>;
    const first = /^(ProposeAgreement|VaryAgreement|JoinGroup)$/.test(command)
      ? [...text(from), ...text(effectiveFrom)]
      : [];
    const last = /^(ProposeAgreement|EndAgreement|LeaveGroup)$/.test(command)
      ? [...text(to), ...text(endsOn), ...text(lastDay)]
      : [];
    return [...first.map(dayOf), ...last.map((date) => dayOf(date) + 1)];
  });
}

const leavesAGroupOf = (commands: readonly Command[], group: string): boolean =>
  commands.some(({ command, with: given }) => command === 'LeaveGroup' && (given as { group: string }).group === group);

const membersOf = (commands: readonly Command[], group: string): number =>
  new Set(
    commands.flatMap(({ command, with: given }) => {
      const joining = given as { group: string; practice: string };
      return command === 'JoinGroup' && joining.group === group ? [joining.practice] : [];
    }),
  ).size;

/**
 * A leaver's part of a pool among three or more may fall by a penny when the pool grows by one, as largest remainders
 * do (the Alabama paradox); where the pool has shrunk since, the group's figure falls with it.
 */
const isSplitEvenly = (commands: readonly Command[], holder: string): boolean =>
  !(GROUPS as readonly string[]).includes(holder) ||
  !leavesAGroupOf(commands, holder) ||
  membersOf(commands, holder) <= 2;

function mustNotFall(
  commands: readonly Command[],
  before: ReadonlyMap<string, Statement>,
  after: ReadonlyMap<string, Statement>,
): void {
  for (const [key, { ownPence, holder }] of before) {
    if (!isSplitEvenly(commands, holder)) continue;
    expect({ key, falls: after.get(key)!.ownPence < ownPence }).toEqual({ key, falls: false });
  }
}

const picked = fc.record({ history: histories({ years: 2, moves: 40 }), pick: fc.nat(5000) });

property(
  'a penny a day more saved never lowers a figure, whatever the borders',
  10,
  picked,
  async ({ history, pick }) => {
    await playing(commandsOf(history), async ({ ledger, accepted }) => {
      const found = someActual(accepted, pick);
      if (!found) return;
      const by = lengthOf(daysOf(found.actuals.rows[found.row]!, found.actuals.year));
      const before = await statements(ledger, history.world);
      await playing(instead(accepted, found.command, lowered(found, by)), async ({ ledger: better }) => {
        mustNotFall(accepted, before, await statements(better, history.world));
      });
    });
  },
);

property('a penny more saved never lowers a figure', 10, picked, async ({ history, pick }) => {
  await playing(commandsOf(history), async ({ ledger, accepted }) => {
    const found = someActual(accepted, pick);
    if (!found) return;
    const days = daysOf(found.actuals.rows[found.row]!, found.actuals.year);
    const inside = new Set(possibleBorders(accepted).filter((day) => day > days.first && day <= days.last));
    if (inside.size > 1) return; // split in three or more, largest remainders may take a penny from one part
    const before = await statements(ledger, history.world);
    await playing(instead(accepted, found.command, lowered(found, 1)), async ({ ledger: better }) => {
      mustNotFall(accepted, before, await statements(better, history.world));
    });
  });
});

const YEARLY: ReadonlySet<unknown> = new Set([0, 364]);
const noBorders = picked.map(({ history, pick }) => ({
  pick,
  history: {
    ...history,
    moves: history.moves
      .filter(
        (move) =>
          move.kind !== 'agreement' ||
          (move.from === 0 && YEARLY.has(move.length) && move.variations.length === 0 && move.endsAfter === undefined),
      )
      .filter(({ kind }) => kind !== 'membership'),
  },
}));

property(
  'a penny more of growth never lowers the figure of a year of which every month is known',
  10,
  noBorders,
  async ({ history, pick }) => {
    await playing(commandsOf(history), async ({ ledger, accepted }) => {
      const entries = accepted.filter(
        ({ command, with: given }) =>
          command === 'PostBudgetEntry' && (given as { reason: string }).reason === 'GROWTH',
      );
      const entry = entries[pick % Math.max(1, entries.length)];
      if (!entry) return;
      const given = entry.with as { practice: string; year: Year; lines: Record<string, number> };
      const more = Object.fromEntries(Object.entries(given.lines).map(([line, pence]) => [line, pence + 1]));
      const before = await entitlement(ledger, given.practice, given.year);
      await playing(instead(accepted, entry, { ...given, lines: more }), async ({ ledger: better }) => {
        const after = await entitlement(better, given.practice, given.year);
        if (after.budgetPence < before.budgetPence) return; // months not known yet: the spread moved a penny to them
        expect(after.ownPence).toBeGreaterThanOrEqual(before.ownPence);
      });
    });
  },
);

const shares = fc.record({
  history: histories({ years: 2, moves: 40 }),
  low: fc.nat(10_000),
  rise: fc.integer({ min: 1, max: 4000 }),
});

property('a figure never falls when the share rises', 8, shares, async ({ history, low, rise }) => {
  await playing(commandsOf(history), async ({ ledger, accepted }) => {
    for (const holder of holdersOf(history.world).filter((code) => isSplitEvenly(accepted, code))) {
      for (const year of yearsOf(history.world)) {
        const supposed = async (setShareBp: number) =>
          (await whatIf(ledger, { holder, year, suppose: [{ setShareBp: Math.min(10_000, setShareBp) }] }))
            .supposedPence;
        const [lower, higher] = [await supposed(low), await supposed(low + rise)];
        expect({ holder, year, falls: higher < lower }).toEqual({ holder, year, falls: false });
      }
    }
  });
});
