import { leaf, type Bridge, type Derivation, type EventRef } from '#domain';
import type { QuestionInput } from '#contract';
import { pounds } from '#kernel';
import { asAtOf, explained, type AnsweredFrom, type Asking } from '../asking.js';
import { bridged } from '../bridging.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeHolder } from '../subject.js';

/** Rule 25: what moved an entitlement from one moment to another. */
export async function bridge(asking: Asking, asked: QuestionInput<'bridge'>): Promise<Bridge & AnsweredFrom> {
  const { holder, year, from, to } = asked;
  const opening = await asking.momentOf({ ...asked, knownAt: from });
  const closing = await asking.momentOf({ ...asked, knownAt: to });
  const gathering = await asking.gather(holder, year);
  mustBeHolder(new KnownFacts(gathering, closing.position), holder);
  const asAt = asAtOf(asked, closing);
  const { bridge: answer, events } = bridged(gathering, holder, year, asAt, opening.position, closing.position);
  return { ...answer, ...asking.from(closing, asAt), ...explained(asked.explain && explainBridge(answer, events)) };
}

function explainBridge(
  { openingPence, lines, closingPence }: Bridge,
  events: readonly EventRef[],
): readonly Derivation[] {
  const byPosition = new Map(events.map((ref) => [ref.position, ref]));
  const moved = lines.map(({ position, deltaPence }) => leaf('moved by', byPosition.get(position)!, deltaPence));
  return [
    {
      figure: 'closingPence',
      pence: closingPence,
      rule: 'Rule 25: what-if and bridge',
      how: `${pounds(openingPence)} at the opening`,
      from: moved,
    },
  ];
}
