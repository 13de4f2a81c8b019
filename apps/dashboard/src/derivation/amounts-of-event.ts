import type { Month, Pence, Year } from '#kernel';
import { dateOf, monthDays } from '#kernel';
import type { Derivation, DerivedFromEvent } from '../answers.js';
import { amount, column, numbers, text, type Cell, type Table } from '../table.js';
import { eventName, lineName } from '../words/codes.js';
import { monthInShort } from '../words/dates.js';

/** What one event brought to one step: an amount for each line and month. */
export type AmountsOfEvent = {
  readonly name: string;
  readonly pence: Pence;
  readonly event: DerivedFromEvent;
  readonly rule?: string;
  readonly how?: string;
  readonly leaves: readonly Derivation[];
};

const isAmount = (step: Derivation): boolean => step.event !== undefined && step.months !== undefined;

/** Amounts of lines of one event belong together; every other step stands for itself. */
export function byEvent(steps: readonly Derivation[]): readonly (Derivation | AmountsOfEvent)[] {
  const together = new Map<string, Derivation[]>();
  const order: (Derivation | Derivation[])[] = [];
  for (const step of steps) {
    if (!isAmount(step)) order.push(step);
    else {
      const key = `${step.event!.position} ${step.how ?? ''}`.replace(AMOUNT, '');
      const same = together.get(key);
      if (same) same.push(step);
      else {
        const first = [step];
        together.set(key, first);
        order.push(first);
      }
    }
  }
  return order.map((step) => (Array.isArray(step) ? ofEvent(step) : step));
}

/** What was left out differs from line to line; that something was is what they have in common. */
const AMOUNT = /[−-]?£[\d,.]+/g;
const OF_PRACTICE = / of (\S+)$/;

function ofEvent(leaves: readonly Derivation[]): AmountsOfEvent {
  const [first] = leaves as [Derivation];
  const event = first.event!;
  const practice = OF_PRACTICE.exec(first.figure)?.[1];
  const how = leaves.length === 1 ? first.how : first.how?.replace(/ \(.*\)$/, '');
  return {
    name: `${eventName(event.type)}${event.label === undefined ? '' : ` (${event.label})`}${practice === undefined ? '' : `, ${practice}`}`,
    pence: leaves.reduce((sum, { pence = 0 }) => sum + pence, 0),
    event,
    ...(first.rule === undefined ? {} : { rule: first.rule }),
    ...(how === undefined ? {} : { how }),
    leaves,
  };
}

/** The amounts by line and month; of one month only, by line. */
export function amountsTable({ leaves, name }: AmountsOfEvent, id: string, year: Year): Table {
  const months = [...new Set(leaves.flatMap(({ months = [] }) => months.map(({ month }) => month)))].sort(
    (a, b) => a - b,
  );
  const shown = months.length > 1 ? months : [];
  return {
    id,
    caption: `${name}${months.length === 1 ? `, ${monthName(year, months[0]!)}` : ''}`,
    columns: [column('Line'), ...shown.map((month) => numbers(monthName(year, month))), numbers('Amount')],
    rows: leaves.map((leaf): readonly Cell[] => [
      text(leaf.line === undefined ? leaf.figure : lineName(leaf.line), undefined, leaf.how),
      ...shown.map((month) => amount(leaf.months?.find((each) => each.month === month)?.pence ?? null)),
      amount(leaf.pence ?? 0),
    ]),
  };
}

const monthName = (year: Year, month: Month): string => monthInShort(dateOf(monthDays(year, month).first));
