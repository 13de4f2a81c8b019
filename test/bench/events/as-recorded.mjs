import { canonicalJson, openLedger } from '../built.mjs';
import { factsOfTheYear } from './facts-of-the-year.mjs';
import { recordSetUp } from './generated-stores.mjs';
import { ACTOR, SOURCE, recordedEvent } from './recorded-events.mjs';
import { sceneOf } from './scene.mjs';

/**
 * Records the commands of generated facts, and compares.
 * @returns {Promise<readonly string[]>} commands that recorded something else than what is generated for them; none is right
 */
export async function recordedOtherwise({ practices, years, events, rows }) {
  const scene = sceneOf({ practices, years });
  const ledger = await openLedger('memory:', { clock: 'simulated' });
  const others = [];
  let count = 0;
  try {
    await recordSetUp(ledger, scene);
    for (const fact of factsOfTheYear(scene, { events, rows })) {
      const commandId = `bench/${(count += 1)}`;
      const { command, with: fields, recordedAt, stream } = fact;
      const { outcome } = await ledger.recorder.record({
        ...{ command, with: fields, commandId, recordedAt, actor: ACTOR, source: SOURCE },
      });
      const stored = (await ledger.store.readStream(outcome.events[0].stream)).at(-1);
      if (inWords({ stream, ...recordedEvent(fact, commandId) }) !== inWords(stored))
        others.push(`${commandId}: ${command}`);
    }
  } finally {
    await ledger.close();
  }
  return others;
}

const inWords = ({ id, type, version, stream, data, metadata }) =>
  canonicalJson({ id, type, version, stream, data, metadata });
