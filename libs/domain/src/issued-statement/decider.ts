import { dateOf, dayOf, yearDays, type Day, type Year } from '#kernel';
import type { Decide, Moment } from '../decision.js';
import { Rejected } from '../refusals.js';
import { isGroup, type Facts } from '../statement/facts.js';
import { Statements } from '../statement/entitlement.js';
import { RULE_VERSION } from '../statement/rule-version.js';
import { streamOf } from '../streams.js';
import type { IssuedStatementCommands } from './commands.js';
import { differenceLines, sumOfLines } from './difference-lines.js';
import { issuedStatement, lastTold } from './state.js';
import { toldFigures, type ToldFigures } from './told-figures.js';

function mustBeKnownBy({ knownAt, recordedAt }: Moment): void {
  if (knownAt > recordedAt) throw new Rejected('FUTURE_DATE', `knownAt ${knownAt} lies after ${recordedAt}`);
}

/** Rule 1: there is no figure of a holder who was not registered. */
function mustBeRegistered(facts: Facts, holder: string, { knownAt }: Moment): void {
  if (facts.organisation(holder).registration || isGroup(facts, holder)) return;
  throw new Rejected('UNKNOWN_ORGANISATION', `${holder} was not recorded at ${knownAt}`);
}

/** What `entitlement` answers at a moment, as it is told. */
function figuresAt({ facts, day, knownAt, position }: Moment, holder: string, year: Year, asAt: Day): ToldFigures {
  const { answer } = new Statements(facts, day).of(holder, year, asAt);
  return toldFigures(answer, { asAt: dateOf(asAt), knownAt, position });
}

export const issuedStatementDeciders: {
  readonly [C in keyof IssuedStatementCommands]: Decide<IssuedStatementCommands[C]>;
} = {
  IssueStatement({ statement, holder, year, to, addressee, asAt }, { moment, fingerprint }) {
    mustBeKnownBy(moment);
    mustBeRegistered(moment.facts, holder, moment);
    const day = Math.min(asAt === undefined ? moment.day : dayOf(asAt), yearDays(year).last);
    const figures = figuresAt(moment, holder, year, day);
    const sent = { statement, holder, year, to, ...(addressee === undefined ? {} : { addressee }) };
    return [{ type: 'StatementIssued', data: { ...sent, ...toldIn(figures), hash: fingerprint(figures) } }];
  },

  IssueDifference({ statement, difference, addressee }, { facts, moment, bridge, fingerprint }) {
    const state = facts.stateOf(issuedStatement, streamOf.statement(statement));
    const { holder, year, to } = state.issued!;
    if (state.differences.some(({ id }) => id === difference)) {
      throw new Rejected('ALREADY_EXISTS', `difference ${difference} of ${statement} is recorded already`);
    }
    mustBeRegistered(moment.facts, holder, moment);
    const { entitlementPence: toldPence, asAt, position } = lastTold(state)!.figures;
    const figures = figuresAt(moment, holder, year, dayOf(asAt));
    const differencePence = figures.entitlementPence - toldPence;
    if (differencePence === 0) {
      throw new Rejected('NOTHING_TO_DIFFER', `${statement} stands as last told, at ${toldPence} pence`);
    }
    const lines = differenceLines(toldPence, bridge(holder, year, dayOf(asAt), position, moment.position));
    const sent = { statement, difference, holder, year, to, ...(addressee === undefined ? {} : { addressee }) };
    const explained = { toldPence, differencePence, lines, residualPence: differencePence - sumOfLines(lines) };
    const told = { ...toldIn(figures), hash: fingerprint(figures) };
    return [{ type: 'DifferenceIssued', data: { ...sent, ...explained, ...told } }];
  },
};

const toldIn = (figures: ToldFigures) => ({
  asAt: figures.asAt,
  entitlementPence: figures.entitlementPence,
  figures,
  ruleVersion: RULE_VERSION,
});
