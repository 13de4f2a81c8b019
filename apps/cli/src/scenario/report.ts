import type { ScenarioResult, StepFailure } from '#exchange';

/** What `--json` tells of one file. A failed step counts as one failed. */
export type FileReport = {
  readonly file: string;
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  readonly expectations: readonly {
    readonly ask: string;
    readonly ok: boolean;
    readonly wanted?: unknown;
    readonly got?: unknown;
  }[];
  readonly step?: StepFailure;
};

export type Totals = { readonly files: readonly FileReport[]; readonly passed: number; readonly failed: number };

export function asFile(file: string, { title, step, expectations }: ScenarioResult): FileReport {
  const passed = expectations.filter(({ ok }) => ok).length;
  return {
    file,
    title,
    passed,
    failed: expectations.length - passed + (step === undefined ? 0 : 1),
    expectations: expectations.map(({ ask, ok, wanted, got }) => (ok ? { ask, ok } : { ask, ok, wanted, got })),
    ...(step === undefined ? {} : { step }),
  };
}

export const asTotals = (files: readonly FileReport[]): Totals => ({
  files,
  passed: files.reduce((sum, { passed }) => sum + passed, 0),
  failed: files.reduce((sum, { failed }) => sum + failed, 0),
});
