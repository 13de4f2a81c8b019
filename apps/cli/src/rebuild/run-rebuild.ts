import { performance } from 'node:perf_hooks';
import { openViews, type Ledger } from '#ledger';
import type { Progress as RebuildProgress } from '#projections';
import { withLedger, type OpeningOptions } from '../opening.js';
import { unlessInterrupted, type Progress, type Terminal } from '../terminal.js';

export type RebuildOptions = OpeningOptions & { readonly json?: true };

/** The document of `--json`. */
export type RebuildReport = {
  /** Of the last event counted. */
  readonly position: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
};

/** Builds the views anew, and tells at what rate. */
export async function runRebuild(terminal: Terminal, options: RebuildOptions): Promise<void> {
  const report = await withLedger(terminal, { ...options, mustExist: true }, (ledger) => rebuilt(terminal, ledger));
  if (options.json) terminal.printJson(report);
  else terminal.print(lineOf(report));
}

async function rebuilt(terminal: Terminal, ledger: Ledger): Promise<RebuildReport> {
  const opened = await openViews(ledger, {
    databaseUrl: terminal.environment['DATABASE_URL'] || undefined,
    tell: (message) => terminal.say(message),
  });
  const watching = new Watching(terminal);
  const began = performance.now();
  try {
    await unlessInterrupted(
      terminal,
      opened.views.rebuild((progress) => watching.tell(progress)),
    );
  } finally {
    watching.ends();
    await opened.close();
  }
  const { position } = await opened.views.status();
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  return { position, seconds, eventsPerSecond: Math.round(position / Math.max(seconds, 0.1)) };
}

const DOING = { events: 'Reading events', figures: 'Working out figures' } as const;

/** A bar for each step. */
class Watching {
  private step: RebuildProgress['step'] | undefined;
  private done = 0;
  private bar: Progress | undefined;

  constructor(private readonly terminal: Terminal) {}

  tell({ step, done, of }: RebuildProgress): void {
    if (step !== this.step) {
      this.ends();
      [this.step, this.done, this.bar] = [step, 0, this.terminal.progress(DOING[step], of)];
    }
    this.bar?.advance(done - this.done);
    this.done = done;
  }

  ends(): void {
    this.bar?.end();
    this.bar = undefined;
  }
}

const grouped = new Intl.NumberFormat('en-GB');

const lineOf = ({ position, seconds, eventsPerSecond }: RebuildReport): string =>
  position === 0
    ? 'The log is empty: there is nothing to show.'
    : `The views stand at entry ${grouped.format(position)}: rebuilt in ${seconds} s, ${grouped.format(eventsPerSecond)} events a second.`;
