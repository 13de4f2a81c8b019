import type { Year } from '#kernel';
import type { RecoveryTerms } from '../agreement/events.js';
import { isGroup, type Facts } from './facts.js';
import { piecesOf, type Piece, type Pieces } from './pieces.js';
import type { Segment } from './segments.js';

/** A practice of a holder, and its days of the year that are the holder's. */
export type Share = { readonly practice: string; readonly pieces: Pieces; readonly own: readonly Piece[] };

/** Whose days make up a holder's year, and under which terms. */
export type Roster = {
  /** In code order. A practice is its own, even when all its days belong to groups. */
  readonly shares: readonly Share[];
  /** The holder's segments in the order of their days. */
  readonly segments: readonly Segment[];
  /** Rule 12: the terms of recovery of the year's last own segment, of the agreement where lines are split. */
  readonly terms: RecoveryTerms;
};

export function rosterOf(facts: Facts, holder: string, year: Year): Roster {
  const practices = isGroup(facts, holder) ? facts.everMembers(holder) : [holder];
  const shares = practices
    .map((practice) => shareOf(facts, holder, practice, year))
    .filter(({ practice, own }) => practice === holder || own.length > 0);
  const pieces = shares.flatMap(({ own }) => own).sort((a, b) => a.days.last - b.days.last);
  const stretches = [...new Set(pieces.map(({ stretch }) => stretch))].sort((a, b) => a.days.first - b.days.first);
  return {
    shares,
    segments: stretches.flatMap(({ main, beside }) => (beside ? [main, beside] : [main])),
    terms: pieces.at(-1)?.stretch.main.recovery ?? { kind: 'NONE' },
  };
}

function shareOf(facts: Facts, holder: string, practice: string, year: Year): Share {
  const pieces = piecesOf(facts, practice, year);
  return { practice, pieces, own: pieces.all.filter((piece) => piece.holder === holder) };
}
