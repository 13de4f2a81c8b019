/** What `kills.mjs` says of itself, for the suites; the harness is plain JavaScript, as the benchmarks run it by Node. */
export type KillOptions = {
  readonly store: string;
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly clients?: number;
  readonly serverCommand?: string;
  readonly launcher?: string;
  readonly tell?: (line: string) => void;
};

export type KillReport = {
  readonly seed: number;
  readonly kills: number;
  readonly commands: number;
  readonly events: number;
  readonly conflicts: number;
  readonly unanswered: number;
  readonly found: { readonly written: number; readonly notWritten: number };
  readonly recoveryMs: { readonly median: number; readonly max: number };
  readonly seconds: number;
};

export function killed(options: KillOptions): Promise<KillReport>;
