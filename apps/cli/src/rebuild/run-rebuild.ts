import { performance } from 'node:perf_hooks';
import type { OpeningOptions } from '../opening.js';
import type { Terminal } from '../terminal.js';
import { withViews } from '../views/with-views.js';

export type RebuildOptions = OpeningOptions & { readonly json?: true };

/** The document of `--json`. */
export type RebuildReport = {
  /** Of the last event counted. */
  readonly position: number;
  /** Events counted. */
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
};

/** Builds the views anew, and tells at what rate. */
export async function runRebuild(terminal: Terminal, options: RebuildOptions): Promise<void> {
  const began = performance.now();
  const { position, count } = await withViews(terminal, options, async (views, told) => {
    await views.rebuild(told);
    return (await views.checkpoint())!;
  });
  const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
  const report = { position, events: count, seconds, eventsPerSecond: Math.round(count / Math.max(seconds, 0.1)) };
  if (options.json) terminal.printJson(report);
  else terminal.print(lineOf(report));
}

const grouped = new Intl.NumberFormat('en-GB');

const lineOf = ({ position, events, seconds, eventsPerSecond }: RebuildReport): string =>
  events === 0
    ? 'The log is empty: there is nothing to show.'
    : `The views stand at entry ${grouped.format(position)}: rebuilt in ${seconds} s, ${grouped.format(eventsPerSecond)} events a second.`;
