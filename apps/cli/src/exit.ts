/** How a run of the command line ends. @see shared/api.md, "Command line" */
export const EXIT = {
  done: 0,
  /** An expectation or a check failed. */
  failed: 1,
  /** Bad usage or input. */
  usage: 2,
  /** Refused by a rule. */
  refused: 3,
  /** The store, or the server, cannot be used. */
  unavailable: 4,
  /** A defect of the ledger itself; EX_SOFTWARE of sysexits.h. */
  defect: 70,
  /** By SIGINT or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the run with a code and a sentence; nothing else is told. */
export class Stop extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The user wrote something that cannot be meant, or gave a file that cannot be read. */
export const usageError = (message: string, cause?: unknown): Stop =>
  new Stop(EXIT.usage, message, ...(cause === undefined ? [] : [{ cause }]));
