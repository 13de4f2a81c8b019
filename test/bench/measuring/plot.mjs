import { scaleLog } from 'd3-scale';
import { SUBJECTS } from '../subjects.mjs';
import { shown } from './tables.mjs';

/** The workloads that are drawn: a rate each, more being better. */
const PANELS = [
  ['W1', 'W1: one event a durable commit, one writer'],
  ['W2', 'W2: 64 clients at once, single events, 5 in 100 in conflict'],
  ['W3', 'W3: 100 events a durable commit, one writer'],
  ['W4', 'W4: all entitlement views rebuilt from small events'],
  ['W4-england', 'W4: all entitlement views rebuilt from England’s year'],
];

/** In pixels. */
const [WIDTH, LEFT, RIGHT, HEAD, ROW, BAR, GAP, TOP, FOOT] = [860, 160, 90, 30, 22, 12, 18, 48, 40];
const [OURS, PEERS, FLOORS, INK, FAINT] = ['#005eb8', '#768692', '#c8ccd0', '#212b32', '#d8dde0'];
const COLOURS = { embedded: OURS, eventstoredb: OURS, 'sqlite-loop': FLOORS, fdatasync: FLOORS };
const WHAT =
  'Events a second, on a scale of powers of ten. Bar: the median of the rounds; line: the least to the most.';

/**
 * Draws the rates: a panel a workload, a bar a subject.
 * @param {readonly import('./rows.mjs').Row[]} rows
 * @returns {string} SVG; undefined where nothing was measured that is drawn
 */
export function plotOf(rows) {
  const panels = PANELS.map(([workload, title]) => ({ title, bars: barsOf(rows, workload) })).filter(
    ({ bars }) => bars.length > 0,
  );
  if (panels.length === 0) return undefined;
  const values = panels.flatMap(({ bars }) => bars.flatMap(({ min, max }) => [min, max]));
  const powers = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const x = scaleLog(
    powers.map((power) => 10 ** power),
    [LEFT, WIDTH - RIGHT],
  );
  let y = TOP;
  const drawn = panels.map(({ title, bars }) => {
    const top = y;
    y += HEAD + bars.length * ROW + GAP;
    return panel(title, bars, top, x, powers);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + FOOT}" width="${WIDTH}" height="${y + FOOT}" role="img" aria-labelledby="title about" font-family="Arial, sans-serif" font-size="12" fill="${INK}">`,
    '<title id="title">The ledger beside its peers: events a second</title>',
    `<desc id="about">${said(panels)}</desc>`,
    `<rect width="${WIDTH}" height="${y + FOOT}" fill="#fff"/>`,
    text(16, 26, WHAT),
    ...drawn,
    legend(y + 12),
    '</svg>',
    '',
  ].join('\n');
}

const barsOf = (rows, workload) =>
  SUBJECTS.flatMap((subject) => rows.filter((row) => row.workload === workload && row.subject === subject));

function panel(title, bars, top, x, [low, high]) {
  const bottom = top + HEAD + bars.length * ROW;
  const powers = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const grid = powers.map(
    (power) =>
      `<path d="M${x(power)} ${top + HEAD - 4}V${bottom}" stroke="${FAINT}"/>` +
      text(x(power), top + HEAD - 8, shown(power), 'text-anchor="middle" font-size="10"'),
  );
  const lines = bars.map(({ subject, median, min, max }, index) => {
    const y = top + HEAD + index * ROW + ROW / 2;
    const bar = `<rect x="${LEFT}" y="${y - BAR / 2}" width="${at(x(median) - LEFT)}" height="${BAR}" fill="${COLOURS[subject] ?? PEERS}"/>`;
    const range = `<path d="M${at(x(min))} ${y}H${at(x(max))}" stroke="${INK}" stroke-width="1.5"/>`;
    const figure = text(at(Math.max(x(median), x(max)) + 6), y + 4, shown(median));
    return text(LEFT - 8, y + 4, subject, 'text-anchor="end"') + bar + range + figure;
  });
  return [text(16, top + 8, title, 'font-weight="bold" font-size="13"'), ...grid, ...lines].join('\n');
}

function legend(y) {
  const kinds = [
    ['the ledger', OURS],
    ['peers', PEERS],
    ['floors of the machine', FLOORS],
  ];
  return kinds
    .map(([name, colour], index) => {
      const x = LEFT + index * 150;
      return `<rect x="${x}" y="${y}" width="12" height="12" fill="${colour}"/>${text(x + 18, y + 10, name)}`;
    })
    .join('');
}

/** The same in words. */
const said = (panels) =>
  panels
    .map(
      ({ title, bars }) => `${title}: ${bars.map(({ subject, median }) => `${subject} ${shown(median)}`).join(', ')}.`,
    )
    .join(' ');

const at = (value) => Number(value.toFixed(1));
const text = (x, y, words, more = '') => `<text x="${x}" y="${y}"${more === '' ? '' : ` ${more}`}>${words}</text>`;
