import type { Checked, ScenarioResult } from '#exchange';
import { treeLines } from '../readable/tree.js';
import type { Totals } from './report.js';

/** What a person reads of one file: a line an expectation, and under a failed one why. */
export async function linesOf(
  file: string,
  { title, step, expectations }: ScenarioResult,
  derivationOf: (failed: Checked) => Promise<unknown>,
): Promise<readonly string[]> {
  const lines = [`${file}: ${title}`];
  if (step) {
    lines.push(`  FAILED  line ${step.line}: ${step.do}`, `    wanted ${step.wanted}`, `    got    ${step.got}`);
    lines.push('    the questions of this file were not asked');
  }
  for (const checked of expectations) {
    lines.push(
      `  ${checked.ok ? 'ok    ' : 'FAILED'}  line ${checked.line}: ${checked.ask} ${fieldsOf(checked.with)}`.trimEnd(),
    );
    if (!checked.ok) lines.push(...(await failedLines(checked, derivationOf)));
  }
  const failed = expectations.filter(({ ok }) => !ok).length + (step ? 1 : 0);
  lines.push(`  ${counts(expectations.length - failed + (step ? 1 : 0), failed)}`);
  return lines;
}

async function failedLines(
  checked: Checked,
  derivationOf: (failed: Checked) => Promise<unknown>,
): Promise<readonly string[]> {
  const lines = [`    wanted ${JSON.stringify(checked.wanted)}`, `    got    ${JSON.stringify(checked.got)}`];
  const derivation = await derivationOf(checked);
  return derivation === undefined
    ? lines
    : [...lines, '    how it came about:', ...treeLines(derivation).map((line) => `      ${line}`)];
}

const fieldsOf = (asked: unknown): string =>
  Object.entries(asked as object)
    .map(([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

const counts = (passed: number, failed: number): string => `${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}`;

export const summary = ({ files, passed, failed }: Totals): string =>
  `${files.length} ${files.length === 1 ? 'file' : 'files'}: ${counts(passed, failed)}`;
