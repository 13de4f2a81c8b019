import { randomUUID } from 'node:crypto';
import { isCommandName, validateCommand, type Evidence } from '#contract';
import {
  Rejected,
  declarationOf,
  deciders,
  eventSchemas,
  mustBeFree,
  mustBeRecorded,
  type CommandName,
  type Commands,
  type Decide,
  type DecisionFacts,
  type Named,
  type NewId,
  type Occasion,
} from '#domain';
import {
  BeforeLastEvent,
  FoundMore,
  IdTaken,
  MaybeWritten,
  StoreUnavailable,
  TooLarge,
  WrongRevision,
  type Append,
  type Claim,
  type EventMetadata,
  type EventStore,
  type HasDocument,
  type Keyring,
  type StoredEvent,
} from '#event-store';
import {
  PenceOverflow,
  instant,
  later,
  londonDay,
  versionOf,
  type Fact,
  type Instant,
  type WorkingCalendar,
} from '#kernel';
import type { StreamReader } from '#questions';
import { contentHash, sealed } from './content.js';
import { claimKey } from './decision-facts.js';
import { Declaring, type Declared } from './declaring.js';
import { mustBeWellFormed, mustNameNoPatient, told } from './envelope-fields.js';
import { eventIdOf } from './event-id.js';
import { groundsOf, mustStand, type Grounds } from './grounds.js';
import { occasionOf, positionKnownAt } from './occasion.js';
import { evidenceIn, mustBeHere, mustHaveCome, onRecord } from './evidence.js';
import { MaybeRecorded } from './maybe-recorded.js';
import { ANONYMOUS, type Now, type Order, type Outcome, type Recorded } from './order.js';

/** How often a command is decided anew because what it looked at moved in the meantime. */
const MOST_TRIES = 50;

type Given<Name extends CommandName = CommandName> = {
  readonly name: Name;
  readonly with: Commands[Name];
  readonly order: Order;
  readonly evidence: readonly Evidence[] | undefined;
  readonly commandId: string;
  readonly hash: string;
};

/** Records commands: checks the input once, reads what the command may look at, decides, appends. */
export class Recorder {
  private readonly store: EventStore;
  /** Commands of this process that have no answer yet, by their id. */
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly reader: StreamReader,
    private readonly keyring: Keyring,
    private readonly now: Now,
    private readonly calendar: WorkingCalendar,
    private readonly hasDocument: HasDocument = async () => false,
  ) {
    this.store = reader.store;
  }

  /**
   * A command that is sent again before its first answer waits for that, and is then the repeat that it is.
   * @throws MaybeRecorded  it is not known whether it was recorded
   * @throws Rejected       with the code of the first refusal, in the order of the contract; nothing was recorded
   */
  async record(order: Order): Promise<Recorded> {
    mustBeWellFormed(order);
    const evidence = evidenceIn(order);
    const { command: name } = order;
    if (!isCommandName(name)) throw new Rejected('NOT_FOUND', `there is no command ${name}`);
    const commandId = order.commandId ?? randomUUID();
    while (this.underWay.has(commandId)) await this.underWay.get(commandId);
    const recording = this.recordOne(order, name, commandId, evidence);
    const done = (): void => void this.underWay.delete(commandId);
    this.underWay.set(commandId, recording.then(done, done));
    return recording;
  }

  private async recordOne(
    order: Order,
    name: CommandName,
    commandId: string,
    evidence: Given['evidence'],
  ): Promise<Recorded> {
    const checked = validateCommand(name, order.with);
    const hash = checked.ok ? await contentHash(this.keyring, name, checked.value, evidence) : undefined;
    const before = order.commandId === undefined ? undefined : await this.replay(commandId, hash);
    if (before) return before;
    mustNameNoPatient(order);
    if (!checked.ok) throw new Rejected('INVALID', told(checked.errors), checked.errors);
    const given = { name, with: checked.value as Commands[CommandName], order, evidence, commandId, hash: hash! };
    await mustBeHere(this.hasDocument, evidence, declarationOf(name).documents?.(given.with as never));
    return this.untilUnmoved(given);
  }

  /** Rule 22: the first outcome of a command that was recorded already. */
  private async replay(commandId: string, hash: string | undefined): Promise<Recorded | undefined> {
    const holding = await this.store.holderOf('command', commandId);
    if (!holding) return undefined;
    const stored = (await this.store.readStream(holding.stream)).filter(
      ({ metadata }) => metadata.commandId === commandId,
    );
    if (stored[0]?.metadata.contentHash !== hash) {
      throw new Rejected('COMMAND_ID_REUSED', `${commandId} was used for another command`);
    }
    return { outcome: outcomeOf(commandId, stored), replayed: true };
  }

  private async untilUnmoved(given: Given): Promise<Recorded> {
    for (let tries = 1; ; tries += 1) {
      try {
        const stored = await this.decideAndAppend(given);
        return { outcome: outcomeOf(given.commandId, stored), replayed: false };
      } catch (error) {
        const before = mayBeOwnDoing(error) ? await this.replay(given.commandId, given.hash) : undefined;
        if (before) return before;
        if (error instanceof MaybeWritten) throw new MaybeRecorded(given.commandId, error);
        if (tries >= MOST_TRIES || !isConflict(error)) throw refused(error);
        mustExpectNothing(given.order, error);
      }
    }
  }

  private async decideAndAppend(given: Given): Promise<readonly StoredEvent[]> {
    const recordedAt = await this.recordedAt(given.order);
    const declared = await new Declaring(this.reader).read(given.name, given.with, given.order.label);
    const head = await this.store.head(); // after all that was read, so that all of it counts
    const effectiveAt = head.effectiveAt === undefined ? recordedAt : later(recordedAt, head.effectiveAt);
    const knownAt = declarationOf(given.name).knownAt?.(given.with as never);
    const position = await positionKnownAt(this.store, head, knownAt);
    const grounds = groundsOf(declared.gathering);
    const facts = await this.decided(
      given,
      occasionOf(declared, this.calendar, effectiveAt, knownAt, position),
      grounds,
    );
    const stream = streamOfCommand(given, declared);
    const known = declared.gathering.histories.get(stream);
    const revision = known ? known.revision : (await this.store.revisions([stream]))[0]!;
    const { expectedRevision } = given.order;
    if (expectedRevision !== undefined && expectedRevision !== revision) {
      throw new WrongRevision(stream, expectedRevision, revision);
    }
    const events = await this.written(given, facts, { recordedAt, effectiveAt });
    const unmoved = grounds.unmoved.filter((read) => read.stream !== stream);
    const claims = claimsOf(given, declared);
    return this.store.append({ stream, expectedRevision: revision, events, claims, unmoved, found: grounds.found });
  }

  /** @throws WrongRevision | FoundMore for a refusal whose grounds moved while they were read */
  private async decided(given: Given, occasion: Occasion, grounds: Grounds): Promise<readonly Fact<string, object>[]> {
    try {
      return this.decide(given, occasion);
    } catch (error) {
      if (error instanceof Rejected) await mustStand(this.store, grounds);
      throw error;
    }
  }

  private decide(given: Given, occasion: Occasion): readonly Fact<string, object>[] {
    const { facts, recordedOn } = occasion;
    mustHaveCome(given.evidence, recordedOn);
    mustBeRecorded(namedIn(given, facts), facts);
    mustBeFree(idsOf(given), facts);
    return (deciders[given.name] as Decide<object>)(given.with, occasion);
  }

  /** When the ledger learns of it: by its own clock, or on a simulated one as the command says. */
  private async recordedAt({ recordedAt }: Order): Promise<Instant> {
    if (this.store.clock === 'system') {
      if (recordedAt === undefined) return this.now();
      throw invalidTime('a store on the system clock takes no recordedAt from outside');
    }
    const { effectiveAt } = await this.store.head();
    if (recordedAt === undefined) {
      if (effectiveAt !== undefined) return effectiveAt;
      throw invalidTime('the first command on a simulated clock must say when it was learned');
    }
    const at = instant(recordedAt);
    if (effectiveAt !== undefined && at < effectiveAt)
      throw invalidTime(`${at} lies before the last event, ${effectiveAt}`);
    return at;
  }

  private async written(
    { name, order, evidence, commandId, hash }: Given,
    facts: readonly Fact<string, object>[],
    { recordedAt, effectiveAt }: { readonly recordedAt: Instant; readonly effectiveAt: Instant },
  ): Promise<Append['events']> {
    const { label, because, authority, source, organisation, correlationId } = order;
    const metadata: EventMetadata = {
      recordedAt,
      actor: order.actor ?? ANONYMOUS,
      commandId,
      command: name,
      contentHash: hash,
      unverified: true,
      ...present({ label, because, authority, source, organisation, correlationId }),
      ...present({ evidence: evidence && onRecord(evidence, londonDay(effectiveAt)) }),
    };
    return Promise.all(
      facts.map(async (fact, index) => ({
        id: eventIdOf(commandId, index),
        type: fact.type,
        version: versionOf((eventSchemas as Record<string, Parameters<typeof versionOf>[0]>)[fact.type]!),
        data: await sealed(this.keyring, fact),
        metadata,
      })),
    );
  }
}

/** The same command, sent twice at once or again before its first answer, meets what it has done itself meanwhile. */
const mayBeOwnDoing = (error: unknown): boolean => isConflict(error) || error instanceof Rejected;

/** What was looked at is no longer so: the command is decided anew. */
const isConflict = (error: unknown): error is WrongRevision | FoundMore | IdTaken =>
  error instanceof WrongRevision || error instanceof FoundMore || error instanceof IdTaken;

const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

const invalidTime = (message: string): Rejected => new Rejected('INVALID', message, [{ field: 'recordedAt', message }]);

function namedIn({ name, with: command }: Given, facts: DecisionFacts): readonly Named[] {
  const { names, mentions } = declarationOf(name);
  const ids = mentions?.(command as never) ?? [];
  return [...names(command as never, facts), ...ids.map(({ kind: of, id }): Named => ({ kind: 'id', of, id }))];
}

const idsOf = ({ name, with: command, order }: Given): readonly NewId[] => [
  ...(declarationOf(name).makes?.(command as never) ?? []),
  ...(order.label === undefined ? [] : [{ kind: 'label' as const, id: order.label }]),
];

function streamOfCommand(given: Given, { facts, holdings }: Declared): string {
  const { stream } = declarationOf(given.name);
  if (stream) return stream(given.with as never, facts);
  const { label, command } = given.with as Commands['RecordInError'];
  return holdings.get(label === undefined ? claimKey('command', command!) : claimKey('label', label))!.stream;
}

/** The command's own id, its label, and the new ids that it makes; ids whose holder no longer counts are taken over. */
function claimsOf(given: Given, { holdings }: Declared): readonly Claim[] {
  const claims = idsOf(given).map(({ kind, id }): Claim => {
    const before = holdings.get(claimKey(kind, id));
    return before ? { kind, id, insteadOf: before.commandId } : { kind, id };
  });
  return [{ kind: 'command', id: given.commandId }, ...claims];
}

const outcomeOf = (commandId: string, stored: readonly StoredEvent[]): Outcome => ({
  commandId,
  events: stored.map(({ id, type, stream, revision, position }) => ({
    id,
    type,
    stream,
    revision,
    position: Number(position),
  })),
  position: Number(stored.at(-1)!.position),
});

/** Whoever said which revision to expect decides for himself what to do when the stream has moved. */
function mustExpectNothing({ expectedRevision }: Order, error: WrongRevision | FoundMore | IdTaken): void {
  if (expectedRevision !== undefined && error instanceof WrongRevision) throw refused(error);
}

function refused(error: unknown): unknown {
  if (error instanceof WrongRevision || error instanceof FoundMore) {
    return new Rejected('WRONG_REVISION', error.message);
  }
  if (error instanceof IdTaken) return new Rejected('ALREADY_EXISTS', error.message);
  if (error instanceof PenceOverflow) return new Rejected('FIGURE_TOO_LARGE', error.message);
  if (error instanceof TooLarge) return new Rejected('TOO_LARGE', error.message);
  if (error instanceof BeforeLastEvent) return invalidTime(error.message);
  if (error instanceof StoreUnavailable) return new Rejected('STORE_UNAVAILABLE', error.message);
  return error;
}
