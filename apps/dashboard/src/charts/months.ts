import { curveLinear, line as lineOf } from 'd3-shape';
import type { Pence } from '#kernel';
import { amountAxis, amountScale, type Box } from './axes.js';
import { NARROW, WIDE, circle, label, line, path, rect, type Drawing, type Shape } from './drawing.js';

/** What had added up by a month's end; without figures where the month is still to come. */
export type MonthSum = {
  /** Apr */
  readonly name: string;
  readonly figures?: { readonly budget: Pence; readonly actual: Pence; readonly entitled: Pence };
};

const UPPER = { wide: 200, narrow: 170 } as const;
const LOWER = { wide: 120, narrow: 110 } as const;

/** Above: budget and actual as they add up, where there are any. Below: the entitlement as at each month's end. */
export const monthDrawings = (months: readonly MonthSum[]): readonly Drawing[] => [
  drawn(months, 'wide'),
  drawn(months, 'narrow'),
];

function drawn(months: readonly MonthSum[], size: 'wide' | 'narrow'): Drawing {
  const width = size === 'wide' ? WIDE : NARROW;
  const [left, right] = size === 'wide' ? [72, width - 12] : [56, width - 6];
  const hasSums = months.some(({ figures }) => figures && (figures.budget !== 0 || figures.actual !== 0));
  const upper: Box = { left, right, top: 30, bottom: hasSums ? 30 + UPPER[size] : -28 };
  const lower: Box = { left, right, top: upper.bottom + 58, bottom: upper.bottom + 58 + LOWER[size] };
  const step = (right - left) / months.length;
  const centre = (index: number): number => left + (index + 0.5) * step;
  return {
    size,
    width,
    height: lower.bottom + 28,
    shapes: [
      ...(hasSums ? [label(left, 16, 'Budget and actual, added up', 'panel'), ...sums(months, upper, centre)] : []),
      label(left, lower.top - 14, 'Entitlement as at each month’s end', 'panel'),
      ...entitlements(months, lower, centre, step),
      ...months.map(({ name }, index) =>
        label(centre(index), lower.bottom + 20, initial(name, size), 'tick', 'middle'),
      ),
    ],
  };
}

const initial = (name: string, size: 'wide' | 'narrow'): string => (size === 'wide' ? name : name.slice(0, 1));

type At = { readonly x: number; readonly pence: Pence };

function sums(months: readonly MonthSum[], box: Box, centre: (index: number) => number): readonly Shape[] {
  const of = (side: 'budget' | 'actual'): readonly At[] =>
    months.flatMap(({ figures }, index) => (figures ? [{ x: centre(index), pence: figures[side] }] : []));
  const [budget, actual] = [of('budget'), of('actual')];
  const y = amountScale(
    [...budget, ...actual].map(({ pence }) => pence),
    box,
    4,
  );
  const along = lineOf<At>()
    .x(({ x }) => x)
    .y(({ pence }) => y(pence))
    .curve(curveLinear)
    .digits(1);
  return [
    ...amountAxis(y, box, 4),
    ...budget.map(({ x }) => line(x, box.bottom, x, box.bottom + 4, 'axis')),
    path(along([...budget]) ?? '', 'series series--budget'),
    path(along([...actual]) ?? '', 'series series--actual'),
    ...budget.map(({ x, pence }) => rect(x - 3.5, y(pence) - 3.5, 7, 7, 'dot dot--budget')),
    ...actual.map(({ x, pence }) => circle(x, y(pence), 3.5, 'dot dot--actual')),
  ];
}

function entitlements(
  months: readonly MonthSum[],
  box: Box,
  centre: (index: number) => number,
  step: number,
): readonly Shape[] {
  const y = amountScale(
    months.flatMap(({ figures }) => (figures ? [figures.entitled] : [])),
    box,
    3,
  );
  const width = Math.min(48, step * 0.62);
  return [
    ...amountAxis(y, box, 3),
    ...months.flatMap(({ figures }, index) => {
      if (!figures) return [];
      const [top, bottom] = [Math.min(y(figures.entitled), y(0)), Math.max(y(figures.entitled), y(0))];
      return [rect(centre(index) - width / 2, top, width, bottom - top, 'bar bar--entitled')];
    }),
  ];
}
