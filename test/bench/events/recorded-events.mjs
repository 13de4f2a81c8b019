import { canonicalJson, eventIdOf, sha256 } from '../built.mjs';
import { SEED } from './scene.mjs';

export const ACTOR = 'bench';
export const SOURCE = `synthetic, seed ${SEED}`;

/**
 * An event as the ledger's own command handling writes it, without the handling.
 * @param {import('./facts-of-the-year.mjs').DatedFact} fact
 * @param {string} commandId
 */
export function recordedEvent({ recordedAt, command, with: fields, type, data }, commandId) {
  return {
    id: eventIdOf(commandId, 0),
    type,
    version: 1,
    data,
    metadata: {
      recordedAt,
      actor: ACTOR,
      commandId,
      command,
      contentHash: sha256(canonicalJson({ command, with: fields })),
      unverified: true,
      source: SOURCE,
    },
  };
}
