import { commandCatalogue, type CommandInput, type CommandName } from '#contract';
import type { Order } from '#recording';

/** A command with what stands around it. Without a time it is learned together with the step before it. */
export type Step = {
  readonly command: CommandName;
  readonly with: object;
  /** RFC 3339. */
  readonly at?: string;
  readonly label?: string;
  readonly id?: string;
  readonly because?: string;
  readonly evidence?: readonly object[];
  readonly expectedRevision?: number;
};

export type Around = Omit<Step, 'command' | 'with'>;

/** What differs from the sample; `undefined` takes a field out. */
export type Changes<Name extends CommandName> = { [Field in keyof CommandInput<Name>]?: unknown };

/** When the first step of a story is learned, unless it says otherwise. */
export const BEGINNING = '2007-04-02T09:00:00.000Z';

/** A command with the sample fields of the catalogue, but for `changes`. */
export const step = <Name extends CommandName>(
  command: Name,
  changes: Changes<Name> = {},
  around: Around = {},
): Step => ({
  command,
  with: without({ ...(commandCatalogue[command].example as object), ...changes }),
  ...around,
});

/** A command with exactly these fields, right or wrong. */
export const exactly = (command: CommandName, fields: object, around: Around = {}): Step => ({
  command,
  with: fields,
  ...around,
});

const without = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Steps that are learned at nine in the morning of a day. */
export const on = (date: string, ...steps: readonly (Step | readonly Step[])[]): readonly Step[] =>
  steps.flat().map((each) => ({ at: `${date}T09:00:00.000Z`, ...each }));

export const labelled = (label: string, given: Step): Step => ({ ...given, label });

export const orderOf = (
  { command, with: fields, at, label, id, because, evidence, expectedRevision }: Step,
  last: string,
): Order => ({
  command,
  with: fields,
  recordedAt: at ?? last,
  label,
  commandId: id,
  because,
  evidence,
  expectedRevision,
  actor: 'a.tester',
});
