import { NARROW, WIDE, widthOf, type Drawing, type Shape } from './drawing.js';
import { timeLineDrawings, type Mark, type TimeLine } from './time-line.js';

const DAY_MS = 86_400_000;
const FROM = Date.parse('2007-04-01T00:00:00Z');
const at = (day: number): number => FROM + day * DAY_MS;

const mark = (day: number, index: number): Mark => ({
  ms: at(day),
  number: String(index + 1),
  lines: [`Forecast £${index}.5m`],
  weight: 1,
});

const timeLine = (days: readonly number[], last: readonly (number | null)[]): TimeLine => ({
  from: FROM,
  to: at(365),
  series: last.map((pence, index) => ({
    name: `s${index}`,
    text: `Sum ${index}`,
    isStep: false,
    points: [
      { ms: at(0), pence: 0 },
      { ms: at(365), pence },
    ],
  })),
  marks: days.map(mark),
});

const texts = ({ shapes }: Drawing, name: string) =>
  shapes.filter(
    (shape): shape is Extract<Shape, { kind: 'text' }> => shape.kind === 'text' && shape.name.startsWith(name),
  );

const [anyYear] = [Array.from({ length: 30 }, (_, index) => index * 12)];

test.each([0, 1, 2, 30])('%i marks are all there, inside the picture, none upon another', (many) => {
  for (const drawing of timeLineDrawings(timeLine(anyYear.slice(0, many), [100_000]))) {
    const circles = drawing.shapes.flatMap((shape) => (shape.kind === 'circle' ? [shape] : []));
    expect(circles).toHaveLength(many);
    circles.forEach((circle, index) => {
      expect(circle.x + circle.radius).toBeLessThanOrEqual(drawing.size === 'wide' ? WIDE : NARROW);
      const before = circles[index - 1];
      if (before) expect(circle.x - before.x).toBeGreaterThanOrEqual(2 * circle.radius);
    });
  }
});

test('words of marks never lie upon each other', () => {
  const [wide] = timeLineDrawings(timeLine(anyYear, [100_000])) as [Drawing, Drawing];
  const words = texts(wide, 'label')
    .filter(({ text }) => text.startsWith('Forecast'))
    .sort((a, b) => a.x - b.x);
  expect(words.length).toBeGreaterThan(3);
  words.slice(1).forEach((word, index) => {
    expect(word.x).toBeGreaterThanOrEqual(words[index]!.x + widthOf(words[index]!.text));
  });
});

test('ends of lines that meet are told apart, and a sum that is not known has none', () => {
  const [wide] = timeLineDrawings(timeLine([], [100_000, 100_000, 99_000, null])) as [Drawing, Drawing];
  const ends = texts(wide, 'end').filter(({ text }) => text.startsWith('Sum'));
  expect(ends.map(({ text }) => text).sort()).toEqual(['Sum 0', 'Sum 1', 'Sum 2']);
  const heights = ends.map(({ y }) => y).sort((a, b) => a - b);
  heights.slice(1).forEach((y, index) => expect(y - heights[index]!).toBeGreaterThanOrEqual(30));
});

test('a year without events or money is a picture all the same', () => {
  const empty: TimeLine = { from: FROM, to: at(1), series: [], marks: [] };
  for (const { shapes } of timeLineDrawings(empty)) {
    expect(JSON.stringify(shapes)).not.toMatch(/null|NaN/);
  }
});
