import { declarationOf, streamOf, type CommandName, type Commands } from '#domain';
import type { EventStore, Holding } from '#event-store';
import { Gathering, type StreamReader } from '#questions';
import { CurrentFacts, claimKey } from './decision-facts.js';

/** What `handle` has read for a command: its states, and the streams that must not move before it is recorded. */
export type Declared = {
  readonly facts: CurrentFacts;
  readonly gathering: Gathering;
  readonly holdings: ReadonlyMap<string, Holding>;
};

/** Commands that name entries or payments of the holder whom a dispute is about. */
const LOOK_AT_ACCOUNTS: readonly CommandName[] = ['IssueRuling', 'SupersedeRuling', 'ComplyWithRuling'];

/** Commands that ask whether a limit of a dispute has passed. */
const COUNTS_LIMITS: readonly CommandName[] = ['PassDisputeDeadline'];

type Fields = { readonly [field: string]: unknown };

const text = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);

/** Reads every stream that a command may look at, and who holds the ids that it names. */
export class Declaring {
  private readonly gathering: Gathering;
  private readonly holdings = new Map<string, Holding>();
  private readonly store: EventStore;

  constructor(reader: StreamReader) {
    this.gathering = new Gathering(reader);
    this.store = reader.store;
  }

  async read<Name extends CommandName>(
    name: Name,
    command: Commands[Name],
    label: string | undefined,
  ): Promise<Declared> {
    const fields = command as Fields;
    await this.bodies(fields);
    await this.ids(name, command, label);
    await this.agreement(fields);
    await this.dispute(name, fields);
    if (name === 'RecordInError') await this.corrected(fields);
    const { figure, agreementsOf, practicesOf, reads, stream, looksAtStream } = declarationOf(name);
    if (agreementsOf) await this.agreements(streamOf.agreements(agreementsOf(command)));
    const practices = practicesOf ? await this.practices(practicesOf(command)) : [];
    const facts = new CurrentFacts(this.gathering, this.holdings, practices);
    if (reads) await this.gathering.load(reads(command));
    if (stream && looksAtStream) await this.gathering.load([stream(command, facts)]);
    const of = figure?.(command, facts);
    if (of) await this.gathering.statement(of.holder, of.year);
    return { facts, gathering: this.gathering, holdings: this.holdings };
  }

  /** The practices that a commissioner may owe, with their accounts and who owes them. */
  private async practices({ commissioner, year }: { commissioner: string; year: string }): Promise<readonly string[]> {
    const practices = await this.gathering.practicesOf(commissioner);
    for (const practice of practices) await this.gathering.debtors(practice, year);
    await this.gathering.load(practices.map((practice) => streamOf.account(practice, year)));
    return practices;
  }

  /** Practices, commissioners, groups and organisations that are named. */
  private async bodies(fields: Fields): Promise<void> {
    const named = [
      'code',
      'practice',
      'commissioner',
      'holder',
      'group',
      'to',
      'organisation',
      'body',
      'approvedBy',
    ].flatMap((field) => text(fields[field]));
    const successors = (fields['successors'] as readonly string[] | undefined) ?? [];
    const codes = [...named, ...successors];
    await this.gathering.load(codes.flatMap((code) => [streamOf.organisation(code), streamOf.group(code)]));
  }

  private async ids<Name extends CommandName>(
    name: Name,
    command: Commands[Name],
    label: string | undefined,
  ): Promise<void> {
    const { makes, mentions } = declarationOf(name);
    for (const { kind, id } of [...(makes?.(command) ?? []), ...(mentions?.(command) ?? [])])
      await this.holder(kind, id);
    if (label !== undefined) await this.holder('label', label);
  }

  private async agreement(fields: Fields): Promise<void> {
    for (const id of text(fields['agreement'])) {
      const holding = await this.holder('agreement', id);
      if (!holding) continue;
      await this.agreements(holding.stream);
    }
  }

  /** All agreements of a holder, and whoever succeeded their commissioners. */
  private async agreements(stream: string): Promise<void> {
    await this.gathering.load([stream]);
    for (const { fact } of this.gathering.histories.get(stream)!.events) {
      if (fact.type === 'AgreementProposed') {
        await this.gathering.succession((fact.data as { commissioner: string }).commissioner);
      }
    }
  }

  private async dispute(name: CommandName, fields: Fields): Promise<void> {
    for (const id of text(fields['dispute'])) {
      const stream = streamOf.dispute(id);
      await this.gathering.load([stream]);
      const opened = this.gathering.histories.get(stream)!.events.find(({ fact }) => fact.type === 'DisputeOpened');
      if (!opened) continue;
      const { holder, year } = opened.fact.data as { holder: string; year: string };
      await this.gathering.parties(holder);
      if (COUNTS_LIMITS.includes(name)) await this.gathering.policiesOfDisputes(holder);
      if (!LOOK_AT_ACCOUNTS.includes(name)) continue;
      const effects = (fields['effects'] as readonly { practice?: string }[] | undefined) ?? [];
      for (const code of [holder, ...effects.flatMap(({ practice }) => text(practice))]) {
        await this.gathering.body(code);
        await this.gathering.load([streamOf.account(code, year)]);
      }
    }
  }

  private async corrected({ label, command }: Fields): Promise<void> {
    for (const id of text(label)) await this.holder('label', id);
    for (const id of text(command)) await this.holder('command', id);
  }

  /** Who holds an id, with the stream in which it does. */
  private async holder(kind: string, id: string): Promise<Holding | undefined> {
    const holding = await this.store.holderOf(kind, id);
    if (!holding) return undefined;
    this.holdings.set(claimKey(kind, id), holding);
    await this.gathering.load([holding.stream]);
    return holding;
  }
}
