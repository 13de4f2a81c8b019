import type { Counting, Observer } from '#exchange';
import type { Progress, Terminal } from '../terminal.js';
import { secondsNow } from './measures.js';

const NAMES = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const grouped = new Intl.NumberFormat('en-GB');

/** "2008-06" as June 2008. */
const named = (month: string): string => NAMES.format(new Date(`${month}-01T00:00:00Z`));

/** A bar for each month of the plan, and a line with the rate at its end. */
export function onTerminal(terminal: Terminal): Observer & { ends(): void } {
  let progress: Progress | undefined;
  let began = 0;
  const ends = () => {
    progress?.end();
    progress = undefined;
  };
  return {
    monthBegins(month, commands) {
      began = secondsNow();
      progress = terminal.progress(named(month), commands);
    },
    recorded: () => progress?.advance(),
    monthEnds(month, { commands, found }) {
      ends();
      const rate = grouped.format(Math.round(commands / (secondsNow() - began)));
      const before = found === 0 ? '' : `, ${grouped.format(found)} found recorded`;
      terminal.say(`${named(month)}: ${grouped.format(commands)} commands, ${rate} a second${before}`);
    },
    mustGoOn: () => terminal.interruption.throwIfAborted(),
    ends,
  };
}

export function questionsOnTerminal(terminal: Terminal): Counting {
  let progress: Progress | undefined;
  return {
    begins(what, questions) {
      progress = terminal.progress(what, questions);
    },
    answered() {
      terminal.interruption.throwIfAborted();
      progress?.advance();
    },
    ends: () => progress?.end(),
  };
}
