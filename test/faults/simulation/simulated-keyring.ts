import { canonicalJson, sha256 } from '#audit';
import type { Keyring } from '#event-store';
import type { Scheduler } from './scheduler.js';

/** Keys that outlive every process. A text sealed twice is sealed differently, as by the real one. */
export class SimulatedKeyring implements Keyring {
  private readonly keys = new Map<string, number>();
  private sealed = 0;

  constructor(private readonly scheduler: Scheduler) {}

  async seal(subject: string, text: string): Promise<string> {
    await this.scheduler.point('seal');
    return canonicalJson([this.keyOf(subject), (this.sealed += 1), text]);
  }

  async open(sealed: string): Promise<string | undefined> {
    const [key, , text] = JSON.parse(sealed) as [number, number, string];
    return [...this.keys.values()].includes(key) ? text : undefined;
  }

  async fingerprint(subject: string, text: string): Promise<string> {
    await this.scheduler.point('fingerprint');
    return sha256(canonicalJson([this.keyOf(subject), text]));
  }

  async erase(subject: string): Promise<boolean> {
    return this.keys.delete(subject);
  }

  async close(): Promise<void> {}

  private keyOf(subject: string): number {
    const key = this.keys.get(subject) ?? this.keys.size + 1;
    this.keys.set(subject, key);
    return key;
  }
}
