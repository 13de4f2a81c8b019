import { randomUUID } from 'node:crypto';
import type { ProposedEvent } from './append-message.js';
import { canonicalJson } from '#audit';
import { IdTaken, StoreDamaged, StoreUnavailable, type Claim, type Holding } from '#event-store';
import { MapByAge } from '#kernel';
import type { Connection } from './connection.js';
import type { Deadline } from './deadline.js';
import type { LogReader } from './log-reader.js';
import type { Names } from './names.js';
import type { Outgoing } from './outgoing.js';
import { bytes, textIn, type Recorded } from './recorded.js';
import type { Sequencer } from './sequencer.js';
import { CLAIMED, footingIn, WITHDRAWN, type Footing } from './turns.js';
import { isMoved, written } from './writing.js';

/** Claims of one id that are read at first; there is rarely more than one. Where they do not tell, so many times more. */
const [PAGE, AND_MORE] = [32, 8];
/** Claims of which a process remembers when it made them, at most: many more than it makes in a minute. */
const MADE = 100_000;
/** How long another's claim is waited for before it is looked at again, in milliseconds. */
const GLANCE_MS = 250;
/** Which event a claim was made for. It counts once that very event lies there, and never if another one does. */
type Intent = { readonly command: string; readonly stream: string; readonly revision: number; readonly event: string };

type Made = Intent & {
  readonly claimRevision: number;
  readonly claimPosition: bigint;
  /** What it announces. */
  readonly footing: Footing | undefined;
};

type Standing = {
  /** Of the last event of the claim's stream; −1 where there is none. */
  readonly revision: number;
  readonly held: (Intent & { readonly position: bigint }) | undefined;
  /** Made after the one that is held, its event not written yet. */
  readonly open: Made | undefined;
};

/** A claim as it was made, or found made by the same command before. */
export type Taken = {
  readonly name: string;
  readonly revision: number;
  readonly position: bigint;
  /** Whether it announces what the append rests on and changes. */
  readonly isTurn: boolean;
};

/** Another command has claimed an id and not yet written what it claimed it for. */
class Contended extends Error {}

export type ClaimsParts = {
  readonly connection: Connection;
  readonly names: Names;
  readonly sequencer: Sequencer;
  readonly reader: LogReader;
  /**
   * A claim that this process has seen open for so long, in milliseconds, was left by a process that ended: an append
   * that made one is sent within its own limit, which is much shorter, or never.
   */
  readonly claimPatienceMs: number;
};

/**
 * Ids that are unique across streams. A claim is an event of a stream of its own, written where none was expected, so
 * that of many writers one gets it; it names the event that it is made for.
 */
export class Claims {
  readonly #connection: Connection;
  readonly #names: Names;
  readonly #sequencer: Sequencer;
  readonly #reader: LogReader;
  readonly #patienceMs: number;
  /** When this process first saw a claim open, by its stream and revision. */
  readonly #openSince = new Map<string, number>();
  /** When this process began to make a claim, by its stream and revision. */
  readonly #madeAt = new MapByAge<string, number>();

  constructor({ connection, names, sequencer, reader, claimPatienceMs }: ClaimsParts) {
    this.#connection = connection;
    this.#names = names;
    this.#sequencer = sequencer;
    this.#reader = reader;
    this.#patienceMs = claimPatienceMs;
  }

  async holderOf(kind: string, id: string): Promise<Holding | undefined> {
    const { held } = await this.#standing(this.#names.ofClaim(kind, id));
    return held && { commandId: held.command, stream: held.stream, position: held.position };
  }

  /**
   * All claims of an append or none: at once where nobody else is after them, else one after the other in the order of
   * their names, so that no two appends wait for each other. The last in that order announces the append: whoever is
   * waited for by others waits for no claim.
   * @throws IdTaken          a claim belongs to another command
   * @throws StoreUnavailable another command's claim stays open
   */
  async takeAll(append: Outgoing, footing: Footing, deadline: Deadline): Promise<readonly Taken[]> {
    const inOrder = append.claims.toSorted((a, b) => (`${a.kind}-${a.id}` < `${b.kind}-${b.id}` ? -1 : 1));
    const takes = (mayWait: boolean) =>
      inOrder.map((claim, index) => {
        const announced = index === inOrder.length - 1 ? footing : undefined;
        return () => this.#take(claim, append, announced, deadline, mayWait);
      });
    try {
      return await this.#allOrNone(takes(false), true);
    } catch (error) {
      if (!(error instanceof Contended)) throw error;
    }
    return this.#allOrNone(takes(true), false);
  }

  async #allOrNone(takes: readonly (() => Promise<Taken>)[], atOnce: boolean): Promise<readonly Taken[]> {
    const outcomes: PromiseSettledResult<Taken>[] = [];
    if (atOnce) outcomes.push(...(await Promise.allSettled(takes.map((take) => take()))));
    for (const take of atOnce ? [] : takes) {
      outcomes.push(...(await Promise.allSettled([take()])));
      if (outcomes.at(-1)!.status === 'rejected') break;
    }
    const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (!failed) return taken;
    await this.withdraw(taken);
    throw failed.reason;
  }

  /** Gives claims back whose event is certain not to be written. One that cannot be given back is left to others' patience. */
  async withdraw(taken: readonly Taken[]): Promise<void> {
    await Promise.allSettled(
      taken.map(({ name, revision }) =>
        this.#connection.append(name, revision, [claimEvent(WITHDRAWN, { withdrawn: revision })], GLANCE_MS * 4),
      ),
    );
  }

  async #take(
    claim: Claim,
    append: Outgoing,
    footing: Footing | undefined,
    deadline: Deadline,
    mayWait: boolean,
  ): Promise<Taken> {
    const isTurn = footing !== undefined;
    const name = this.#names.ofClaim(claim.kind, claim.id);
    const { commandId: command, stream, firstRevision: revision, eventData } = append;
    const intent: Intent = { command, stream, revision, event: eventData[0]!.id };
    for (let expected = -1; ;) {
      const position = await this.#claimed(name, expected, intent, footing, deadline);
      if (position !== undefined) return { name, revision: expected + 1, position, isTurn };
      const { held, open, revision: last } = await this.#decided(name, intent, claim, deadline, mayWait);
      if (held && held.command !== claim.insteadOf) throw new IdTaken(claim.kind, claim.id, held.command);
      const isAsMade = open && isSame(open, intent) && announcesTheSame(open.footing, footing);
      if (isAsMade && this.#isWaitedFor(keyOf(name, open.claimRevision), deadline)) {
        return { name, revision: open.claimRevision, position: open.claimPosition, isTurn };
      }
      expected = last;
    }
  }

  /** How the id stands, once no other command is about to use it. */
  async #decided(
    name: string,
    intent: Intent,
    { kind, id }: Claim,
    deadline: Deadline,
    mayWait: boolean,
  ): Promise<Standing> {
    for (;;) {
      const standing = await this.#standing(name);
      const { open } = standing;
      if (!open || isSame(open, intent) || this.#mayReplace(name, open, intent)) return standing;
      if (!mayWait) throw new Contended();
      if (deadline.isOver) {
        throw new StoreUnavailable(
          `nothing was written: command ${open.command} is about to use ${kind} ${id}; ask again`,
        );
      }
      await this.#sequencer.comesTo(open.stream, open.revision, Math.min(GLANCE_MS, deadline.leftMs));
    }
  }

  /** @returns the position of the claim, or undefined where its stream stands elsewhere */
  async #claimed(
    name: string,
    expected: number,
    intent: Intent,
    footing: Footing | undefined,
    deadline: Deadline,
  ): Promise<bigint | undefined> {
    const events = [claimEvent(CLAIMED, intent, footing)]; // one id for all tries, so that a repeat finds what it wrote
    const beganMs = performance.now();
    try {
      const position = await written(this.#connection, { name, expectedRevision: expected, events }, deadline);
      this.#made(keyOf(name, expected + 1), beganMs);
      return position;
    } catch (error) {
      if (isMoved(error)) return undefined;
      this.#made(keyOf(name, expected + 1), beganMs); // as far as is known
      throw error;
    }
  }

  /** A command's own claim for another revision of the same stream can no longer come true beside this one. */
  #mayReplace(name: string, open: NonNullable<Standing['open']>, intent: Intent): boolean {
    if (open.command === intent.command && open.stream === intent.stream) return true;
    const key = keyOf(name, open.claimRevision);
    const since = this.#openSince.get(key) ?? performance.now();
    this.#openSince.set(key, since);
    if (performance.now() - since < this.#patienceMs) return false;
    this.#openSince.delete(key);
    return true;
  }

  #made(key: string, beganMs: number): void {
    this.#madeAt.set(key, beganMs);
    if (this.#madeAt.size > MADE) this.#madeAt.takeOldest();
  }

  /**
   * Whether everybody still waits for a claim of this process until the append is written or out of time. For an older one
   * others may not; one that another process made is as old as it may be. Such an append claims anew, and its turn comes
   * after theirs.
   */
  #isWaitedFor(key: string, { leftMs }: Deadline): boolean {
    const madeAt = this.#madeAt.get(key);
    return madeAt !== undefined && performance.now() - madeAt + leftMs < this.#patienceMs;
  }

  /** However many were made and withdrawn after the one that is held. */
  async #standing(name: string): Promise<Standing> {
    for (let count = PAGE; ; count *= AND_MORE) {
      const recorded = await this.#connection.readStream(name, { from: 'end', count });
      const standing = await this.#standingIn(name, recorded);
      if (standing.held || recorded.length < count) return standing;
    }
  }

  async #standingIn(name: string, recorded: readonly Recorded[]): Promise<Standing> {
    const revision = recorded.length === 0 ? -1 : Number(recorded[0]!.revision);
    const withdrawn = new Set<number>();
    let open: Standing['open'];
    for (const event of recorded) {
      if (event.type === WITHDRAWN) {
        withdrawn.add(Number(event.revision) - 1);
        continue;
      }
      if (withdrawn.has(Number(event.revision))) continue;
      const intent = intentOf(event);
      const found = await this.#eventOf(intent);
      if (found?.id === intent.event) {
        this.#openSince.delete(keyOf(name, Number(event.revision)));
        return { revision, held: { ...intent, position: found.position }, open };
      }
      if (found) continue;
      const [claimRevision, claimPosition] = [Number(event.revision), event.position!.commit];
      open ??= { ...intent, claimRevision, claimPosition, footing: footingIn(event) };
    }
    return { revision, held: undefined, open };
  }

  /** The event at the place that a claim was made for, if one lies there. */
  async #eventOf({
    stream,
    revision,
  }: Intent): Promise<{ readonly id: string; readonly position: bigint } | undefined> {
    const { table } = this.#sequencer;
    if (table.revisionOf(stream) >= revision) {
      const [event] = await this.#reader.at([table.ordinal(stream, revision)]);
      return event;
    }
    const [event] = await this.#connection.readStream(this.#names.ofStream(stream), { from: revision, count: 1 });
    return event && { id: event.id, position: event.position!.commit };
  }
}

const keyOf = (name: string, claimRevision: number): string => `${name}@${claimRevision}`;

const isSame = (a: Intent, b: Intent): boolean =>
  a.command === b.command && a.stream === b.stream && a.revision === b.revision && a.event === b.event;

const announcesTheSame = (made: Footing | undefined, now: Footing | undefined): boolean =>
  JSON.stringify([made?.reads, made?.writes]) === JSON.stringify([now?.reads, now?.writes]);

const claimEvent = (type: string, data: object, footing?: Footing): ProposedEvent => ({
  id: randomUUID(),
  type,
  data: bytes(canonicalJson(data)),
  metadata: footing && bytes(JSON.stringify(footing)),
});

function intentOf({ data, streamId }: Recorded): Intent {
  try {
    return JSON.parse(textIn(data)) as Intent;
  } catch (error) {
    throw new StoreDamaged(`a claim of ${streamId} is not what a ledger wrote`, { cause: error });
  }
}
