import { COMMISSIONER_TYPES, assignedOn, commandsInError, streamOf, type Facts } from '#domain';
import type { StoredEvent } from '#event-store';
import { londonDay } from '#kernel';
import { KnownFacts, recorded, type Gathering, type StreamReader } from '#questions';
import { partsOf } from './reach.js';
import { holderOf, journalRow, namedCommissioner, otherHoldersOf, saidBy } from './rows/journal-row.js';
import type { Change, Tables } from './view-store.js';

/**
 * The rows of new events, and of older ones of streams in which something was recorded in error since.
 * @param gathering  read not before the last of the events was recorded
 * @param position   of the last event known
 */
export async function journalChanges(
  reader: StreamReader,
  gathering: Gathering,
  events: readonly StoredEvent[],
  corrected: ReadonlySet<string>,
  position: bigint = events.at(-1)!.position,
): Promise<readonly Change[]> {
  const rows: Tables['journal'][] = [];
  const before: { readonly position: number }[] = [];
  for (const event of events) if (!corrected.has(event.stream)) rows.push(await rowOf(gathering, event, undefined));
  for (const stream of corrected) {
    const all = await reader.store.readStream(stream, position);
    const inError = errorsIn(all);
    for (const event of all) {
      rows.push(await rowOf(gathering, event, inError.get(event.metadata.commandId)));
      before.push({ position: Number(event.position) });
    }
  }
  return [{ table: 'journal', without: before, rows }];
}

/** Command id → position of the correction by which it counts for nothing. */
function errorsIn(events: readonly StoredEvent[]): ReadonlyMap<string, number> {
  const all = events.map(recorded);
  const inError = commandsInError(all);
  const since = new Map<string, number>();
  for (const { fact, ref } of all) {
    if (fact.type !== 'RecordedInError' || inError.has(ref.commandId)) continue;
    const { command } = fact.data as { readonly command: string };
    if (inError.has(command) && !since.has(command)) since.set(command, ref.position);
  }
  return since;
}

async function rowOf(
  gathering: Gathering,
  event: StoredEvent,
  inErrorSince: number | undefined,
): Promise<Tables['journal']> {
  const said = saidBy(event);
  const known = await knownOf(gathering, event, holderOf(said));
  const commissioner = namedCommissioner(said) ?? known.commissioner;
  const otherHolders = otherHoldersOf(event.type, said);
  const others = new Set<string>();
  for (const other of otherHolders) {
    const its = (await knownOf(gathering, event, other)).commissioner;
    if (its !== undefined && its !== commissioner) others.add(its);
  }
  return journalRow(event, said, {
    holder: known.holder,
    commissioner,
    otherHolders,
    otherCommissioners: [...others],
    inErrorSince,
  });
}

type Known = { readonly holder: string | undefined; readonly commissioner: string | undefined };

/** By what was known when the event was recorded, on that day: the practice's commissioner, the group's, or the body itself. */
async function knownOf(
  gathering: Gathering,
  { stream, position, effectiveAt }: StoredEvent,
  named: string | undefined,
): Promise<Known> {
  const { kind, code } = partsOf(stream);
  const about = named ?? (kind === 'organisation' ? code : undefined);
  if (about === undefined) return { holder: undefined, commissioner: undefined };
  await gathering.load([streamOf.organisation(about), streamOf.group(about)]);
  const facts: Facts = new KnownFacts(gathering, Number(position));
  const { registration } = facts.organisation(about);
  if (registration?.type === 'PRACTICE') {
    return { holder: about, commissioner: assignedOn(facts.organisation(about), londonDay(effectiveAt))?.to };
  }
  if (!registration) return { holder: named, commissioner: facts.group(about).created?.commissioner };
  return { holder: named, commissioner: COMMISSIONER_TYPES.includes(registration.type) ? about : undefined };
}
