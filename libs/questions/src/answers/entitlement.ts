import { Statements, explainStatement, isGroup, type Entitlement } from '#domain';
import type { QuestionInput } from '#contract';
import type { Day, Year } from '#kernel';
import { AsKnown } from '../as-known.js';
import { asAtOf, explained, type AnsweredFrom, type Asking } from '../asking.js';
import type { GroupFigures } from '../group-figures.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeHolder } from '../subject.js';

/** Rules 1 to 13, 15 to 20: what a practice or a group is entitled to. @param groups  figures of groups that are kept */
export async function entitlement(
  asking: Asking,
  groups: GroupFigures,
  asked: QuestionInput<'entitlement'>,
): Promise<Entitlement & AnsweredFrom> {
  const { holder, year } = asked;
  const moment = await asking.momentOf(asked);
  const asAt = asAtOf(asked, moment);
  const statements = asked.explain
    ? new Statements(new KnownFacts(await asking.gather(holder, year), moment.position), moment.day)
    : await briefly(asking, groups, holder, year, asAt, moment);
  mustBeHolder(statements.facts, holder);
  const { answer } = statements.of(holder, year, asAt);
  const derivation = asked.explain && explainStatement(statements, holder, year, asAt);
  return { ...answer, ...asking.from(moment, asAt), ...explained(derivation) };
}

/** For an answer without its derivation: a practice's groups need not be worked out anew for each member. */
async function briefly(
  asking: Asking,
  groups: GroupFigures,
  holder: string,
  year: Year,
  asAt: Day,
  { position, day }: Moment,
): Promise<Statements> {
  const gathering = new AsKnown(asking.reader, position);
  await gathering.body(holder);
  const facts = new KnownFacts(gathering, position);
  if (isGroup(facts, holder)) return new Statements(new KnownFacts(await asking.gather(holder, year), position), day);
  const its = await gathering.besideGroups(holder, year);
  const statements = new Statements(facts, day);
  for (const group of its) statements.take(group, year, asAt, await groups.of(group, year, asAt, position));
  return statements;
}
