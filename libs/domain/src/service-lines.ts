import type { Pence } from '#kernel';

/** Service lines, by the data pack of 2006. @see domain dossier 13.2 */
export const SERVICE_LINES = [
  'EL', 'DC', 'NEL', 'NELXBD', 'OPFA', 'OPFUP', 'OPPROC', 'AE', 'DIAG', 'CRIT', 'PRESC', 'COMM', 'MH', 'OTHER',
] as const; // prettier-ignore

export type Line = (typeof SERVICE_LINES)[number];
/** Pence by service line; a line that is not named has none. */
export type Lines = { readonly [L in Line]?: Pence };

/** The lines that are named, in the order of the data pack, so that answers never depend on the order of typing. */
export const lineAmounts = (lines: Lines): readonly (readonly [Line, Pence])[] =>
  SERVICE_LINES.flatMap((line) => (lines[line] === undefined ? [] : [[line, lines[line]] as const]));
