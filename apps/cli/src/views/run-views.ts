import type { ViewsStatus } from '#projections';
import { EXIT } from '../exit.js';
import type { OpeningOptions } from '../opening.js';
import { columns } from '../readable/columns.js';
import type { Terminal } from '../terminal.js';
import { withViews, withViewsToRead } from './with-views.js';

export type ViewsOptions = OpeningOptions & { readonly json?: true };

/** Tells where each view stands, as it was left. */
export async function runViews(terminal: Terminal, options: ViewsOptions): Promise<void> {
  tell(terminal, options, await withViewsToRead(terminal, options, (views) => views.status()));
}

/** Counts what is not counted yet; a view that has stopped is tried again. */
export async function runRetry(terminal: Terminal, options: ViewsOptions): Promise<void> {
  const status = await withViews(terminal, options, async (views, told) => {
    await views.catchUp(told);
    return views.status();
  });
  tell(terminal, options, status);
  if (status.views.some(({ state }) => state === 'stopped')) terminal.exitWith(EXIT.failed);
}

function tell(terminal: Terminal, { json }: ViewsOptions, status: ViewsStatus): void {
  const { head, remaining, views } = status;
  if (json) return terminal.printJson({ head, remaining, views });
  const lines = views.map(({ view, state, position, remaining: left }) => [
    view,
    STATES[state],
    grouped.format(position),
    grouped.format(left),
  ]);
  terminal.print(columns([['view', 'state', 'up to entry', 'events left'], ...lines], [2, 3]).join('\n'));
  for (const { view, stopped } of views) {
    if (!stopped) continue;
    const { event, reason } = stopped;
    const what = event
      ? `entry ${grouped.format(event.position)}, ${event.type} in ${event.stream} (${event.id})`
      : 'the day';
    terminal.print(`${view} cannot count ${what}: ${reason}`);
  }
}

const STATES = { live: 'complete', 'catching-up': 'behind', stopped: 'stopped' } as const;
const grouped = new Intl.NumberFormat('en-GB');
