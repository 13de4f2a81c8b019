import { ViewsUnavailable, type Change, type Checkpoint, type Rebuild, type ViewStore } from '#projections';
import type { Surroundings } from './simulated-store.js';

type Around = Pick<Surroundings, 'scheduler' | 'chance'> & { readonly likelihood: () => number };

/**
 * Real views, as one process has them open. Whoever writes waits for its turn before and after it has written, so that a
 * crash may come before or after the commit; now and then the writing fails, before or after the commit.
 */
export function simulatedViews(store: ViewStore, around: Around): ViewStore {
  const { scheduler, chance, likelihood } = around;
  const written = async <T>(what: string, write: () => Promise<T>): Promise<T> => {
    await scheduler.point(`views ${what}`);
    if (chance.likely(likelihood())) throw new ViewsUnavailable(`${what}: away before it was written`);
    const answer = await write();
    await scheduler.point(`views ${what} done`);
    if (chance.likely(likelihood())) throw new ViewsUnavailable(`${what}: away after it was written`);
    return answer;
  };
  const own = {
    advance: (changes: readonly Change[], checkpoint: Checkpoint) =>
      written(`advance ${checkpoint.position}`, () => store.advance(changes, checkpoint)),
    beside: () => written('beside', async () => simulatedViews(await store.beside(), around) as Rebuild),
    swap: () => written('swap', () => (store as Rebuild).swap()),
    discard: () => (store as Rebuild).discard(),
  };
  return new Proxy(store, {
    get(target, name) {
      if (name in own && name in target) return own[name as keyof typeof own];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as (...all: unknown[]) => unknown).bind(target) : value;
    },
  });
}
