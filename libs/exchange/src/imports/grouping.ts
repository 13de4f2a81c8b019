import type { CommandName } from '#contract';
import { Drafting, type RowCommand } from './draft.js';
import type { Known, Settled } from './known.js';
import type { Cells } from './cells.js';

/** How several rows make one command. */
export type Grouping<Name extends CommandName, Content extends object> = {
  /** The row as a command of its own, which is checked as such. Rows of one key make one command. */
  readonly alone: (row: Cells) => Omit<RowCommand<Name>, 'settle'>;
  /** Columns in which all rows of one command say the same. */
  readonly shared: readonly string[];
  /** Columns that tell one row of a command from the others. */
  readonly own: readonly string[];
  /** What one such command is called in messages. */
  readonly called: string;
  /** One command from the commands of its rows. */
  readonly join: (commands: readonly Content[]) => Content;
  readonly settle: (known: Known, whole: Content, rows: readonly Cells[]) => Settled | undefined;
};

type Group<Name extends CommandName, Content> = {
  readonly first: Omit<RowCommand<Name>, 'settle'>;
  readonly rows: Cells[];
  readonly commands: Content[];
  /** A row of it is bad: what the others say is not judged. */
  isBad: boolean;
};

export function grouped<Name extends CommandName, Content extends object>(
  drafting: Drafting,
  rows: readonly Cells[],
  grouping: Grouping<Name, Content>,
): void {
  const groups = new Map<string, Group<Name, Content>>();
  for (const row of rows) {
    const alone = grouping.alone(row);
    const group = groups.get(alone.key) ?? { first: alone, rows: [], commands: [], isBad: false };
    groups.set(alone.key, group);
    const command = drafting.checked(row, alone as RowCommand<Name>) as Content | undefined;
    const fits = mustFit(drafting, group.rows, row, grouping);
    if (command === undefined || !fits) group.isBad = true;
    else group.commands.push(command);
    group.rows.push(row);
  }
  for (const { first, rows: own, commands, isBad } of groups.values()) {
    if (isBad) continue;
    const whole = grouping.join(commands);
    const marks = (row: Cells) => grouping.own.flatMap((column) => row.text(column) ?? []);
    drafting.put(own, first, whole, (known) => grouping.settle(known, whole, own), marks);
  }
}

type Fitting = Pick<Grouping<never, never>, 'shared' | 'own' | 'called'>;

function mustFit(drafting: Drafting, others: readonly Cells[], row: Cells, { shared, own, called }: Fitting): boolean {
  const [first] = others;
  if (!first) return true;
  const differing = shared.find((column) => first.text(column) !== row.text(column));
  if (differing !== undefined) {
    const message = `must be the same in all rows of one ${called}; line ${first.line} has ${shown(first.text(differing))}`;
    drafting.refuse(row, differing, message);
    return false;
  }
  const same = others.find((other) => own.every((column) => other.text(column) === row.text(column)));
  if (!same) return true;
  drafting.refuse(
    row,
    own[0]!,
    `${own.flatMap((column) => row.text(column) ?? []).join(' ')} stands twice in one ${called}; already on line ${same.line}`,
  );
  return false;
}

const shown = (text: string | undefined): string => (text === undefined ? 'nothing' : JSON.stringify(text));
