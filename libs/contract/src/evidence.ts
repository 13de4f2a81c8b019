import { Code, DateField, ListOf, OneOf, Sha256, Text } from './fields.js';
import { Rule } from './shape.js';
import { validateAs, type Validated } from './validate.js';

export const ATTACHED_KINDS = ['LETTER', 'MINUTE', 'AGREEMENT', 'STATEMENT', 'DATA', 'OTHER'] as const;
export type AttachedKind = (typeof ATTACHED_KINDS)[number];

/** A document that a command rests on. Whoever sent or got it is told by a code, so that no name of a person lies open. */
export class Evidence {
  @Sha256({ about: 'Of the bytes of the document' }) readonly sha256!: string;
  @OneOf(ATTACHED_KINDS) readonly kind!: AttachedKind;
  @Code({ optional: true, about: 'The code of the sender, never the name of a person' }) readonly from?: string;
  @Code({ optional: true, about: 'The code of whom it was sent to, never the name of a person' }) readonly to?: string;
  @DateField({ optional: true, about: 'The day that it bears' }) readonly dated?: string;
  @DateField({ optional: true, about: 'The day on which it came; left out: the day recorded' })
  readonly receivedOn?: string;
  @Text({ longest: 200, optional: true, about: 'What it is called, without the name of a person' })
  readonly title?: string;
  @Code({ optional: true, about: 'Who keeps it, where the ledger does not' }) readonly heldBy?: string;
}

@Rule<AllEvidence>('evidence', ({ evidence }) => {
  const all = evidence.map(({ sha256 }) => sha256);
  const twice = all.find((sha256, at) => all.indexOf(sha256) < at);
  return twice === undefined ? undefined : `must name each document once; ${twice} stands twice`;
})
class AllEvidence {
  @ListOf(Evidence, { least: 1 }) readonly evidence!: Evidence[];
}

/** What is given as the documents of a command, checked. Paths of what is wrong begin with `evidence`. */
export function validateEvidence(given: unknown): Validated<readonly Evidence[]> {
  const checked = validateAs(AllEvidence, { evidence: given });
  return checked.ok ? { ok: true, value: checked.value.evidence } : checked;
}
