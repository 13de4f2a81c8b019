import { yearMustHaveEnded } from '../account/rules.js';
import type { Account } from '../account/state.js';
import type { ActualsVersion } from '../account/events.js';
import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import { Statements } from '../statement/entitlement.js';
import { owedBy } from '../statement/exposure.js';
import type { ClosingCommands } from './commands.js';
import type { VersionsInForce } from './events.js';

function versionsIn(accounts: readonly Account[]): VersionsInForce {
  const cells = accounts.flatMap((account) => account.cells.flatMap((lines) => [...lines.values()]));
  const inForce = (version: ActualsVersion) => cells.filter((cell) => cell.version === version).length;
  return {
    practices: accounts.length,
    estimates: inForce('ESTIMATE'),
    flexes: inForce('FLEX'),
    freezes: inForce('FREEZE'),
    restatements: cells.flatMap(({ restatements }) => restatements).filter(({ transfer }) => transfer === undefined)
      .length,
  };
}

export const closingDeciders: { readonly [C in keyof ClosingCommands]: Decide<ClosingCommands[C]> } = {
  CloseYear(data, { facts, recordedOn }) {
    const { commissioner, year } = data;
    yearMustHaveEnded(year, recordedOn);
    const { closure } = facts.finance(commissioner, year);
    if (closure) throw new Rejected('YEAR_ALREADY_CLOSED', `${year} was closed at ${closure.ref.recordedAt}`);
    const practices = owedBy(new Statements(facts, recordedOn), commissioner, facts.practices, year);
    const versions = versionsIn(practices.map((practice) => facts.account(practice, year)));
    return [{ type: 'YearClosed', data: { ...data, ...versions } }];
  },

  ReopenYear(data, { facts }) {
    const { commissioner, year } = data;
    if (!facts.finance(commissioner, year).closure) {
      throw new Rejected('YEAR_NOT_CLOSED', `${year} of ${commissioner} is not closed`);
    }
    return [{ type: 'YearReopened', data }];
  },
};
