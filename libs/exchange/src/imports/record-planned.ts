import { Rejected } from '#domain';
import type { Recorder } from '#recording';
import type { Around, Planned } from './check-drafts.js';

/** Commands in flight: enough for a store that commits many at once, few enough to stop soon. */
const IN_FLIGHT = 64;

/** The ledger refused in the middle what it had agreed to when it was asked: something else was recorded meanwhile. */
export type Refusal = { readonly line: number; readonly command: string; readonly rejected: Rejected };

export type Recording = {
  readonly recorder: Recorder;
  readonly around: Around;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number, total: number) => void;
};

/** How far the recording came; all is recorded when as many are done as were planned. */
export type RecordedSoFar = { readonly done: readonly Planned[]; readonly refusal?: Refusal };

/**
 * Records commands stage by stage, those of one lane one after the other. Stops at an interruption or a refusal, when
 * what is in flight is done.
 */
export async function recordPlanned(planned: readonly Planned[], recording: Recording): Promise<RecordedSoFar> {
  const run = new Run(planned.length, recording);
  for (const stage of [...new Set(planned.map((command) => command.stage))].toSorted((a, b) => a - b)) {
    await run.stage(planned.filter((command) => command.stage === stage));
  }
  return run.soFar();
}

class Run {
  private readonly done: Planned[] = [];
  private refusal: Refusal | undefined;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly total: number,
    private readonly recording: Recording,
  ) {}

  async stage(planned: readonly Planned[]): Promise<void> {
    const lanes = [...byLane(planned)].values();
    const worker = async () => {
      for (const lane of lanes) await this.lane(lane); // an iterator that all workers share
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    if (this.failure) throw this.failure.error;
  }

  soFar(): RecordedSoFar {
    return { done: this.done, ...(this.refusal === undefined ? {} : { refusal: this.refusal }) };
  }

  private get stops(): boolean {
    return this.recording.signal?.aborted === true || this.refusal !== undefined || this.failure !== undefined;
  }

  private async lane(commands: readonly Planned[]): Promise<void> {
    for (const command of commands) {
      if (this.stops) return;
      await this.record(command);
    }
  }

  private async record(planned: Planned): Promise<void> {
    const { command, with: content, commandId, lines } = planned;
    try {
      await this.recording.recorder.record({ ...this.recording.around, command, with: content, commandId });
      this.done.push(planned);
      this.recording.onProgress(this.done.length, this.total);
    } catch (error) {
      if (error instanceof Rejected) this.refusal ??= { line: lines[0] ?? 0, command, rejected: error };
      else this.failure ??= { error };
    }
  }
}

function byLane(planned: readonly Planned[]): Iterable<readonly Planned[]> {
  const lanes = new Map<string, Planned[]>();
  for (const command of planned) {
    const lane = lanes.get(command.lane);
    if (lane) lane.push(command);
    else lanes.set(command.lane, [command]);
  }
  return lanes.values();
}
