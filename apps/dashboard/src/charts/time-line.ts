import { curveLinear, curveStepAfter, line as lineOf } from 'd3-shape';
import type { Pence } from '#kernel';
import { roughly } from '../words/money.js';
import { amountAxis, amountScale, timeAxis, timeScale, type AmountScale, type Box, type DayScale } from './axes.js';
import { NARROW, WIDE, circle, label, line, path, widthOf, type Drawing, type Shape } from './drawing.js';

export type Point = { readonly ms: number; readonly pence: Pence | null };

export type Series = {
  /** Its class. */
  readonly name: string;
  readonly text: string;
  readonly points: readonly Point[];
  /** Whether it keeps its amount until the next point, or is only known at its points. */
  readonly isStep: boolean;
};

/** What happened on a day, under a number that the table repeats. */
export type Mark = {
  readonly ms: number;
  readonly number: string;
  readonly lines: readonly string[];
  /** Those of more weight keep their words where there is not room for all. */
  readonly weight: number;
};

/** What moved a line, said beside it. */
export type Note = Point & { readonly text: string };

export type TimeLine = {
  readonly from: number;
  readonly to: number;
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  readonly notes?: readonly Note[];
};

const LINE_HEIGHT = 16;
const PLOT_HEIGHT = { wide: 300, narrow: 220 } as const;
const RADIUS = 10;
const TICKS = 5;

/** Amounts over time as lines, and under them what happened, marked. */
export const timeLineDrawings = (timeLine: TimeLine): readonly Drawing[] => [
  drawn(timeLine, 'wide'),
  drawn(timeLine, 'narrow'),
];

function drawn(timeLine: TimeLine, size: 'wide' | 'narrow'): Drawing {
  const { series, marks, notes = [], from, to } = timeLine;
  const wide = size === 'wide';
  const width = wide ? WIDE : NARROW;
  const flagLines = wide ? Math.max(0, ...marks.map(({ lines }) => lines.length)) : 0;
  const flags = flagLines * LINE_HEIGHT + (flagLines > 0 ? 8 : 0);
  const top = flags + 2 * RADIUS + 14;
  const box: Box = { left: wide ? 72 : 52, right: width - (wide ? 150 : 12), top, bottom: top + PLOT_HEIGHT[size] };
  const pence = series.flatMap(({ points }) => points.flatMap((point) => (point.pence === null ? [] : [point.pence])));
  const y = amountScale(pence, box, TICKS);
  const x = timeScale(from, to, box);
  return {
    size,
    width,
    height: box.bottom + 44,
    shapes: [
      ...amountAxis(y, box, TICKS),
      ...timeAxis(x, box, size),
      ...marked(marks, x, box, flags, size),
      ...series.flatMap((each) => seriesShapes(each, x, y)),
      ...noted(notes, x, y, box, size),
      ...(wide ? endLabels(series, y, box) : []),
    ],
  };
}

function seriesShapes({ name, points, isStep }: Series, x: DayScale, y: AmountScale): readonly Shape[] {
  const drawnLine = lineOf<Point>()
    .defined(({ pence }) => pence !== null)
    .x(({ ms }) => x(ms))
    .y(({ pence }) => y(pence!))
    .curve(isStep ? curveStepAfter : curveLinear)
    .digits(1);
  const d = drawnLine([...points]);
  return d === null ? [] : [path(d, `series series--${name}`)];
}

/** A dot on the line, and on wide screens the words below it. */
const noted = (
  notes: readonly Note[],
  x: DayScale,
  y: AmountScale,
  box: Box,
  size: 'wide' | 'narrow',
): readonly Shape[] =>
  apart(notes, x, y).flatMap(({ ms, pence, text }) => {
    if (pence === null) return [];
    const dot = circle(x(ms), y(pence), 5, 'note-dot');
    if (size === 'narrow') return [dot];
    const isLeft = x(ms) + 8 + widthOf(text) > box.right;
    return [dot, label(x(ms) + (isLeft ? -8 : 8), y(pence) + 18, text, 'note', isLeft ? 'end' : 'start')];
  });

const NOTE_HEIGHT = 18;

/** Of notes whose words would lie upon each other only the first. */
function apart(notes: readonly Note[], x: DayScale, y: AmountScale): readonly Note[] {
  const kept: Note[] = [];
  for (const note of notes) {
    const isFree = kept.every(
      (other) =>
        Math.abs(y(note.pence ?? 0) - y(other.pence ?? 0)) > NOTE_HEIGHT ||
        Math.abs(x(note.ms) - x(other.ms)) > Math.max(widthOf(note.text), widthOf(other.text)) + 12,
    );
    if (isFree) kept.push(note);
  }
  return kept;
}

const END_GAP = 36;

/** Each line's name and last amount beside its end, moved apart where ends lie close. */
function endLabels(series: readonly Series[], y: AmountScale, box: Box): readonly Shape[] {
  const ends = series
    .flatMap(({ name, text, points }) => {
      const last = points.at(-1);
      return last?.pence === null || last === undefined ? [] : [{ name, text, pence: last.pence, y: y(last.pence) }];
    })
    .sort((a, b) => a.y - b.y);
  let lowest = -Infinity;
  const placed = ends.map((end) => {
    lowest = Math.max(end.y, lowest + END_GAP);
    return { ...end, y: lowest };
  });
  const over = Math.max(0, (placed.at(-1)?.y ?? 0) - box.bottom);
  return placed.flatMap(({ name, text, pence, y: at }) => [
    label(box.right + 10, at - over, text, `end end--${name}`),
    label(box.right + 10, at - over + 16, roughly(pence), `end end--amount end--${name}`),
  ]);
}

/** Numbers in circles above the box, a hairline down through it, and words where there is room for them. */
function marked(
  marks: readonly Mark[],
  x: DayScale,
  box: Box,
  flags: number,
  size: 'wide' | 'narrow',
): readonly Shape[] {
  const centre = box.top - RADIUS - 6;
  const shown = size === 'wide' ? withWords(marks, x, box) : new Set<Mark>();
  const circles = spread(marks, x, box);
  return marks.flatMap((mark, index) => {
    const at = x(mark.ms);
    const { left, radius } = circles[index]!;
    return [
      line(at, centre + RADIUS, at, box.bottom, 'mark'),
      ...(shown.has(mark) ? [line(at, 4, at, centre - RADIUS, 'mark')] : []),
      circle(left, centre, radius, 'mark-circle'),
      label(left, centre + 4, mark.number, 'mark-number', 'middle'),
      ...(shown.has(mark)
        ? mark.lines.map((text, row) => label(at + 6, flags - (mark.lines.length - row - 1) * LINE_HEIGHT - 6, text))
        : []),
    ];
  });
}

/** Circles beside each other where their days lie too close. */
function spread(marks: readonly Mark[], x: DayScale, box: Box): readonly { left: number; radius: number }[] {
  const room = (box.right - box.left + 2 * RADIUS) / Math.max(1, marks.length);
  const radius = Math.max(5, Math.min(RADIUS, room / 2 - 0.5));
  let previous = -Infinity;
  const lefts = marks.map(({ ms }) => (previous = Math.max(x(ms), previous + 2 * radius + 1)));
  let next = box.right + radius + 1;
  return lefts
    .toReversed()
    .map((left) => ({ left: (next = Math.min(left, next - 2 * radius - 1)), radius }))
    .toReversed();
}

/** The marks whose words fit beside each other, the weightier first. */
function withWords(marks: readonly Mark[], x: DayScale, box: Box): ReadonlySet<Mark> {
  const taken: { readonly from: number; readonly to: number }[] = [];
  const shown = new Set<Mark>();
  for (const mark of marks.toSorted((a, b) => b.weight - a.weight)) {
    const from = x(mark.ms);
    const to = from + 10 + Math.max(...mark.lines.map(widthOf));
    if (to > box.right + 140 || taken.some((other) => from < other.to && other.from < to)) continue;
    taken.push({ from, to });
    shown.add(mark);
  }
  return shown;
}
