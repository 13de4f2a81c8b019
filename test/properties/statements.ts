import type { Bridge, Entitlement, Exposure, RollUp, WhatIf } from '#domain';
import type { Ledger } from '#ledger';
import type { AnsweredFrom } from '#questions';
import { GROUPS, practiceCode, yearsOf, type World } from './world.js';

export type Moment = { readonly asAt?: string; readonly knownAt?: string; readonly position?: number };
export type Statement = Entitlement & AnsweredFrom;

export const practicesOf = ({ practices }: World): readonly string[] =>
  practices.map((_, index) => practiceCode(index));
export const holdersOf = (world: World): readonly string[] => [...practicesOf(world), ...GROUPS];

export const entitlement = (ledger: Ledger, holder: string, year: string, moment: Moment = {}): Promise<Statement> =>
  ledger.questions.ask('entitlement', { holder, year, ...moment }) as unknown as Promise<Statement>;
export const exposure = (ledger: Ledger, commissioner: string, year: string, moment: Moment = {}) =>
  ledger.questions.ask('exposure', { commissioner, year, ...moment }) as unknown as Promise<Exposure>;
export const rollUp = (ledger: Ledger, of: string, year: string, moment: Moment = {}) =>
  ledger.questions.ask('rollUp', { of, year, ...moment }) as unknown as Promise<RollUp>;
export const bridge = (ledger: Ledger, fields: object) =>
  ledger.questions.ask('bridge', fields) as unknown as Promise<Bridge>;
export const whatIf = (ledger: Ledger, fields: object) =>
  ledger.questions.ask('whatIf', fields) as unknown as Promise<WhatIf>;

/** The statements of all holders and years, by holder and year. */
export async function statements(
  ledger: Ledger,
  world: World,
  moment: Moment = {},
): Promise<ReadonlyMap<string, Statement>> {
  const all = new Map<string, Statement>();
  for (const holder of holdersOf(world)) {
    for (const year of yearsOf(world)) all.set(`${holder} ${year}`, await entitlement(ledger, holder, year, moment));
  }
  return all;
}

/** A statement without what it was computed from: what two histories can have in common. */
export const figures = ({ position: _position, knownAt: _knownAt, clock: _clock, ...rest }: Statement) => rest;

export const figuresOf = async (ledger: Ledger, world: World, moment: Moment = {}): Promise<object> =>
  Object.fromEntries(
    [...(await statements(ledger, world, moment))].map(([key, statement]) => [key, figures(statement)]),
  );
