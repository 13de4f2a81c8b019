import { scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime } from 'd3-scale';
import { dateOf, dayOf, type IsoDate } from '#kernel';
import { dayInShort, monthInShort } from '../words/dates.js';
import { roughly } from '../words/money.js';
import { label, line, type Shape } from './drawing.js';

export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
export type AmountScale = ScaleLinear<number, number>;
export type DayScale = ScaleTime<number, number>;

/** Pence upwards in a box; 0 is always inside. */
export function amountScale(pence: readonly number[], { top, bottom }: Box, ticks: number): AmountScale {
  const [least, most] = [Math.min(0, ...pence), Math.max(0, ...pence)];
  return scaleLinear()
    .domain(least === most ? [0, 100_000] : [least, most])
    .range([bottom, top])
    .nice(ticks);
}

/** Lines across the box with their amounts on the left; the one of 0 is stronger. */
export const amountAxis = (scale: AmountScale, box: Box, ticks: number): readonly Shape[] =>
  scale
    .ticks(ticks)
    .flatMap((pence) => [
      line(box.left, scale(pence), box.right, scale(pence), pence === 0 ? 'zero' : 'grid'),
      label(box.left - 8, scale(pence) + 4, roughly(pence), 'tick', 'end'),
    ]);

export const timeScale = (from: number, to: number, { left, right }: Box): DayScale =>
  scaleUtc()
    .domain([new Date(from), new Date(to)])
    .range([left, right]);

const datesBetween = (from: IsoDate, to: IsoDate): readonly IsoDate[] =>
  Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => dateOf(dayOf(from) + index));

const utcMs = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);
/** In pixels; wide pictures have it beside the box. */
const ROOM_OF_A_NAME = 14;
const MOST_MONTHS = { wide: 26, narrow: 8 } as const;
const MOST_DAYS = { wide: 12, narrow: 4 } as const;
const FEWEST_MONTHS = 3;

/** Months below the box, or days where it spans few of them: each by its name, as far as there is room. */
export function timeAxis(scale: DayScale, box: Box, size: 'wide' | 'narrow'): readonly Shape[] {
  const [from, to] = scale.domain().map((at) => at.toISOString().slice(0, 10)) as [IsoDate, IsoDate];
  const months = datesBetween(from, to).filter((date) => date.endsWith('-01'));
  if (months.length < FEWEST_MONTHS) return dayTicks(scale, box, size, datesBetween(from, to));
  const every = Math.max(1, Math.ceil(months.length / MOST_MONTHS[size]));
  const shown = months.filter((_, index) => index % every === 0);
  const room = size === 'wide' ? 0 : ROOM_OF_A_NAME;
  return shown.flatMap((date, index) => {
    const x = scale(utcMs(date));
    if (x + room > box.right) return [];
    const withYear = index === 0 || date.slice(0, 4) !== shown[index - 1]!.slice(0, 4);
    return [
      ...tick(x, box, monthInShort(date), 'start'),
      ...(withYear ? [label(x, box.bottom + 36, date.slice(0, 4), 'tick', 'start')] : []),
    ];
  });
}

const tick = (x: number, box: Box, text: string, anchor: 'start' | 'middle'): readonly Shape[] => [
  line(x, box.bottom, x, box.bottom + 5, 'axis'),
  label(x, box.bottom + 20, text, 'tick', anchor),
];

function dayTicks(scale: DayScale, box: Box, size: 'wide' | 'narrow', dates: readonly IsoDate[]): readonly Shape[] {
  const inside = dates.filter((date) => scale(utcMs(date)) >= box.left - 1);
  const every = Math.max(1, Math.ceil(inside.length / MOST_DAYS[size]));
  return inside
    .filter((_, index) => index % every === 0)
    .flatMap((date) => tick(scale(utcMs(date)), box, dayInShort(date).replace(/ \d{4}$/, ''), 'middle'));
}
