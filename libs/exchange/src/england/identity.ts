import { sha256 } from '#audit';
import type { EventStore } from '#event-store';
import type { Scene } from './scene.js';

/** Changes whenever the same files and seed would make other commands. */
const PLAN_VERSION = 1;

/** The store holds something else than this load. */
export class AnotherLoad extends Error {}

/** Names a load: its command ids begin with it. Year and seed can be read, files and slice stand in the digest. */
export function identityOf({ year, seed, practices }: Scene, dataDigest: string): string {
  const codes = practices.map(({ code }) => code).join(' ');
  return `england-${year}-seed-${seed}-${sha256(`${PLAN_VERSION}\n${dataDigest}\n${codes}`).slice(0, 10)}`;
}

const IDENTITY = /^england-(\d{4}-\d{2})-seed-(\d+)-[0-9a-f]{10}(?=\/)/;

/** A store is loaded from the start or not at all. @throws AnotherLoad saying what it holds instead */
export async function mustHoldNothingElse(store: EventStore, identity: string): Promise<void> {
  const [first] = await store.readAll({ after: 0n, limit: 1 });
  if (first === undefined || first.metadata.commandId.startsWith(`${identity}/`)) return;
  const [held, year, seed] = IDENTITY.exec(first.metadata.commandId) ?? [];
  if (held === undefined) throw new AnotherLoad('the store is not empty, and what it holds is no load of England');
  const [, askedYear, askedSeed] = IDENTITY.exec(`${identity}/`)!;
  const isSame = year === askedYear && seed === askedSeed;
  const difference = isSame ? 'of other practices or other data files' : `of ${year} with seed ${seed}`;
  throw new AnotherLoad(`the store holds a load of England ${difference}; load this one into a store of its own`);
}
