import type { IsoDate, Month, Pence } from '#kernel';
import type { EventRef } from '../history.js';
import type { Line } from '../service-lines.js';
import type { RuleName } from './rule-names.js';

/** An event as the leaf of a derivation: where it stands, when it was known, who gave it. */
export type DerivedFromEvent = Pick<
  EventRef,
  'position' | 'type' | 'stream' | 'recordedAt' | 'actor' | 'organisation' | 'commandId' | 'label' | 'because'
>;

/** One figure, the rule that made it, and what it was made from, down to the events. */
export type Derivation = {
  /** The field of the answer, or what the figure is. */
  readonly figure: string;
  /** Left out where the node is a fact without a sum, such as a signature. */
  readonly pence?: Pence;
  /** @see scenarios README, "Rules that make the answers exact" */
  readonly rule?: RuleName;
  /** How it was made, in words. */
  readonly how?: string;
  readonly line?: Line;
  /** Pence by month, M1 is April. */
  readonly months?: readonly { readonly month: Month; readonly pence: Pence }[];
  readonly days?: { readonly from: IsoDate; readonly to: IsoDate };
  readonly event?: DerivedFromEvent;
  readonly from?: readonly Derivation[];
};

export const eventOf = ({ id: _id, authority: _authority, ...ref }: EventRef): DerivedFromEvent => ref;

/** The leaf of an event. */
export const leaf = (figure: string, ref: EventRef, pence?: Pence): Derivation => ({
  figure,
  ...(pence === undefined ? {} : { pence }),
  event: eventOf(ref),
});
