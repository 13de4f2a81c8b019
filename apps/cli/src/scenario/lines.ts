import type { Checked, ScenarioResult } from '#exchange';
import type { Derivation } from '#domain';
import { treeLines } from '../readable/tree.js';
import type { Totals } from './report.js';

/** What a person reads of one file: a line an expectation, and under a failed one why. */
export async function linesOf(
  file: string,
  { title, step, expectations }: ScenarioResult,
  derivationOf: (failed: Checked) => Promise<readonly Derivation[] | undefined>,
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
  derivationOf: (failed: Checked) => Promise<readonly Derivation[] | undefined>,
): Promise<readonly string[]> {
  const lines = [`    wanted ${JSON.stringify(checked.wanted)}`, `    got    ${JSON.stringify(checked.got)}`];
  const derivation = await derivationOf(checked);
  if (derivation === undefined) return lines;
  return [...lines, '    derivation of what it got', ...treeLines(concerning(checked.got, derivation), '      ')];
}

/** Only the figures that were not as wanted; all of them where what differs is no figure. */
function concerning(got: unknown, derivation: readonly Derivation[]): readonly Derivation[] {
  const wrong = derivation.filter(({ figure }) => Object.hasOwn(got as object, figure));
  return wrong.length > 0 ? wrong : derivation;
}

const fieldsOf = (asked: unknown): string =>
  Object.entries(asked ?? {})
    .map(([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

const counts = (passed: number, failed: number): string => `${passed} passed${failed > 0 ? `, ${failed} FAILED` : ''}`;

export const summary = ({ files, passed, failed }: Totals): string =>
  `${files.length} ${files.length === 1 ? 'file' : 'files'}: ${counts(passed, failed)}`;
