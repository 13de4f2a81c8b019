import { Rejected } from '#domain';
import type { EventStore } from '#event-store';

/** The command that a label or a command id names, if it was known at a position. */
export async function commandNamed(store: EventStore, name: string, position: number): Promise<string | undefined> {
  for (const kind of ['label', 'command']) {
    const holding = await store.holderOf(kind, name);
    if (holding && Number(holding.position) <= position) return holding.commandId;
  }
  return undefined;
}

/** Rule 25: the commands to take out from the start. @throws Rejected UNKNOWN_COMMAND for what is not known */
export async function omittedCommands(
  store: EventStore,
  suppositions: readonly object[],
  position: number,
): Promise<ReadonlySet<string>> {
  const omitted = new Set<string>();
  for (const supposition of suppositions) {
    if (!('omit' in supposition)) continue;
    const name = supposition.omit as string;
    const command = await commandNamed(store, name, position);
    if (command === undefined) throw new Rejected('UNKNOWN_COMMAND', `${name} is not known at that moment`);
    omitted.add(command);
  }
  return omitted;
}
