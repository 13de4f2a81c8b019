import { SingleBar } from 'cli-progress';
import { EXIT, Stop, type ExitCode } from './exit.js';

/** How far long work has come. */
export type Progress = {
  /** One more item done, or `items` more. */
  advance(items?: number): void;
  /** Takes the bar away; also when the work failed. */
  end(): void;
};

/** What a verb may know and do of the outside. Results go to standard output, everything else to standard error. */
export type Terminal = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted at SIGINT or SIGTERM, with an Interrupted as its reason. */
  readonly interruption: AbortSignal;
  /** A result, with a line end. */
  print(text: string): void;
  /** The one document of `--json`. */
  printJson(document: unknown): void;
  /** A message for a person. */
  say(text: string): void;
  /** @param total items that there are to do, where that is known */
  progress(doing: string, total?: number): Progress;
  standardInput(): Promise<string>;
  /** What the run ends with when the verb returns; EXIT.done when this is never called. */
  exitWith(code: ExitCode): void;
};

/** The user, or who runs the process, wants it to end. */
export class Interrupted extends Stop {
  constructor(readonly signal: NodeJS.Signals) {
    super(EXIT.interrupted, 'interrupted');
  }
}

/** The process's own terminal, and what its verb said to end with. */
export function processTerminal(): Terminal & { exitCode(): ExitCode } {
  const interruption = new AbortController();
  let code: ExitCode = EXIT.done;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupt(interruption, signal));
  process.stdout.on('error', stopWriting);
  return {
    environment: process.env,
    interruption: interruption.signal,
    print: (text) => void process.stdout.write(`${text}\n`),
    printJson: (document) => void process.stdout.write(`${JSON.stringify(document)}\n`),
    say: (text) => void process.stderr.write(`${text}\n`),
    progress: (doing, total) => (process.stderr.isTTY ? bar(doing, total) : sparseLines(doing, total)),
    standardInput: () => unlessInterrupted({ interruption: interruption.signal }, standardInput()),
    exitWith: (ended) => {
      code = ended;
    },
    exitCode: () => code,
  };
}

/** The first signal asks the verb to end; a second one, of an impatient user, ends at once. */
function interrupt(interruption: AbortController, signal: NodeJS.Signals): void {
  if (interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort(new Interrupted(signal));
}

/** `ledger events | head` closes the pipe when it has enough: nothing is wrong then. */
function stopWriting({ code }: NodeJS.ErrnoException): void {
  if (code !== 'EPIPE') process.stderr.write(`ledger: standard output takes no more (${code})\n`);
  process.exit(code === 'EPIPE' ? EXIT.done : EXIT.unavailable);
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function bar(doing: string, total?: number): Progress {
  const format = total === undefined ? `${doing} {value}` : `${doing} {bar} {value} of {total}, {eta_formatted} left`;
  const single = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, hideCursor: true });
  single.start(total ?? 0, 0);
  return { advance: (items = 1) => single.increment(items), end: () => single.stop() };
}

/** Between two lines where nobody watches, in milliseconds. */
const QUIET_MS = 5_000;
const grouped = new Intl.NumberFormat('en-GB');

function sparseLines(doing: string, total?: number): Progress {
  let done = 0;
  let told = Date.now();
  const tell = () => {
    told = Date.now();
    const of = total === undefined ? '' : ` of ${grouped.format(total)}`;
    process.stderr.write(`${doing}: ${grouped.format(done)}${of}\n`);
  };
  return {
    advance(items = 1) {
      done += items;
      if (Date.now() - told >= QUIET_MS) tell();
    },
    end() {},
  };
}

type Interruptible = Pick<Terminal, 'interruption'>;

/** The outcome of `work`, unless the user interrupts it. @throws Interrupted as soon as he does */
export async function unlessInterrupted<T>(terminal: Interruptible, work: Promise<T>): Promise<T> {
  return Promise.race([work, interrupted(terminal).then((reason) => Promise.reject(reason))]);
}

/** Waits until the user interrupts. */
export const interrupted = ({ interruption }: Interruptible): Promise<Interrupted> =>
  new Promise((resolve) => {
    const tell = () => resolve(interruption.reason as Interrupted);
    if (interruption.aborted) tell();
    else interruption.addEventListener('abort', tell, { once: true });
  });
