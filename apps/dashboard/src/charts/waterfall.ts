import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { Pence } from '#kernel';
import { change, money } from '../words/money.js';
import { NARROW, WIDE, fitted, label, line, rect, type Drawing, type Shape } from './drawing.js';

/** A step from one figure to another. */
export type Step = { readonly name: string; readonly deltaPence: Pence };

export type Waterfall = {
  readonly opening: { readonly name: string; readonly pence: Pence };
  readonly steps: readonly Step[];
  readonly closing: { readonly name: string; readonly pence: Pence };
};

type Row = { readonly name: string; readonly from: Pence; readonly to: Pence; readonly kind: 'total' | 'up' | 'down' };
type Layout = {
  readonly left: number;
  readonly right: number;
  readonly row: number;
  readonly bar: number;
  /** Where the bar begins below the top of its row, and the baselines of name and amount. */
  readonly barTop: number;
  readonly textAt: number;
};

const LAYOUTS: Readonly<Record<'wide' | 'narrow', Layout>> = {
  wide: { left: 430, right: WIDE - 140, row: 34, bar: 20, barTop: 6, textAt: 21 },
  narrow: { left: 4, right: NARROW - 4, row: 52, bar: 18, barTop: 24, textAt: 17 },
};

/** From the opening to the closing figure, each change beginning where the one before it ended. */
export function waterfallDrawings(waterfall: Waterfall): readonly Drawing[] {
  const rows = rowsOf(waterfall);
  return [drawn(rows, 'wide'), drawn(rows, 'narrow')];
}

function rowsOf({ opening, steps, closing }: Waterfall): readonly Row[] {
  let current = opening.pence;
  const changes = steps.map(({ name, deltaPence }): Row => {
    const from = current;
    current += deltaPence;
    return { name, from, to: current, kind: deltaPence < 0 ? 'down' : 'up' };
  });
  return [
    { name: opening.name, from: 0, to: opening.pence, kind: 'total' },
    ...changes,
    { name: closing.name, from: 0, to: closing.pence, kind: 'total' },
  ];
}

function drawn(rows: readonly Row[], size: 'wide' | 'narrow'): Drawing {
  const layout = LAYOUTS[size];
  const edges = rows.flatMap(({ from, to }) => [from, to]);
  const x = scaleLinear()
    .domain([Math.min(0, ...edges), Math.max(1, ...edges)])
    .range([layout.left, layout.right]);
  const height = rows.length * layout.row + 8;
  return {
    size,
    width: size === 'wide' ? WIDE : NARROW,
    height,
    shapes: [
      line(x(0), 0, x(0), height, 'zero'),
      ...rows.flatMap((row, index) => rowShapes(row, index, rows.length, x, layout, size)),
    ],
  };
}

function rowShapes(
  { name, from, to, kind }: Row,
  index: number,
  rows: number,
  x: ScaleLinear<number, number>,
  { left, right, row, bar, barTop, textAt }: Layout,
  size: 'wide' | 'narrow',
): readonly Shape[] {
  const wide = size === 'wide';
  const top = index * row;
  const [start, end] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
  const amount = kind === 'total' ? money(to) : change(to - from);
  const strong = kind === 'total' ? 'label label--strong' : 'label';
  return [
    rect(start, top + barTop, Math.max(end - start, 1.5), bar, `bar bar--${kind}`),
    ...(index < rows - 1 ? [line(x(to), top + barTop + bar, x(to), top + row + barTop, 'joint')] : []),
    wide
      ? label(left - 14, top + textAt, fitted(name, left - 24), strong, 'end')
      : label(left, top + textAt, fitted(name, right - left - 110), strong),
    label(wide ? WIDE - 8 : right, top + textAt, amount, `${strong} amount`, 'end'),
  ];
}
