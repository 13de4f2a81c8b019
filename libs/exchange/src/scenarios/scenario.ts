/** One step of a scenario: a command, and when the ledger learned of it. */
export type Step = {
  readonly at: string;
  readonly do: string;
  readonly with: unknown;
  readonly by?: { readonly actor?: string; readonly organisation?: string };
  readonly label?: string;
  readonly id?: string;
  /** The documents that it rests on; one with `text` in place of its SHA-256 is stored first, as plain text. */
  readonly evidence?: readonly unknown[];
  /** The command must be refused: by any code, or by this one. */
  readonly refused?: true | string;
  /** Where the step stands, for messages. */
  readonly line: number;
};

/** A question and what must be answered. */
export type Expectation = {
  readonly ask: string;
  readonly with: unknown;
  readonly is?: unknown;
  readonly refused?: string;
  readonly line: number;
};

/** A history and its questions: the rules as a document that runs. */
export type Scenario = {
  readonly title: string;
  readonly source?: string;
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
};

/** The file cannot be read as a scenario. The message names line and field. */
export class Unreadable extends Error {}
