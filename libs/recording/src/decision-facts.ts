import {
  agreements,
  commandsInError,
  dispute,
  streamOf,
  type DecisionFacts,
  type Dispute,
  type LedgerWideId,
  type NamedCommand,
} from '#domain';
import type { Holding } from '#event-store';
import { KnownFacts, type Gathering } from '#questions';

export const claimKey = (kind: string, id: string): string => `${kind} ${id}`;

/** Everything known now that a command declared: the newest state of its streams, and who holds its ids. */
export class CurrentFacts extends KnownFacts implements DecisionFacts {
  constructor(
    private readonly gathered: Gathering,
    private readonly holdings: ReadonlyMap<string, Holding>,
    readonly practices: readonly string[] = [],
  ) {
    super(gathered, Number.MAX_SAFE_INTEGER);
  }

  holderOfAgreement(id: string): string | undefined {
    const holding = this.holdings.get(claimKey('agreement', id));
    if (!holding || !this.stateOf(agreements, holding.stream).has(id)) return undefined;
    return holding.stream.slice(streamOf.agreements('').length);
  }

  dispute(id: string): Dispute {
    return this.stateOf(dispute, streamOf.dispute(id));
  }

  streamOfId(kind: LedgerWideId, id: string): string | undefined {
    return this.holdings.get(claimKey(kind, id))?.stream;
  }

  isTaken(kind: LedgerWideId, id: string): boolean {
    const holding = this.holdings.get(claimKey(kind, id));
    return holding !== undefined && (kind === 'label' || this.counts(holding));
  }

  /** Whether what the holder of an id recorded still counts. */
  counts({ stream, commandId }: Holding): boolean {
    return !commandsInError(this.gathered.histories.get(stream)?.events ?? []).has(commandId);
  }

  command(named: { readonly label?: string; readonly command?: string }): NamedCommand | undefined {
    const { label } = named;
    const holding = this.holdings.get(
      label === undefined ? claimKey('command', named.command!) : claimKey('label', label),
    );
    if (!holding) return undefined;
    const first = this.gathered.histories
      .get(holding.stream)
      ?.events.find(({ ref }) => ref.commandId === holding.commandId);
    const given = label ?? first?.ref.label;
    return {
      commandId: holding.commandId,
      ...(given === undefined ? {} : { label: given }),
      isInError: !this.counts(holding),
    };
  }
}
