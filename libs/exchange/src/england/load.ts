import { Rejected } from '#domain';
import type { IsoDate } from '#kernel';
import type { Ledger } from '#ledger';
import { identityOf, mustHoldNothingElse } from './identity.js';
import { planOf } from './plan.js';
import type { Scene } from './scene.js';
import type { Draft, Wave } from './wave.js';

/** Commands in flight at once: the embedded store writes as many in one transaction. */
const IN_FLIGHT = 256;
/** Each day's post is opened at nine, UTC. */
const TIME_OF_DAY = 'T09:00:00Z';
const ACTOR = 'load-england';

/** What was recorded, and what was found recorded by an earlier run. */
export type Tally = {
  readonly commands: number;
  readonly found: number;
  readonly events: number;
  /** Amounts of a line in a month. */
  readonly cells: number;
};

/** Who watches the load. */
export type Observer = {
  /** A calendar month of the plan begins, such as "2008-06", with so many commands. */
  monthBegins(month: string, commands: number): void;
  recorded(): void;
  monthEnds(month: string, tally: Tally): void;
  /** Throws when the load is to stop. */
  mustGoOn(): void;
};

export const NOTHING_YET: Tally = { commands: 0, found: 0, events: 0, cells: 0 };

export const added = (a: Tally, b: Tally): Tally => ({
  commands: a.commands + b.commands,
  found: a.found + b.found,
  events: a.events + b.events,
  cells: a.cells + b.cells,
});

/**
 * Records the plan of a scene, day by day, through the ledger's own command handling. A command that an earlier run
 * recorded is not given again, so an interrupted load is finished by the same call.
 * @throws AnotherLoad  the store holds something else
 * @throws Rejected     a command was refused; the message names it
 */
export async function loadEngland(
  ledger: Ledger,
  scene: Scene,
  dataDigest: string,
  observer: Observer,
): Promise<Tally> {
  const identity = identityOf(scene, dataDigest);
  await mustHoldNothingElse(ledger.store, identity);
  let whole = NOTHING_YET;
  for (const [month, waves] of byMonth(planOf(scene))) {
    observer.monthBegins(
      month,
      waves.reduce((sum, wave) => sum + countOf(wave.drafts()), 0),
    );
    let tally = NOTHING_YET;
    for (const wave of waves) tally = added(tally, await recordWave(ledger, wave, identity, observer));
    observer.monthEnds(month, tally);
    whole = added(whole, tally);
  }
  return whole;
}

function byMonth(waves: readonly Wave[]): ReadonlyMap<string, readonly Wave[]> {
  const months = new Map<string, Wave[]>();
  for (const wave of waves) {
    const month = monthOfDate(wave.on);
    months.set(month, [...(months.get(month) ?? []), wave]);
  }
  return months;
}

const monthOfDate = (date: IsoDate): string => date.slice(0, 7);

function countOf(items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) count += 1;
  return count;
}

/** All commands of a wave, so many at a time, and all of them recorded before the next wave begins. */
async function recordWave(ledger: Ledger, wave: Wave, identity: string, observer: Observer): Promise<Tally> {
  const drafts = wave.drafts()[Symbol.iterator]();
  let tally = NOTHING_YET;
  let failed = false;
  const work = async (): Promise<void> => {
    for (let next = drafts.next(); !next.done && !failed; next = drafts.next()) {
      observer.mustGoOn();
      const one = await recordDraft(ledger, next.value, wave.on, identity);
      tally = added(tally, one); // not in one step: others add to it during the wait
      observer.recorded();
    }
  };
  const stop = (error: unknown): never => {
    failed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, () => work().catch(stop)));
  return tally;
}

async function recordDraft({ store, recorder }: Ledger, draft: Draft, on: IsoDate, identity: string): Promise<Tally> {
  const commandId = `${identity}/${draft.key}`;
  if (await store.holderOf('command', commandId)) return { ...NOTHING_YET, found: 1 };
  const { command, source, because } = draft;
  const fields = draft.with();
  const order = { command, with: fields, commandId, source, because, actor: ACTOR, recordedAt: `${on}${TIME_OF_DAY}` };
  try {
    const { outcome } = await recorder.record(order);
    return { commands: 1, found: 0, events: outcome.events.length, cells: cellsIn(draft, fields) };
  } catch (error) {
    throw error instanceof Rejected ? new Rejected(error.code, `${draft.key}: ${error.message}`, error.errors) : error;
  }
}

const cellsIn = ({ command }: Draft, fields: object): number =>
  command === 'RecordActuals' ? (fields as { rows: readonly object[] }).rows.length : 0;
