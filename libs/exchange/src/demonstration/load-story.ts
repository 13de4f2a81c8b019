import type { Ledger } from '#ledger';
import { STORY_ID_PREFIX, STORY_SOURCE } from './story.js';
import type { LoadedStep } from './story-step.js';

/** The store holds something else. */
export class OtherStore extends Error {
  constructor(
    /** An earlier or later version of the demonstration; else some other ledger. */
    readonly isDemonstration: boolean,
  ) {
    super(isDemonstration ? 'the store holds another version of the demonstration' : 'the store holds another ledger');
  }
}

/** How many steps the store has of the story, from the first on: all of them after a load that was finished. */
export async function stepsLoaded({ store }: Ledger, story: readonly LoadedStep[]): Promise<number> {
  const isLoaded = async (index: number): Promise<boolean> =>
    (await store.holderOf('command', story[index]!.id)) !== undefined;
  const [first] = await store.readAll({ after: 0n, limit: 1 });
  if (first === undefined) return 0;
  if (first.metadata.commandId !== story[0]!.id) {
    throw new OtherStore(first.metadata.commandId.startsWith(STORY_ID_PREFIX));
  }
  // Steps were loaded in order, one by one: those that the store has lie before those that it lacks.
  let [has, lacks] = [0, story.length];
  while (lacks - has > 1) {
    const middle = Math.floor((has + lacks) / 2);
    if (await isLoaded(middle)) has = middle;
    else lacks = middle;
  }
  return lacks;
}

export type LoadWatch = {
  /** Asked before each step; throws to stop. What was loaded stays, and is gone on from the next time. */
  readonly mayGoOn?: () => void;
  readonly loaded?: () => void;
};

/**
 * Records what the store lacks of the story, through the same command handling as anybody's commands.
 * @returns how many steps were recorded now
 * @throws OtherStore
 */
export async function loadStory(
  ledger: Ledger,
  story: readonly LoadedStep[],
  { mayGoOn = () => undefined, loaded = () => undefined }: LoadWatch = {},
): Promise<number> {
  const missing = story.slice(await stepsLoaded(ledger, story));
  for (const { at, do: command, with: given, by, label, because, id } of missing) {
    mayGoOn();
    await ledger.recorder.record({
      command,
      with: given,
      commandId: id,
      label,
      because,
      source: STORY_SOURCE,
      actor: by.actor,
      organisation: by.organisation,
      recordedAt: at,
    });
    loaded();
  }
  return missing.length;
}
