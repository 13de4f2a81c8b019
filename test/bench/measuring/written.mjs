import { existsSync, readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { plotOf } from './plot.mjs';
import { FIGURE_HEADS, TARGET_HEADS, figureCells, markdownTable, targetCells } from './tables.mjs';

/** Between these a page keeps its figures; the rest of it is left alone. */
const [BEGINS, ENDS] = ['<!-- bench: figures begin -->', '<!-- bench: figures end -->'];

/**
 * The files that were asked for.
 * @returns {Promise<readonly (readonly [path: string, text: string])[]>}
 */
export async function written({ json, markdown, plot }, rows) {
  const files = [];
  if (json !== undefined) files.push([json, await pretty(json, JSON.stringify(rows), 'json')]);
  if (markdown !== undefined) files.push([markdown, await pretty(markdown, pageWith(markdown, rows), 'markdown')]);
  const drawn = plot === undefined ? undefined : plotOf(rows);
  if (drawn !== undefined) files.push([plot, drawn]);
  return files;
}

/** As the project's own check wants it. */
const pretty = async (path, text, parser) => format(text, { ...(await resolveConfig(path)), parser });

function pageWith(path, rows) {
  const figures = [BEGINS, '', ...figuresOf(rows), '', ENDS].join('\n');
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [before, rest] = page.split(BEGINS);
  const after = rest?.split(ENDS)[1];
  return after === undefined ? `${figures}\n` : `${before}${figures}${after}`;
}

function figuresOf(rows) {
  const machines = new Set(rows.map(({ machine, on }) => `${on}: ${machine}.`));
  const versions = new Set(rows.flatMap(({ subject, version }) => (version ? [`\`${subject}\`: ${version}`] : [])));
  const isQuick = rows.some(({ quick }) => quick);
  return [
    ...(isQuick ? ['**Small numbers (`--quick`): they show that all of it runs, and nothing else.**', ''] : []),
    ...[...machines].flatMap((line) => [line, '']),
    `${[...versions].join('; ')}.`,
    '',
    ...markdownTable(TARGET_HEADS, targetCells(rows)),
    '',
    ...markdownTable(FIGURE_HEADS, figureCells(rows)),
  ];
}
