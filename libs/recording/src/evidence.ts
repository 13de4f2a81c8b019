import { validateEvidence, type Evidence } from '#contract';
import { Rejected } from '#domain';
import type { Attachment, HasDocument } from '#event-store';
import { dateOf, dayOf, type Day } from '#kernel';
import { told } from './envelope-fields.js';
import type { Order } from './order.js';

/** The documents of a command. @throws Rejected INVALID naming each bad field */
export function evidenceIn({ evidence }: Order): readonly Evidence[] | undefined {
  if (evidence === undefined) return undefined;
  const checked = validateEvidence(evidence);
  if (!checked.ok) throw new Rejected('INVALID', told(checked.errors), checked.errors);
  return checked.value;
}

/** @throws Rejected UNKNOWN_DOCUMENT for the first that the ledger does not have and nobody is said to hold */
export async function mustBeHere(
  has: HasDocument,
  evidence: readonly Evidence[] = [],
  named: readonly string[] = [],
): Promise<void> {
  const wanted = evidence.filter(({ heldBy }) => heldBy === undefined).map(({ sha256 }) => sha256);
  for (const sha256 of [...wanted, ...named]) {
    if (!(await has(sha256))) throw new Rejected('UNKNOWN_DOCUMENT', `document ${sha256} is not here: store it first`);
  }
}

/** @throws Rejected FUTURE_DATE for a document that is yet to come */
export function mustHaveCome(evidence: readonly Evidence[] = [], recordedOn: Day): void {
  const late = evidence.find(({ receivedOn }) => receivedOn !== undefined && dayOf(receivedOn) > recordedOn);
  if (!late) return;
  const days = `receivedOn ${late.receivedOn} lies after ${dateOf(recordedOn)}, the day recorded`;
  throw new Rejected('FUTURE_DATE', days);
}

/** As they are recorded: a document came on the day recorded, unless it is said otherwise. */
export const onRecord = (evidence: readonly Evidence[], recordedOn: Day): readonly Attachment[] =>
  evidence.map((item) => ({ ...item, receivedOn: item.receivedOn ?? dateOf(recordedOn) }));
