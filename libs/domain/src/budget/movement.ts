import { plus, sumPence, type Month, type Pence, type Year } from '#kernel';
import type { AccountEvent, ActualsVersion } from '../account/events.js';
import type { Recorded } from '../history.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import { basisPointsOf } from './basis.js';

/** What one version says of a cell: in all, and by provider; null stands for rows that name none. */
type Said = { readonly pence: Pence; readonly byProvider: ReadonlyMap<string | null, Pence> };
type Versions = { readonly FLEX: ReadonlyMap<string, Said>; readonly FREEZE: ReadonlyMap<string, Said> };
type ActualsRecorded = Recorded<Extract<AccountEvent, { type: 'ActualsRecorded' }>>;

const isActuals = (event: Recorded): event is ActualsRecorded => event.fact.type === 'ActualsRecorded';
const keyOf = (line: Line, month: Month): string => `${month}/${line}`;

const NOTHING_SAID: Said = { pence: 0, byProvider: new Map() };

const withRow = ({ pence: before, byProvider }: Said, provider: string | null, pence: Pence): Said => ({
  pence: plus(before, pence),
  byProvider: new Map(byProvider).set(provider, plus(byProvider.get(provider) ?? 0, pence)),
});

/** The last record of each cell in one version, whatever took it over since. */
function lastOf(events: readonly Recorded[], version: ActualsVersion): ReadonlyMap<string, Said> {
  const cells = new Map<string, Said>();
  for (const { fact } of events.filter(isActuals)) {
    const { version: of, rows, covers } = fact.data;
    if (of !== version) continue;
    const covered = covers === undefined ? [] : covers.lines === 'ALL' ? SERVICE_LINES : covers.lines;
    for (const month of covers?.months ?? []) for (const line of covered) cells.set(keyOf(line, month), NOTHING_SAID);
    for (const { line, month } of rows) cells.set(keyOf(line, month), NOTHING_SAID);
    for (const { line, month, pence, provider } of rows) {
      cells.set(keyOf(line, month), withRow(cells.get(keyOf(line, month))!, provider ?? null, pence));
    }
  }
  return cells;
}

/** @param events  those of a practice's account that count, in order */
export const versionsOf = (events: readonly Recorded[]): Versions => ({
  FLEX: lastOf(events, 'FLEX'),
  FREEZE: lastOf(events, 'FREEZE'),
});

type Moved = {
  readonly flexPence: Pence;
  readonly freezePence: Pence;
  readonly movementPence: Pence;
  readonly movementBp: number | null;
};

/** One line in one month; by provider (rule 95), all that the cells which have both say of one. */
export type MovementRow = Moved & {
  readonly line?: Line;
  readonly month?: Month;
  /** Null for what names no provider. */
  readonly provider?: string | null;
  /** How many practices have both. */
  readonly practices: number;
  readonly grossMovementPence?: Pence;
};

/** The answer to `movement` (rules 53 and 95). */
export type Movement = Moved & {
  readonly practice: string | null;
  readonly commissioner: string | null;
  readonly year: Year;
  /** The movements up and down, without letting one hide the other. */
  readonly grossMovementPence: Pence;
  readonly rows: readonly MovementRow[];
};

function moved(flexPence: Pence, freezePence: Pence) {
  const movementPence = plus(freezePence, -flexPence);
  return { flexPence, freezePence, movementPence, movementBp: basisPointsOf(movementPence, flexPence) };
}

function cellRow(all: readonly Versions[], line: Line, month: Month): readonly MovementRow[] {
  const key = keyOf(line, month);
  const both = all.filter(({ FLEX, FREEZE }) => FLEX.has(key) && FREEZE.has(key));
  if (both.length === 0) return [];
  const sum = (version: keyof Versions) => sumPence(both.map((versions) => versions[version].get(key)!.pence));
  return [{ line, month, practices: both.length, ...moved(sum('FLEX'), sum('FREEZE')) }];
}

/** The cells of a practice that have both, flex beside freeze. */
const bothOf = ({ FLEX, FREEZE }: Versions): readonly { readonly flex: Said; readonly freeze: Said }[] =>
  [...FLEX].flatMap(([key, flex]) => {
    const freeze = FREEZE.get(key);
    return freeze ? [{ flex, freeze }] : [];
  });

const inCodeOrder = (a: string | null, b: string | null): number =>
  a === null ? 1 : b === null ? -1 : a < b ? -1 : a > b ? 1 : 0;

function providersOf(all: readonly Versions[]): readonly MovementRow[] {
  const practices = all.map(bothOf);
  const said = practices.flat().flatMap(({ flex, freeze }) => [...flex.byProvider.keys(), ...freeze.byProvider.keys()]);
  return [...new Set(said)].sort(inCodeOrder).map((provider) => {
    const speaks = ({ byProvider }: Said) => byProvider.has(provider);
    const cells = practices.map((of) => of.filter(({ flex, freeze }) => speaks(flex) || speaks(freeze)));
    const penceOf = ({ byProvider }: Said) => byProvider.get(provider) ?? 0;
    const both = cells.flat().map(({ flex, freeze }) => ({ flex: penceOf(flex), freeze: penceOf(freeze) }));
    return {
      provider,
      practices: cells.filter((of) => of.length > 0).length,
      ...moved(sumPence(both.map(({ flex }) => flex)), sumPence(both.map(({ freeze }) => freeze))),
      grossMovementPence: sumPence(both.map(({ flex, freeze }) => Math.abs(plus(freeze, -flex)))),
    };
  });
}

export function movementOf(
  of: Pick<Movement, 'practice' | 'commissioner'>,
  year: Year,
  months: readonly Month[],
  all: readonly Versions[],
  byProvider = false,
): Movement {
  const rows = SERVICE_LINES.flatMap((line) => months.flatMap((month) => cellRow(all, line, month)));
  const sumOf = (name: 'flexPence' | 'freezePence') => sumPence(rows.map((row) => row[name]));
  const gross = all.flatMap(bothOf).map(({ flex, freeze }) => Math.abs(plus(freeze.pence, -flex.pence)));
  return {
    ...of,
    year,
    ...moved(sumOf('flexPence'), sumOf('freezePence')),
    grossMovementPence: sumPence(gross),
    rows: byProvider ? providersOf(all) : rows,
  };
}
