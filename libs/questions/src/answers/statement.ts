import { Rejected, Statements, streamOf, type Telling, type ToldFigures } from '#domain';
import type { QuestionInput } from '#contract';
import { dayOf, type Pence } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { countingAt, figureNow, hashOf, recomputed, tellingsOf, type TellingRow } from './issued-statements.js';

export type ReproducedTelling = TellingRow & {
  /** The policy versions that say the minimum shares in it (rule 27); null where the rules of then no longer run. */
  readonly policies: readonly string[] | null;
  /** Of the same figures worked out anew; null where the rules of then no longer run. */
  readonly recomputedHash: string | null;
  readonly reproduced: boolean;
};

/** The answer to `statement` (rule 72): as it was issued, what was told after it, and whether it can be reproduced. */
export type StatementAnswer = {
  readonly statement: string;
  readonly holder: string;
  readonly year: string;
  readonly to: string;
  readonly issuedAt: string;
  readonly issuedPence: Pence;
  readonly lastToldPence: Pence;
  readonly nowPence: Pence;
  readonly wrongByPence: Pence;
  /** Whether every telling is. */
  readonly reproduced: boolean;
  /** As they were told. */
  readonly figures: ToldFigures;
  readonly rows: readonly ReproducedTelling[];
};

export async function statement(
  asking: Asking,
  asked: QuestionInput<'statement'>,
): Promise<StatementAnswer & AnsweredFrom> {
  const moment = await asking.momentOf(asked);
  const stream = streamOf.statement(asked.statement);
  const gathering = new Gathering(asking.reader);
  await gathering.load([stream]);
  const counting = countingAt(gathering, stream, moment.position);
  if (!counting) throw new Rejected('UNKNOWN_STATEMENT', `${asked.statement} was not issued at that moment`);
  const { issued, last } = counting;
  const { holder, year, to, figures } = issued;
  await gathering.statement(holder, year);
  const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
  const { nowPence, wrongByPence } = figureNow(statements, counting);
  const rows = tellingsOf(counting).map(({ by, ...row }) => ({ ...row, ...reproduction(gathering, holder, year, by) }));
  return {
    statement: asked.statement,
    ...{ holder, year, to },
    issuedAt: issued.ref.recordedAt,
    issuedPence: figures.entitlementPence,
    lastToldPence: last.figures.entitlementPence,
    ...{ nowPence, wrongByPence },
    reproduced: rows.every(({ reproduced }) => reproduced),
    figures,
    rows,
    ...asking.from(moment, dayOf(figures.asAt)),
  };
}

/** Never assumed: what was told hashes as was said, and the log still gives the same. */
function reproduction(gathering: Gathering, holder: string, year: string, telling: Telling) {
  const { hash, policies } = recomputed(gathering, holder, year, telling) ?? { hash: null, policies: null };
  const reproduced = hash === telling.hash && hashOf(telling.figures) === telling.hash;
  return { policies, recomputedHash: hash, reproduced };
}
