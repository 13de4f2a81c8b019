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
  /** Aborted at SIGINT or SIGTERM. */
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

/** The process's own terminal, and what its verb said to end with. */
export function processTerminal(): Terminal & { exitCode(): ExitCode } {
  const interruption = new AbortController();
  let code: ExitCode = EXIT.done;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupt(interruption));
  process.stdout.on('error', stopWhenNobodyReads);
  return {
    environment: process.env,
    interruption: interruption.signal,
    print: (text) => void process.stdout.write(`${text}\n`),
    printJson: (document) => void process.stdout.write(`${JSON.stringify(document)}\n`),
    say: (text) => void process.stderr.write(`${text}\n`),
    progress: (doing, total) => (process.stderr.isTTY ? bar(doing, total) : sparseLines(doing, total)),
    standardInput,
    exitWith: (ended) => {
      code = ended;
    },
    exitCode: () => code,
  };
}

/** The first signal asks the verb to end; a second one, of an impatient user, ends at once. */
function interrupt(interruption: AbortController): void {
  if (interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort(new Stop(EXIT.interrupted, 'interrupted'));
}

/** `ledger events | head` closes the pipe when it has enough: nothing is wrong then. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
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

/** The outcome of `work`, or EXIT.interrupted as soon as the user interrupts. */
export async function unlessInterrupted<T>({ interruption }: Terminal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_resolve, reject) => {
    if (interruption.aborted) reject(interruption.reason as Stop);
    else interruption.addEventListener('abort', () => reject(interruption.reason as Stop), { once: true });
  });
  return Promise.race([work, stopped]);
}
