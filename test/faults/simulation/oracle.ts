import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '#audit';
import type { StoredEvent } from '#event-store';
import type { Order, Outcome, Recorded } from '#recording';
import { openly } from './sealing.js';

/** Something that must never be seen. */
export class Broken extends Error {}

export type Named = Order & { readonly commandId: string };

/** What each client was told, held against the log. */
export class Oracle {
  private readonly told = new Map<string, { readonly order: Named; readonly outcome: Outcome }>();
  private readonly first = new Set<string>();
  private readonly turnedDown: Named[] = [];
  refused = 0;

  /**
   * @param tellsRepeats  false for two processes on one EventStoreDB: it takes the same append from both, writes it once,
   *   and tells both that it was written
   */
  constructor(
    private readonly log: { readonly events: readonly StoredEvent[] },
    private readonly tellsRepeats = true,
  ) {}

  get acknowledged(): number {
    return this.told.size;
  }

  /** A client has its answer: at this moment all of it is in the log. */
  acknowledge(order: Named, { outcome, replayed }: Recorded): void {
    const { commandId } = order;
    const before = this.told.get(commandId);
    if (before && !isDeepStrictEqual(before.outcome, outcome)) throw new Broken(`${commandId}: two outcomes`);
    if (before && contentOf(before.order) !== contentOf(order)) {
      throw new Broken(`${commandId}: taken with two contents`);
    }
    if (this.tellsRepeats && !replayed && this.first.has(commandId)) throw new Broken(`${commandId}: recorded twice`);
    if (!replayed) this.first.add(commandId);
    this.told.set(commandId, { order, outcome });
    this.mustBeRecorded(order, outcome);
  }

  /** A client was told no. Whoever sends alone, however often, is told so only of what is never recorded. */
  refuse(order: Named, { isAlone }: { readonly isAlone: boolean }): void {
    if (isAlone) this.turnedDown.push(order);
    this.refused += 1;
  }

  /** With nobody at work any more. */
  final(): void {
    for (const { order, outcome } of this.told.values()) this.mustBeRecorded(order, outcome);
    for (const order of this.turnedDown) this.mustNotBeRecorded(order);
    this.mustBeInOrder();
    this.mustBeAnswered();
    this.mustBeUnique();
  }

  /** The commands that were acknowledged, by their ids. */
  orders(): ReadonlyMap<string, Named> {
    return new Map([...this.told].map(([commandId, { order }]) => [commandId, order]));
  }

  private eventsOf(commandId: string): readonly StoredEvent[] {
    return this.log.events.filter(({ metadata }) => metadata.commandId === commandId);
  }

  private mustBeRecorded(order: Named, outcome: Outcome): void {
    const events = this.eventsOf(order.commandId);
    const recorded = events.map(({ id, type, stream, revision, position }) => ({
      id, type, stream, revision, position: Number(position),
    })); // prettier-ignore
    if (!isDeepStrictEqual(recorded, outcome.events)) {
      throw new Broken(`${order.commandId}: told ${told(outcome.events)}, recorded ${told(recorded)}`);
    }
    if (!isContentOf(order, events)) throw new Broken(`${order.commandId}: recorded with another content`);
  }

  private mustNotBeRecorded({ commandId }: Named): void {
    if (this.eventsOf(commandId).length > 0) throw new Broken(`${commandId}: refused, and recorded`);
  }

  private mustBeAnswered(): void {
    for (const { metadata } of this.log.events) {
      if (!this.told.has(metadata.commandId)) throw new Broken(`${metadata.commandId}: recorded, and nobody was told`);
    }
  }

  private mustBeInOrder(): void {
    const streams = new Map<string, number>();
    let last = 0n;
    this.log.events.forEach(({ position, stream, revision }) => {
      if (position <= last) throw new Broken(`position ${position} comes after ${last}`);
      last = position;
      if (revision !== (streams.get(stream) ?? -1) + 1) throw new Broken(`${stream} has a gap before ${revision}`);
      streams.set(stream, revision);
    });
  }

  /** Ids are given once in the whole ledger, whatever became of the answers. */
  private mustBeUnique(): void {
    this.oncePer((event) => event.id, (event) => `event ${event.id}`); // prettier-ignore
    this.oncePer(({ metadata }) => metadata.commandId, ({ metadata }) => metadata.label && `label ${metadata.label}`); // prettier-ignore
    this.oncePer((event) => event.id, ({ type, data }) => type === 'OrganisationRegistered' && `code ${String(data['code'])}`); // prettier-ignore
  }

  private oncePer(
    ownerOf: (event: StoredEvent) => string,
    nameOf: (event: StoredEvent) => string | false | undefined,
  ): void {
    const owners = new Map<string, string>();
    for (const event of this.log.events) {
      const [name, owner] = [nameOf(event), ownerOf(event)];
      if (name === undefined || name === false) continue;
      if ((owners.get(name) ?? owner) !== owner || (ownerOf === nameOf && owners.has(name))) {
        throw new Broken(`${name} was given to ${owners.get(name)} and to ${owner}`);
      }
      owners.set(name, owner);
    }
  }
}

const told = (value: unknown): string => JSON.stringify(value);
const contentOf = ({ command, with: fields }: Named): string => canonicalJson({ command, fields });

/** What an event says under the name of a field is what the command said, but for what is sealed. */
function isContentOf({ command, with: fields }: Named, events: readonly StoredEvent[]): boolean {
  return events.every((event) => {
    const said = openly(event);
    const shared = Object.entries(fields as Fields).filter(([field]) => field in said);
    return event.metadata.command === command && shared.every(([field, value]) => says(said[field], value));
  });
}

type Fields = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Terms that a proposal leaves out are added. */
function says(said: unknown, given: unknown): boolean {
  if (!isMap(said) || !isMap(given)) return canonicalJson(said) === canonicalJson(given);
  return Object.entries(given).every(([field, value]) => says(said[field], value));
}
