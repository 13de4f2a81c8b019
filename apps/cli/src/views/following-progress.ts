import type { Progress as RebuildProgress } from '#projections';
import type { Progress, Terminal } from '../terminal.js';

const DOING = { events: 'Reading events', figures: 'Working out figures' } as const;

/** A bar for each step of working views out. */
export class FollowingProgress {
  private step: RebuildProgress['step'] | undefined;
  private done = 0;
  private bar: Progress | undefined;

  constructor(private readonly terminal: Terminal) {}

  readonly tell = ({ step, done, of }: RebuildProgress): void => {
    if (step !== this.step || done < this.done) {
      this.ends();
      [this.step, this.done, this.bar] = [step, 0, this.terminal.progress(DOING[step], of)];
    }
    this.bar?.advance(done - this.done);
    this.done = done;
  };

  ends(): void {
    this.bar?.end();
    this.bar = undefined;
  }
}
